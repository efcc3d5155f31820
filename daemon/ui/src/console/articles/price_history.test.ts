import { expect, test } from "vitest";
import type { Schemas } from "../../api/call";
import { history } from "./price_history";

const prices: Schemas["ArticlePrices"] = {
  variantId: "v",
  sku: "TEA",
  name: "Tea",
  currency: "EUR",
  base: 480,
  now: 300,
  prices: [
    {
      book: "store",
      bookName: "Store",
      priority: 1,
      amount: 550,
      minQuantity: "0",
      from: "2026-12-01T00:00:00Z",
      to: null,
      state: "planned",
    },
  ],
  downs: [
    {
      id: "d",
      variantId: "v",
      sku: "TEA",
      name: "Tea",
      amount: 300,
      former: 480,
      from: "2026-11-20T10:00:00Z",
      to: "2026-11-22T10:00:00Z",
      reason: "torn",
      state: "running",
      staffCode: "9001",
      createdAt: "2026-11-20T10:00:00Z",
      endedAt: null,
    },
  ],
  changes: [
    { at: "2026-11-10T08:00:00Z", former: 500, amount: 480 },
    { at: "2026-10-01T08:00:00Z", former: 450, amount: 500 },
  ],
};

test("what is planned comes first, then what runs, then what is over", () => {
  expect(history(prices).map(({ kind, amount, state }) => `${kind} ${amount} ${state}`)).toEqual([
    "book 550 planned",
    "down 300 running",
    "own 480 running",
    "own 500 ended",
    "own 450 ended",
  ]);
});

test("an own price ends where the next one begins, and the oldest began before anybody kept it", () => {
  const own = history(prices).filter(({ kind }) => kind === "own");
  expect(own.map(({ from, to }) => [from, to])).toEqual([
    ["2026-11-10T08:00:00Z", null],
    ["2026-10-01T08:00:00Z", "2026-11-10T08:00:00Z"],
    [null, "2026-10-01T08:00:00Z"],
  ]);
});

test("an article whose price never changed has that one, and one without a price has none", () => {
  const plain = { ...prices, prices: [], downs: [], changes: [] };
  expect(history(plain).map(({ amount, state }) => [amount, state])).toEqual([[480, "running"]]);
  expect(history({ ...plain, base: null })).toEqual([]);
});
