import { expect, test } from "vitest";
import { choiceOf, choose, limit, nextVersion, type Policy } from "./policy";

const policy: Policy = { version: "7", operations: { "giftCard.redeem": { open: true, limits: { amount: 1000 } } } };

test("a choice replaces the one before and leaves limits and other operations alone", () => {
  const denied = choose(policy, "giftCard.redeem", "denied");
  expect(denied.operations).toEqual({ "giftCard.redeem": { state: "denied", limits: { amount: 1000 } } });
  expect(choiceOf(denied, "giftCard.redeem")).toBe("denied");
  const both = choose(denied, "price.down", "limited");
  expect(Object.keys(both.operations ?? {}).sort()).toEqual(["giftCard.redeem", "price.down"]);
  expect(choose(both, "price.down", "").operations).toEqual(denied.operations);
  expect(policy.operations?.["giftCard.redeem"]?.open).toBe(true);
});

test("a limit is set and taken away, and an empty rule goes with it", () => {
  const lower = limit({ version: "1" }, "item.unlisted", "managerAbove", 5000);
  expect(lower.operations).toEqual({ "item.unlisted": { limits: { managerAbove: 5000 } } });
  expect(limit(lower, "item.unlisted", "managerAbove", null).operations).toEqual({});
});

test("every change has a version of its own", () => {
  expect(nextVersion("0")).toBe("1");
  expect(nextVersion("shop-9")).toBe("shop-10");
  expect(nextVersion("autumn")).toBe("autumn-2");
});
