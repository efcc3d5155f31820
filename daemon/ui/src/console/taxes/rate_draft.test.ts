import { describe, expect, it } from "vitest";
import { draftOf, freshRate, type Rate, rateOf, wrongIn } from "./rate_draft";

const compound: Rate = {
  code: "GST",
  name: "GST 5 %",
  kind: "percent",
  rate: "5",
  amount: 0,
  included: false,
  from: "2026-01-01T00:00:00.000Z",
  to: null,
  affectsBase: true,
  reverseCharge: "elsewhere",
  band: { of: "unit", from: 11000, part: "within" },
};

describe("a rate that is shown in a form", () => {
  it("goes back as it came", () => {
    const { amount: _, ...sent } = compound;
    expect(rateOf(draftOf(compound, "EUR"), "EUR", "x", compound)).toEqual(sent);
    const cess: Rate = { code: "CESS", name: "Cess", kind: "fixed_per_unit", amount: 40000, included: false };
    expect(rateOf(draftOf(cess, "INR"), "INR", "x")).toEqual({ ...cess, from: null, to: null });
  });
  it("takes a code of its own when it has none", () => {
    const draft = { ...freshRate(true), name: "Exempt", exempt: true };
    expect(rateOf(draft, "EUR", "exempt")).toMatchObject({ code: "exempt", rate: "0", exempt: true });
  });
  it("says which fields cannot be sent", () => {
    const draft = { ...freshRate(false), name: "State", worth: "4", band: "unit" as const };
    expect([...wrongIn(draft, "USD")]).toEqual(["bandFrom"]);
    expect([...wrongIn({ ...draft, bandFrom: "110", bandBelow: "100" }, "USD")]).toEqual(["bandBelow"]);
    expect([...wrongIn({ ...draft, bandFrom: "110" }, "USD")]).toEqual([]);
    expect([...wrongIn({ ...freshRate(true), worth: "many" }, "EUR")]).toEqual(["name", "worth"]);
    expect([...wrongIn({ ...freshRate(true), name: "A", kind: "fixed_per_unit", worth: "0" }, "EUR")]).toEqual([
      "worth",
    ]);
  });
});
