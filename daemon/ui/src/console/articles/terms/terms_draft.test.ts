import { describe, expect, it } from "vitest";
import { draftOf, freshGroup, freshShare, type Terms, termsOf, wrongIn } from "./terms_draft";

const menu: Terms = {
  serial: true,
  warrantyMonths: 24,
  issues: "ticket",
  validDays: 30,
  shares: [{ kind: "commission", party: "Mr Example", percent: "7.5" }],
  substitutes: [{ sku: "OTHER", price: "own" }],
  tare: "0.012",
  combo: true,
  choices: [
    { name: "Drink", least: 1, most: 2, options: [{ sku: "COLA" }, { sku: "BEER", extra: 150 }] },
    { name: "Dip", least: 0, most: 1, options: [{ sku: "DIP", extra: 0 }] },
  ],
};

describe("what selling an article takes, as typed", () => {
  it("is sent as it was read", () => {
    expect(termsOf(draftOf(menu, "EUR"), "EUR")).toEqual(menu);
    expect(wrongIn(draftOf(menu, "EUR"), "EUR").size).toBe(0);
  });
  it("is nothing for an article like any other", () => {
    const none = draftOf({}, "EUR");
    expect(wrongIn(none, "EUR").size).toBe(0);
    expect(termsOf(none, "EUR")).toEqual({
      serial: false,
      warrantyMonths: 0,
      validDays: 0,
      shares: [],
      substitutes: [],
      combo: false,
      choices: [],
    });
  });
  it("knows a comma and keeps an extra of nothing apart from none", () => {
    const draft = { ...draftOf(menu, "EUR"), tare: "0,02" };
    expect(termsOf(draft, "EUR").tare).toBe("0.02");
    expect(termsOf(draft, "EUR").choices?.[1]?.options[0]).toEqual({ sku: "DIP", extra: 0 });
  });
  it("names the place of everything that is wrong", () => {
    const draft = {
      ...draftOf({}, "EUR"),
      warranty: "two",
      validDays: "99999",
      tare: "-1",
      combo: true,
      shares: [freshShare, { ...freshShare, party: "A", percent: "101" }],
      groups: [
        { ...freshGroup, name: "Side", least: "0", most: "0" },
        { ...freshGroup, name: "Side", least: "3", most: "2", options: [{ sku: "A", extra: "x" }] },
        freshGroup,
      ],
    };
    expect([...wrongIn(draft, "EUR").keys()].sort()).toEqual(
      [
        "warrantyMonths",
        "validDays",
        "tare",
        "shares/0/party",
        "shares/0/percent",
        "shares/1/percent",
        "choices/0/most",
        "choices/0/options",
        "choices/1/name",
        "choices/1/most",
        "choices/1/options/0/extra",
        "choices/2/name",
        "choices/2/options",
      ].sort(),
    );
    const never = {
      ...draft,
      groups: [{ ...freshGroup, name: "Side", least: "0", options: [{ sku: "A", extra: "" }] }],
    };
    expect(wrongIn(never, "EUR").get("choices")).toBe("console_terms.combo_needs");
  });
});
