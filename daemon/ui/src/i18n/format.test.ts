import { beforeEach, describe, expect, it } from "vitest";
import { site } from "../till/state";
import {
  amount,
  dayInWords,
  dayShape,
  decimal,
  minorDigits,
  money,
  parseMoney,
  parseQuantity,
  percent,
  quantity,
} from "./format";
import { lang } from "./text";

beforeEach(() => {
  lang.value = "en";
});

describe("money", () => {
  it("is written exactly from minor units, whatever the currency has of them", () => {
    expect(decimal(5, 2)).toBe("0.05");
    expect(decimal(-1234, 2)).toBe("-12.34");
    expect(decimal(9007199254740991, 2)).toBe("90071992547409.91");
    expect(money(123456789, "EUR")).toBe("€1,234,567.89");
    expect(money(1500, "JPY")).toMatch(/1,500/);
    expect(amount(1234567, "KWD")).toBe("1,234.567");
    expect(minorDigits("KWD")).toBe(3);
  });
  it("has Latin digits in Arabic and its own order in French", () => {
    lang.value = "ar";
    expect(money(1234, "EUR")).toContain("12.34");
    lang.value = "fr";
    expect(money(123456, "EUR").replace(/\s/g, " ")).toBe("1 234,56 €");
  });
});

describe("an amount that somebody typed", () => {
  it.each([
    ["12", 1200],
    ["12.5", 1250],
    ["12,50", 1250],
    [",5", 50],
    ["12.", 1200],
    ["1,234.50", 123450],
    ["1.234,50", 123450],
    ["1 234,50", 123450],
    ["1.234.567,00", 123456700],
    ["١٢٫٥٠", 1250],
    ["0", 0],
  ])("%s is %d cents", (text, minor) => {
    expect(parseMoney(text, "EUR")).toBe(minor);
  });
  it.each(["", ".", "abc", "1.234", "1,2,3", "12.345", "-5", "1e3", "99999999999999999"])("%s is no amount", (text) => {
    expect(parseMoney(text, "EUR")).toBeNull();
  });
  it("has the decimals of its currency", () => {
    expect(parseMoney("1500", "JPY")).toBe(1500);
    expect(parseMoney("1.5", "JPY")).toBeNull();
    expect(parseMoney("1.250", "KWD")).toBe(1250);
  });
});

describe("a quantity", () => {
  it("is taken as a decimal string", () => {
    expect(parseQuantity("0,482")).toBe("0.482");
    expect(parseQuantity("007")).toBe("7");
    expect(parseQuantity("2.50")).toBe("2.5");
    expect(parseQuantity("0")).toBeNull();
    expect(parseQuantity("0.5", 0)).toBeNull();
  });
  it("is shown with its unit unless it counts pieces", () => {
    expect(quantity("3")).toBe("3");
    expect(quantity("0.482", "kg")).toBe("0.482\u00a0kg");
    expect(percent("7.5")).toBe("7.5\u00a0%");
  });
});

it("names a day of the calendar whatever the zone", () => {
  expect(dayInWords("1990-02-14")).toBe("14 February 1990");
  lang.value = "ar";
  expect(dayInWords("1990-02-14")).toMatch(/14 .+ 1990/);
});

describe("the order of a day in digits", () => {
  const written = () =>
    dayShape()
      .map(({ part, mark }) => part + mark)
      .join("");
  it("is that of the language, without marks of direction", () => {
    expect(written()).toBe("day/month/year");
    lang.value = "ar";
    expect(written()).toBe("day/month/year");
  });
  it("is that of the store where it speaks the language", () => {
    const home = (locale: string) => {
      site.value = { locale } as typeof site.value;
    };
    home("en-US");
    expect(written()).toBe("month/day/year");
    home("en-CA");
    expect(written()).toBe("year-month-day");
    home("de-DE");
    expect(written()).toBe("day/month/year");
    site.value = null;
  });
});
