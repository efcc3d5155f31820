import { describe, expect, it } from "vitest";
import { categoryCode, documentOf, emptyDraft, inCountry, presets, rateOf, withoutPins, wrongPin } from "./draft";

const words = {
  cash: "Cash",
  card: "Card",
  voucher: "Voucher",
  manager: "Manager",
  cashier: "Cashier",
  category: (code: string) => code,
};

describe("a draft of a store", () => {
  it("takes currency, time zone and taxes from its country and keeps what was typed", () => {
    const draft = inCountry({ ...emptyDraft(), name: "Corner", address: "1 Quay" }, "IE");
    expect(draft).toMatchObject({
      name: "Corner",
      currency: "EUR",
      zone: "Europe/Dublin",
      included: true,
      cashStep: 5,
    });
    expect(draft.rates).toEqual(["23", "13.5", "9", "0"]);
    expect(inCountry(draft, "US")).toMatchObject({ currency: "USD", included: false, rates: ["0"] });
  });
  it("is kept without PINs", () => {
    const draft = emptyDraft();
    draft.people = [{ name: "A", code: "9001", role: "manager", pin: "1234" }];
    expect(JSON.stringify(withoutPins(draft))).not.toContain("1234");
  });
  it("becomes the document that init takes", () => {
    const draft = {
      ...inCountry(emptyDraft(), "DE"),
      name: " Corner ",
      address: "1 Quay\n\n Town",
      registers: ["Till 1"],
    };
    draft.people = [{ name: "A", code: "9001", role: "manager" as const, pin: "123456" }];
    const document = documentOf(draft, words, "en", ["sell"]);
    expect(document.site).toMatchObject({ name: "Corner", locale: "en-DE", address: ["1 Quay", "Town"] });
    expect(document.taxCategories.map(({ code }) => code)).toEqual(["standard", "reduced", "zero"]);
    expect(document.taxCategories[1]?.rates).toEqual([{ code: "USt7", name: "USt 7 %", rate: "7" }]);
    expect(document.registers).toEqual([{ number: 1, name: "Till 1" }]);
  });
  it("rounds cash as its country does, but not in another currency", () => {
    const draft = inCountry(emptyDraft(), "CH");
    expect(documentOf(draft, words, "en", []).tenders[0]).toMatchObject({ roundingStep: 5 });
    expect(documentOf({ ...draft, currency: "EUR" }, words, "en", []).tenders[0]).toMatchObject({ roundingStep: 1 });
  });
});

describe("what is typed", () => {
  it("is a rate with a dot or a comma, or none", () => {
    expect(rateOf(" 13,5 ")).toBe("13.5");
    for (const wrong of ["", "x", "-1", "100", "1.", "1.23456"]) expect(rateOf(wrong)).toBeNull();
  });
  it("is a PIN of 4 to 12 digits, or none", () => {
    for (const right of ["1234", "123456789012"]) expect(wrongPin(right)).toBe(false);
    for (const wrong of ["123", "12a4", "1234567890123"]) expect(wrongPin(wrong)).toBe(true);
  });
});

it("every country has a currency, a zone and rates that are percentages, each category its own code", () => {
  for (const [country, { currency, zone, rates }] of Object.entries(presets)) {
    expect(currency, country).toMatch(/^[A-Z]{3}$/);
    expect(() => new Intl.DateTimeFormat("en", { timeZone: zone }), country).not.toThrow();
    expect(
      rates.every((rate) => rateOf(rate) === rate),
      country,
    ).toBe(true);
    const codes = rates.map((_, at) => categoryCode(rates, at));
    expect(new Set(codes).size, `${country} ${codes}`).toBe(codes.length);
  }
});
