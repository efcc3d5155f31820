import { beforeAll, describe, expect, it } from "vitest";
import type { Schemas } from "../../api/call";
import { loadLaterTexts } from "../../i18n/text";
import { explainedCart, explainedOrder } from "./steps";

beforeAll(loadLaterTexts);
const plain = (text: string | undefined) => (text ?? "").replace(/[\u2066-\u2069]/g, "");

const said = {
  cartId: "c",
  version: 4,
  currency: "EUR",
  lines: [
    {
      id: "i-1",
      name: "Tea",
      line: 1,
      quantity: "3",
      unitPrice: 300,
      listPrice: 300,
      priceFrom: "book",
      priceBook: "Winter",
    },
    { id: "i-2", name: "Old tea", quantity: "-1", priceFrom: "returned" },
  ],
  answer: {
    total: 810,
    engineVersion: "1.0",
    digest: "ab".repeat(32),
    taxes: [
      { code: "A", base: 764, amount: 46 },
      { code: "B", base: 100, amount: 10 },
    ],
    notApplied: [{ id: "big", version: 2, because: "min_amount" }],
    trail: [
      { stage: "list_amount", line: 1, basis: 0, amount: 900 },
      {
        stage: "promotion",
        line: 1,
        rule: "ten",
        version: 7,
        name: "Ten off",
        basis: 900,
        amount: -90,
        allocation: "largest_remainder",
        oddUnit: true,
      },
      { stage: "included_tax", line: 1, rule: "A", basis: 810, amount: 46 },
    ],
  },
} as unknown as Schemas["CartExplanation"];
const taxes = new Map([
  ["A", { name: "VAT", included: true }],
  ["B", { name: "City", included: false }],
]);

describe("the explanation of a cart", () => {
  const explained = () => explainedCart(said, taxes);
  it("says step by step how a line came to its amount", () => {
    const [tea] = explained().lines;
    expect(tea?.amount).toBe(810);
    expect(tea?.steps.map(({ text, amount }) => [plain(text), amount])).toEqual([
      ["Price by “Winter”: 3 × €3.00", 900],
      ["Promotion “Ten off”, version 7", -90],
    ]);
    expect(tea?.steps[1]?.note).toMatch(/cent that was left over/);
  });
  it("says of what comes back that it comes back at what was paid", () => {
    expect(explained().lines[1]?.steps.map(({ text }) => text)).toEqual(["Comes back at what was paid for it."]);
  });
  it("tells taxes that are in the price from those that are added", () => {
    const [inside, added] = explained().taxes;
    expect(inside?.amount).toBeUndefined();
    expect(plain(inside?.note)).toBe("€0.46");
    expect(added?.amount).toBe(10);
  });
  it("says what did not apply and why", () => {
    expect(explained().notApplied.map(({ text, note }) => [plain(text), note])).toEqual([
      ["Promotion “big”, version 2", "Too little is bought for it."],
    ]);
  });
});

it("a sale that is done is explained by what was stored with it", () => {
  const order = {
    currency: "EUR",
    total: 500,
    taxes: [],
    items: [
      { orderItemId: "o", name: "Tea", quantity: "2", unitPrice: 250, listPrice: 250, subtotal: 500, discount: 0 },
    ],
  } as unknown as Schemas["Order"];
  const [tea] = explainedOrder(order).lines;
  expect(tea?.steps.map(({ text, amount }) => [plain(text), amount])).toEqual([["Price at that time: 2 × €2.50", 500]]);
});
