import { describe, expect, it } from "vitest";
import { looksLikeReceipt, normalReceiptNumber } from "./receipt_number";

describe("a receipt number", () => {
  it.each([
    ["1-000042", "1-000042"],
    [" 1-42 ", "1-000042"],
    ["2/42", "2-000042"],
    ["2 000042", "2-000042"],
    ["42", "3-000042"],
    ["000042", "3-000042"],
    ["1-1234567", "1-1234567"],
  ])("is read from %j", (typed, number) => expect(normalReceiptNumber(typed, 3)).toBe(number));

  it.each(["", "x", "0", "1-0", "0-42", "1-42-1", "-42", "1-x"])("is not read from %j", (typed) =>
    expect(normalReceiptNumber(typed, 3)).toBeNull(),
  );

  it("needs its till when this one is unknown", () => expect(normalReceiptNumber("42", null)).toBeNull());
});

describe("a scan", () => {
  it("is a receipt when it has the receipt's form", () => expect(looksLikeReceipt("1-000042")).toBe(true));
  it.each(["5901234123457", "1-42", "SKU-000042", "(01)09521234543213"])("%s is not", (code) =>
    expect(looksLikeReceipt(code)).toBe(false),
  );
});
