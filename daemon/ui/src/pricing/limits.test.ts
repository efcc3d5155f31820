import { expect, it } from "vitest";
import type { PriceAnswer } from "./engine";
import type { Rules } from "./knowledge";
import { countersMatter } from "./limits";

const ruled = (document: object, uses?: number) =>
  ({
    promotions: [{ version: 1, document: { id: "r", ...document }, ...(uses !== undefined && { uses }) }],
  }) as unknown as Rules;
const took = { applied: [{ id: "r" }], notApplied: [] } as unknown as PriceAnswer;
const not = (because: string) => ({ applied: [], notApplied: [{ id: "r", because }] }) as unknown as PriceAnswer;

it("a rule without limits never needs its counters", () => {
  expect(countersMatter(ruled({}), took, true, true)).toBe(false);
});
it("a limited rule that took something does, unless very many are left", () => {
  expect(countersMatter(ruled({ uses_left: 1000 }), took, false, true)).toBe(true);
  expect(countersMatter(ruled({ uses_left: 1000 }, 801), took, false, true)).toBe(true);
  expect(countersMatter(ruled({ uses_left: 1000 }, 800), took, false, true)).toBe(false);
  expect(countersMatter(ruled({ uses_left: 1000 }, 800), took, false, false)).toBe(true);
  expect(countersMatter(ruled({ actions: [{ budget_left: "500" }] }, 0), took, false, true)).toBe(true);
});
it("limits of a customer count for customers alone", () => {
  expect(countersMatter(ruled({ uses_left_customer: 1 }), took, false, true)).toBe(false);
  expect(countersMatter(ruled({ uses_left_customer: 1 }), took, true, true)).toBe(true);
});
it("a limited rule that took nothing does where another's turn, or a budget, was why", () => {
  for (const why of ["min_amount", "not_in_basket", "no_coupon", "used_up"])
    expect(countersMatter(ruled({ uses_left: 5 }), not(why), false, true)).toBe(false);
  expect(
    countersMatter(ruled({ uses_left: 5 }), { applied: [], notApplied: [] } as unknown as PriceAnswer, false, true),
  ).toBe(false);
  for (const why of ["exclusive", "nothing_to_take", "over_budget"])
    expect(countersMatter(ruled({ uses_left: 5 }), not(why), false, true)).toBe(true);
});
