import { describe, expect, it } from "vitest";
import { payable } from "./points";

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
