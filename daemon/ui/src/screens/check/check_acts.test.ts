import { describe, expect, it } from "vitest";
import {
  askable,
  asked,
  type Charge,
  canPart,
  coursesToFire,
  partable,
  partOf,
  returnable,
  serialsOf,
} from "./check_acts";

const charge = (id: string, kind: string, automatic: boolean, taxed = true): Charge => ({
  id,
  name: id,
  kind,
  automatic,
  taxed,
});

describe("charges at the till", () => {
  it("offers what does not come by itself, and takes back deposits that know their tax", () => {
    const all = [charge("bag", "fee", false), charge("can", "deposit", true), charge("old", "deposit", true, false)];
    expect(askable(all).map(({ id }) => id)).toEqual(["bag"]);
    expect(returnable(all).map(({ id }) => id)).toEqual(["can"]);
  });
  it("counts what was asked for, and empties apart from it", () => {
    const cart = {
      charges: [
        { charge: "can", chargeId: null, quantity: "6" },
        { charge: "can", chargeId: "c1", quantity: "-4" },
        { charge: "bag", chargeId: "c2", quantity: "2" },
      ],
    } as Parameters<typeof asked>[0];
    expect(asked(cart, "can", true)).toEqual({ id: "c1", count: 4 });
    expect(asked(cart, "can", false)).toBeNull();
    expect(asked(cart, "bag", false)).toEqual({ id: "c2", count: 2 });
  });
  it("reads serial numbers however they are separated", () => {
    expect(serialsOf(" A1, B2\nC3;;D4 ")).toEqual(["A1", "B2", "C3", "D4"]);
    expect(serialsOf("  ")).toEqual([]);
  });
});

describe("courses", () => {
  it("has those with something the kitchen does not know, an extra with its line", () => {
    const items = [
      { itemId: "a", quantity: "2", fired: "2", course: 1 },
      { itemId: "b", quantity: "1", modifies: "a" },
      { itemId: "c", quantity: "1" },
      { itemId: "d", quantity: "1", fired: "1", course: 3 },
      { itemId: "e", quantity: "-1", return: {}, course: 2 },
    ] as unknown as Parameters<typeof coursesToFire>[0]["items"];
    expect(coursesToFire({ items })).toEqual([0, 1]);
  });
});

describe("a bill that is split by item", () => {
  const items = [
    { itemId: "a", quantity: "3" },
    { itemId: "b", quantity: "0.5" },
    { itemId: "c", quantity: "3", modifies: "a" },
  ] as Parameters<typeof partOf>[0];
  it("sends pieces of a line, or the whole of it without saying how much", () => {
    expect(partable({ items }).map(({ itemId }) => itemId)).toEqual(["a", "b"]);
    expect(partOf(items, { a: 2, b: 1 })).toEqual([{ itemId: "a", quantity: 2 }, { itemId: "b" }]);
    expect(partOf(items, { a: 3 })).toEqual([{ itemId: "a" }]);
  });
  it("needs something to go and something to stay", () => {
    const own = partable({ items });
    expect(canPart(own, {})).toBe(false);
    expect(canPart(own, { a: 1 })).toBe(true);
    expect(canPart(own, { a: 3, b: 1 })).toBe(false);
  });
});
