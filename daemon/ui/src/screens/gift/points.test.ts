import { describe, expect, it } from "vitest";
import { offNow, payable, worthOf } from "./points";

describe("points that fit into what is left", () => {
  it("takes all when they fit", () => {
    expect(payable({ points: 40, amount: 200 }, 200)).toEqual({ points: 40, amount: 200 });
  });
  it("takes whole steps and no more than is left", () => {
    expect(payable({ points: 40, amount: 200 }, 137)).toEqual({ points: 27, amount: 135 });
  });
  it("takes nothing when nothing is left or nothing is there", () => {
    expect(payable({ points: 0, amount: 0 }, 100)).toEqual({ points: 0, amount: 0 });
    expect(payable({ points: 40, amount: 200 }, 0)).toEqual({ points: 0, amount: 0 });
  });
});

describe("points that take something off", () => {
  it("are worth whole steps", () => {
    expect(worthOf(27, { points: 40, amount: 200 })).toBe(135);
    expect(worthOf(25, { points: 40, amount: 4 })).toBe(2);
    expect(worthOf(5, { points: 0, amount: 0 })).toBe(0);
  });
  it("are read from the discount that they are", () => {
    const late = { itemId: null, reason: "3 minutes late" };
    expect(offNow([late, { itemId: null, reason: "300 Club" }], "Club")).toBe(300);
    expect(offNow([late, { itemId: "i", reason: "300 Club" }], "Club")).toBe(0);
  });
});
