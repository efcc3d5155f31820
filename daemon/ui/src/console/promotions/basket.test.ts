import { expect, test } from "vitest";
import type { Schemas } from "../../api/call";
import type { Product, Variant } from "../articles/goods";
import { offsetAt, requestOf, slugsOf, type Tried } from "./basket";

const categories: Schemas["Category"][] = [
  { id: "1", name: "Food", slug: "food", parentId: null, sortOrder: 0 },
  { id: "2", name: "Fruit", slug: "fruit", parentId: "1", sortOrder: 0 },
];
const product = { categories: [{ id: "2", name: "Fruit", slug: "fruit" }] } as Product;
const variant = { id: "v", sku: "MANGO", price: 169, discountable: true } as Variant;
const tried: Tried = { lines: [{ variant, product, quantity: "2" }], at: null, group: " staff ", codes: "A, b" };

test("an article has its categories and all above them, as rules name them", () => {
  expect(slugsOf(product, categories)).toEqual(["fruit", "food"]);
});

test("a basket is asked for with exact prices, its codes and group, at the time of the store", () => {
  const now = Date.parse("2026-07-01T10:00:30Z");
  expect(requestOf(tried, now, "Europe/Vienna", "EUR", categories, [])).toEqual({
    currency: "EUR",
    at: "2026-07-01T10:00:30.000Z",
    utc_offset_minutes: 120,
    coupons: ["A", "b"],
    customer: { groups: ["staff"] },
    lines: [{ id: "1", sku: "MANGO", quantity: "2", unit_price: "1.69", categories: ["fruit", "food"] }],
  });
  const later = requestOf(
    { ...tried, at: "2026-12-24T16:00:00Z", codes: "", group: "" },
    now,
    "Europe/Vienna",
    "EUR",
    [],
    [],
  );
  expect([later["at"], later["utc_offset_minutes"], later["coupons"]]).toEqual([
    "2026-12-24T16:00:00.000Z",
    60,
    undefined,
  ]);
});

test("the store's distance from UTC may be behind it, and half an hour", () => {
  expect(offsetAt(Date.parse("2026-01-01T00:30:59Z"), "2025-12-31T19:30")).toBe(-300);
  expect(offsetAt(Date.parse("2026-01-01T00:00:00Z"), "2026-01-01T05:30")).toBe(330);
});
