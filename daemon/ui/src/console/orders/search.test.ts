import { describe, expect, it } from "vitest";
import { amounts, emptySearch, queryOf, startOf } from "./search";

describe("a day begins", () => {
  it.each([
    ["2026-11-21", "Europe/Dublin", "2026-11-21T00:00:00.000Z"],
    ["2026-07-01", "Europe/Dublin", "2026-06-30T23:00:00.000Z"],
    ["2026-11-21", "Asia/Dubai", "2026-11-20T20:00:00.000Z"],
    ["2026-03-29", "Europe/Paris", "2026-03-28T23:00:00.000Z"],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
  ])("%s in %s at %s", (day, zone, at) => expect(startOf(day, zone)).toBe(at));
});

describe("an amount", () => {
  it.each([
    ["12.50", { minTotal: 1250, maxTotal: 1250 }],
    ["12,5", { minTotal: 1250, maxTotal: 1250 }],
    ["10-20", { minTotal: 1000, maxTotal: 2000 }],
    ["10 – 20.99", { minTotal: 1000, maxTotal: 2099 }],
    ["about ten", null],
    ["1-2-3", null],
  ])("%s is %j", (text, range) => expect(amounts(text, "EUR")).toEqual(range));
});

describe("a search", () => {
  it("by number asks for nothing else", () => {
    expect(queryOf({ ...emptySearch, number: " 1-000042 ", article: "tea" }, "EUR", "UTC")).toEqual({
      receiptNumber: "1-000042",
    });
  });
  it("takes the last day whole", () => {
    expect(queryOf({ ...emptySearch, from: "2026-11-20", to: "2026-11-21" }, "EUR", "UTC")).toEqual({
      limit: 30,
      from: "2026-11-20T00:00:00.000Z",
      to: "2026-11-22T00:00:00.000Z",
    });
  });
  it("says which field it cannot understand", () => {
    expect(queryOf({ ...emptySearch, amount: "ten" }, "EUR", "UTC")).toBe("amount");
  });
});
