import { describe, expect, it } from "vitest";
import { qrCode, qrPath } from "./qr";

const lines = (text: string, mask: number) =>
  qrCode(text, mask)?.map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));

describe("a QR code", () => {
  it("is, module for module, what another encoder makes of it", () => {
    expect(lines("holdfast", 2)).toEqual([
      "111111100101001111111",
      "100000100110101000001",
      "101110101111001011101",
      "101110101111101011101",
      "101110101101101011101",
      "100000101000101000001",
      "111111101010101111111",
      "000000001011100000000",
      "101111100010101111100",
      "001101001110110011001",
      "100010111001000001010",
      "011111001110000011100",
      "010111111011000100001",
      "000000001001111011001",
      "111111100000101000110",
      "100000101101111001100",
      "101110101000100100001",
      "101110101000100111100",
      "101110101111010000100",
      "100000100000000111100",
      "111111101111010000010",
    ]);
  });
  it.each([
    [1, 14],
    [2, 15],
    [7, 122],
    [10, 213],
  ])("takes version %i for %i bytes", (version, length) => {
    expect(qrCode("a".repeat(length))).toHaveLength(17 + 4 * version);
  });
  it("is none when the text is too long for a customer's screen", () => {
    expect(qrCode("a".repeat(214))).toBeNull();
  });
  it("is drawn inside its quiet zone", () => {
    expect(qrPath([[true, false]])).toBe("M4 4h1v1h-1z");
  });
});
