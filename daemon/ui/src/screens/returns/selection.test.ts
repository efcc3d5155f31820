import { describe, expect, it } from "vitest";
import {
  choose,
  chooseAll,
  fromMicro,
  refundOf,
  refundTotal,
  remaining,
  returnItems,
  step,
  toMicro,
} from "./selection";

const line = (quantity: string, total: number, returnedQuantity?: string) => ({
  orderItemId: `line-${quantity}-${total}`,
  quantity,
  total,
  ...(returnedQuantity === undefined ? {} : { returnedQuantity }),
});

describe("quantities in millionths", () => {
  it.each([
    ["1", 1_000_000n],
    ["0.482", 482_000n],
    ["0,5", 500_000n],
    ["-2", -2_000_000n],
    ["12.000001", 12_000_001n],
  ])("reads %s", (text, value) => expect(toMicro(text)).toBe(value));

  it.each(["", "x", "1.", ".5", "1.2345678", "1e3", "--1"])("does not read %j", (text) =>
    expect(toMicro(text)).toBeNull(),
  );

  it.each([
    [1_000_000n, "1"],
    [482_000n, "0.482"],
    [-1_500_000n, "-1.5"],
    [0n, "0"],
  ])("writes %s", (value, text) => expect(fromMicro(value)).toBe(text));
});

describe("what may come back", () => {
  it("is what was sold less what came back before", () => {
    expect(remaining(line("3", 999))).toBe(3_000_000n);
    expect(remaining(line("3", 999, "2"))).toBe(1_000_000n);
    expect(remaining(line("3", 999, "3"))).toBe(0n);
  });
  it("is nothing of a line that was a return itself", () => expect(remaining(line("-1", -300))).toBe(0n));

  it("is held between nothing and what is left", () => {
    const three = line("3", 999, "1");
    expect(choose(new Map(), three, 9_000_000n).get(three.orderItemId)).toBe(2_000_000n);
    expect(choose(new Map(), three, -1n).size).toBe(0);
  });
  it("steps by whole units and reaches the broken rest of a weighed line", () => {
    const weighed = line("1.25", 400);
    let chosen = step(new Map(), weighed, 1);
    expect(chosen.get(weighed.orderItemId)).toBe(1_000_000n);
    chosen = step(chosen, weighed, 1);
    expect(chosen.get(weighed.orderItemId)).toBe(1_250_000n);
    chosen = step(step(chosen, weighed, -1), weighed, -1);
    expect(chosen.size).toBe(0);
  });
});

describe("what goes back", () => {
  it("shares an odd sum out so that all parts make the whole", () => {
    expect(refundOf(line("3", 1000), 1_000_000n)).toBe(333);
    expect(refundOf(line("3", 1000, "1"), 1_000_000n)).toBe(334);
    expect(refundOf(line("3", 1000, "2"), 1_000_000n)).toBe(333);
    expect(refundOf(line("3", 1000), 3_000_000n)).toBe(1000);
  });
  it("adds the chosen lines up and leaves the others out", () => {
    const lines = [line("2", 338), line("1", 249), line("1", 100, "1")];
    expect(refundTotal(lines, chooseAll(lines))).toBe(587);
    expect(refundTotal(lines, step(new Map(), lines[0] as (typeof lines)[0], 1))).toBe(169);
  });
  it("is sent as decimal strings with reason and condition", () => {
    expect(returnItems(new Map([["a", 1_500_000n]]), "Changed mind", "As new")).toEqual([
      { orderItemId: "a", quantity: "1.5", reason: "Changed mind", condition: "As new" },
    ]);
  });
});
