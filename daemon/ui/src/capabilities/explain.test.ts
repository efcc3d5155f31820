import { describe, expect, it } from "vitest";
import ar from "../i18n/ar/capabilities.json";
import en from "../i18n/en/capabilities.json";
import fr from "../i18n/fr/capabilities.json";
import { explain, nextStep, titleOf } from "./explain";

describe("explanations", () => {
  it("name what is away, since when, and what to do", () => {
    const told = {
      operation: "giftCard.redeem",
      reason: "WAN_DOWN",
      dependency: "hub",
      since: "2026-11-21T14:02:00+01:00",
      instead: "other_tender",
    };
    expect(titleOf(told)).toBe("Pay by gift card");
    expect(explain(told)).toMatch(/needs the hub/i);
    expect(nextStep(told)).toMatch(/another payment/);
  });
  it("name the card terminal that is away, where it is one", () => {
    const told = { reason: "DEPENDENCY_DOWN", dependency: "cardHost", since: "2026-11-21T14:02:00+01:00" };
    expect(explain(told)).toMatch(/needs the card terminal, away/);
    expect(explain({ ...told, terminal: { name: "Front" } })).toMatch(/card terminal “Front”, away/);
  });
  it("say so when it is a rehearsal", () => {
    expect(explain({ reason: "WAN_DOWN", dependency: "hub", cause: "drill" })).toMatch(/rehearsal/i);
  });
  it("fall back to the appliance's own words", () => {
    expect(titleOf({ operation: "new.thing", title: "A new thing" })).toBe("A new thing");
    expect(nextStep({ instead: "unheard_of" })).toBe("");
  });
  it("are the same in all languages", () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort());
  });
});
