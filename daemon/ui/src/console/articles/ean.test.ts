import { expect, test } from "vitest";
import { ean13 } from "./ean";

test("the bars of a code are those of its digits, whose first one lies in the parity of the left half", () => {
  const bars = ean13("4006381333931") ?? "";
  expect(bars).toHaveLength(95);
  expect(bars).toBe("10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101");
});

test("a UPC is an EAN with a nought before it, and a code with a wrong check digit has no bars", () => {
  expect(ean13("036000291452")).toBe(ean13("0036000291452"));
  expect(ean13("04006381333931")).toBe(ean13("4006381333931"));
  expect(ean13("4006381333932")).toBeNull();
  expect(ean13("4011")).toBeNull();
});
