import { describe, expect, it } from "vitest";
import { begin, chosen, drop, extraOf, full, type Group, missing, pick } from "./picks";

const option = (sku: string, extra = 0) => ({ variantId: `id-${sku}`, sku, name: sku, extra });
const drink: Group = { name: "Drink", least: 1, most: 1, options: [option("COLA"), option("BEER", 100)] };
const sides: Group = { name: "Sides", least: 0, most: 3, options: [option("CHIPS"), option("SALAD", 50)] };
const bread: Group = { name: "Bread", least: 1, most: 1, options: [option("ROLL")] };

describe("picks", () => {
  it("takes the other's place where one is chosen, and stays where one has to be", () => {
    let picks = pick({}, drink, "COLA");
    picks = pick(picks, drink, "BEER");
    expect(chosen(picks, [drink])).toEqual([{ group: "Drink", sku: "BEER" }]);
    expect(pick(picks, drink, "BEER")).toEqual(picks);
  });

  it("counts up to the most, and down again", () => {
    let picks = {};
    for (let i = 0; i < 5; i++) picks = pick(picks, sides, "SALAD");
    expect(full(picks, sides)).toBe(true);
    expect(chosen(picks, [sides])).toEqual([{ group: "Sides", sku: "SALAD", count: 3 }]);
    expect(extraOf(picks, [drink, sides])).toBe(150);
    picks = drop(drop(drop(picks, sides, "SALAD"), sides, "SALAD"), sides, "SALAD");
    expect(chosen(picks, [sides])).toEqual([]);
  });

  it("says what is missing, and chooses what has no alternative", () => {
    expect(missing({}, drink)).toBe(1);
    expect(missing({}, sides)).toBe(0);
    expect(chosen(begin([drink, sides, bread]), [drink, sides, bread])).toEqual([{ group: "Bread", sku: "ROLL" }]);
  });
});
