import { describe, expect, it } from "vitest";
import { amountLines, type Charge, fixedLines, type Goods, type Occasion } from "./charges";

const when: Occasion = {
  at: new Date("2026-11-21T10:00:00Z"),
  channel: "POS",
  service: "eatIn",
  guests: 6,
  digits: 2,
  taxCategories: ["food", "drink"],
};
const beer: Goods = { sku: "BEER", categories: ["drinks"], quantity: "3", taxCategory: "drink", amount: 1000 };
const soup: Goods = { sku: "SOUP", categories: ["kitchen"], quantity: "1", taxCategory: "food", amount: 501 };
const bottle: Charge = { id: "bottle", kind: "deposit", amount: "0.25", goods: { categories: ["drinks"] } };
const bag: Charge = { id: "bag", kind: "fee", amount: "0.10", tax_category: "food" };
const said = (charge: string, quantity: string, kind = "fee") =>
  ({ chargeId: "c", charge, kind, quantity, name: "", itemId: null }) as never;

describe("charges that need no amounts", () => {
  it("are a deposit for every unit, one for goods by weight, taxed as the goods", () => {
    const two = fixedLines([bottle], [beer, soup, { ...beer, quantity: "0.5" }], [], when);
    expect(two?.map(({ quantity, price, taxCategory }) => [quantity, price, taxCategory])).toEqual([
      ["3", "0.25", "drink"],
      ["1", "0.25", "drink"],
    ]);
  });
  it("are those that somebody asked for, never those that came by themselves a second time", () => {
    const own = { ...(said("bottle", "3", "deposit") as object), chargeId: null } as never;
    expect(fixedLines([bottle, bag], [beer], [own, said("bag", "2")], when)).toMatchObject([
      { charge: "bottle", quantity: "3" },
      { charge: "bag", quantity: "2", taxCategory: "food", own: true },
    ]);
  });
  it("are left to the appliance with hours, unknown, or of a return", () => {
    expect(fixedLines([{ ...bottle, schedule: [{}] }], [beer], [], when)).toBeUndefined();
    expect(fixedLines([{ ...bottle, schedule: [{}] }], [soup], [], when)).toEqual([]);
    expect(fixedLines([], [], [said("bag", "1")], when)).toBeUndefined();
    expect(fixedLines([bag], [], [said("bag", "1", "repriced")], when)).toBeUndefined();
  });
});

describe("charges by what the goods came to", () => {
  const service: Charge = { id: "service", kind: "service", percent: "12.5", services: ["eatIn"], min_guests: 6 };
  it("round once over all goods, and are spread over their taxes by largest remainder", () => {
    // 12.5 % of 1501 is 187.625
    expect(amountLines([service], [beer, soup], when)).toMatchObject([
      { price: "0.63", taxCategory: "food" },
      { price: "1.25", taxCategory: "drink" },
    ]);
    expect(amountLines([{ ...service, tax_category: "drink" }], [beer, soup], when)).toMatchObject([
      { price: "1.88", taxCategory: "drink", own: true },
    ]);
  });
  it("come where they are served, to enough guests, in their time", () => {
    expect(amountLines([service], [beer], { ...when, guests: 5 })).toEqual([]);
    expect(amountLines([service], [beer], { ...when, service: "takeAway" })).toEqual([]);
    expect(amountLines([{ ...service, ends: "2026-11-20T00:00:00Z" }], [beer], when)).toEqual([]);
    expect(amountLines([{ ...service, schedule: [{}] }], [beer], when)).toBeUndefined();
  });
  it("cost nothing from an amount on, and are on goods alone that they name", () => {
    const delivery: Charge = {
      id: "home",
      kind: "delivery",
      amount: 4.9,
      automatic: true,
      free_from: "10",
      tax_category: "food",
    };
    expect(amountLines([delivery], [soup], when)).toMatchObject([{ charge: "home", quantity: "1", price: "4.90" }]);
    expect(amountLines([delivery], [beer], when)).toEqual([]);
    expect(amountLines([{ ...delivery, goods: { skus: ["SOUP"] } }], [beer, soup], when)).toHaveLength(1);
    expect(amountLines([{ ...delivery, goods: { exclude_categories: ["kitchen"] } }], [soup], when)).toEqual([]);
    expect(amountLines([{ ...delivery, automatic: false }], [soup], when)).toEqual([]);
  });
});
