import { describe, expect, it } from "vitest";
import { bodyOf, countedIn, emptyCount, piecesIn } from "./count";

describe("counting a drawer", () => {
  it("takes one amount as typed, with either decimal mark", () => {
    expect(countedIn({ ...emptyCount, sum: "200" }, "EUR")).toBe(20000);
    expect(countedIn({ ...emptyCount, sum: "200,50" }, "EUR")).toBe(20050);
    expect(countedIn({ ...emptyCount, sum: "1.5" }, "KWD")).toBe(1500);
    expect(countedIn({ ...emptyCount, sum: "abc" }, "EUR")).toBeNull();
    expect(countedIn(emptyCount, "EUR")).toBeNull();
  });

  it("adds up notes and coins", () => {
    const counting = { by: "pieces" as const, sum: "", pieces: { 5000: "2", 200: "3", 5: "" } };
    expect(countedIn(counting, "EUR")).toBe(10600);
    expect(bodyOf(counting, "EUR")).toEqual({
      denominations: [
        { value: 5000, count: 2 },
        { value: 200, count: 3 },
      ],
    });
  });

  it("is nothing yet until a piece is typed, and an empty drawer once zero is", () => {
    expect(countedIn({ by: "pieces", sum: "", pieces: {} }, "EUR")).toBeNull();
    expect(countedIn({ by: "pieces", sum: "", pieces: { 5000: "0" } }, "EUR")).toBe(0);
    expect(bodyOf({ by: "pieces", sum: "", pieces: { 5000: "0" } }, "EUR")).toEqual({ countedCash: 0 });
  });

  it("takes whole pieces only", () => {
    expect(piecesIn("12")).toBe(12);
    expect(piecesIn("")).toBe(0);
    expect(piecesIn("1.5")).toBeNull();
    expect(piecesIn("-1")).toBeNull();
    expect(countedIn({ by: "pieces", sum: "", pieces: { 5000: "x" } }, "EUR")).toBeNull();
  });
});
