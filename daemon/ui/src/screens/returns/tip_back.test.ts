import { describe, expect, it } from "vitest";
import { givesTipBack, tipLeft } from "./tip_back";

const order = (orderId: string, tips: number[], more = {}) =>
  ({
    orderId,
    originalOrderId: null,
    voidedBy: null,
    payments: tips.map((tip) => ({ tender: "cash", amount: 0, tendered: 0, currency: "EUR", ...(tip && { tip }) })),
    ...more,
  }) as unknown as Parameters<typeof tipLeft>[0];

describe("the tip of a sale whose goods come back", () => {
  const sale = order("s", [100, 0, 50]);
  it("is what was given, less what went back before", () => {
    expect(tipLeft(sale, [])).toBe(150);
    const first = order("r1", [-100], { originalOrderId: "s" });
    expect(tipLeft(sale, [first])).toBe(50);
    expect(tipLeft(sale, [first, first])).toBe(50);
    expect(tipLeft(order("t", [0]), [])).toBe(0);
  });
  it("is not less for returns of other sales, and for those that were voided", () => {
    const voided = order("r2", [-100], { originalOrderId: "s", voidedBy: "v" });
    expect(tipLeft(sale, [voided, order("r3", [-20], { originalOrderId: "x" })])).toBe(150);
  });
  it("goes back by tenders that say so, never by a terminal", () => {
    const tender = (kind: "cash" | "card", refunded: boolean, active = true) => ({
      kind,
      active,
      tips: { percents: [], amounts: [], refunded },
    });
    expect(givesTipBack(tender("cash", true), true)).toBe(true);
    expect(givesTipBack(tender("card", true), false)).toBe(true);
    expect(givesTipBack(tender("card", true), true)).toBe(false);
    expect(givesTipBack(tender("cash", false), false)).toBe(false);
    expect(givesTipBack(tender("cash", true, false), false)).toBe(false);
    expect(givesTipBack({ kind: "cash", active: true, tips: null }, false)).toBe(false);
  });
});
