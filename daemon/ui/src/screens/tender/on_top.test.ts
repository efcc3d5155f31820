import { describe, expect, it } from "vitest";
import { type Line, paymentsOf, type Tender } from "./lines";
import { isSlip, nothing, onTopOf, shareOf, suggestionsOf, sumOf } from "./on_top";

const card = { code: "card", name: "Card", kind: "card", currency: "EUR", roundingStep: 1 } as Tender;
const line = (more: Partial<Line>): Line => ({ id: "1", tender: card, amount: 1995, state: "terminal", ...more });

describe("tip and cashback on top of a payment", () => {
  it.each([
    [1995, 5, 100],
    [1995, 10, 200],
    [1995, 15, 299],
    [10, 5, 1], // half a cent goes up
    [9, 5, 0],
    [2_000_000_000, 15, 300_000_000],
  ])("of %i, %i %% are %i", (amount, percent, share) => {
    expect(shareOf(amount, percent)).toBe(share);
  });
  it("goes to the appliance with the payment by the terminal, and with no other", () => {
    expect(paymentsOf([line({ tip: 200, cashback: 1000 })])).toEqual([
      { tender: "card", amount: 1995, tip: 200, cashback: 1000 },
    ]);
    expect(paymentsOf([line({ tip: 200, state: "approved", reference: "slip" })])).toEqual([
      { tender: "card", amount: 1995, reference: "slip" },
    ]);
    expect(paymentsOf([line({})])).toEqual([{ tender: "card", amount: 1995 }]);
  });
  it("goes with a payment by hand where its tender takes tips", () => {
    const tips = { percents: [], amounts: [], refunded: false };
    const cash = { ...card, code: "cash", kind: "cash", tips } as Tender;
    expect(paymentsOf([line({ tender: cash, state: "taken", amount: 2300, tip: 200 })])).toEqual([
      { tender: "cash", amount: 2300, tip: 200 },
    ]);
    expect(paymentsOf([line({ tender: { ...card, tips }, state: "approved", tip: 200, cashback: 100 })])).toEqual([
      { tender: "card", amount: 1995, tip: 200 },
    ]);
  });
  it("is offered as the tenders say, and as usual where a terminal asks", () => {
    const policy = (percents: number[], amounts: number[] = []) => ({ percents, amounts, refunded: false });
    expect(suggestionsOf([policy([10, 5], [200]), policy([10, 20], [100])], false)).toEqual({
      percents: [5, 10, 20],
      amounts: [100, 200],
    });
    expect(suggestionsOf([], true).percents).toEqual([5, 10, 15]);
    expect(suggestionsOf([policy([], [100])], false)).toEqual({ percents: [], amounts: [100] });
  });
  it("comes back with the lines that the terminal refused", () => {
    expect(onTopOf([line({ state: "declined", tip: 200 }), line({})])).toEqual({ tip: 200, cashback: 0 });
    expect(sumOf(onTopOf([line({})]))).toBe(sumOf(nothing));
  });
  it("is a slip where the tip is more than the sale; cash back may well be", () => {
    expect(isSlip("tip", 1996, 1995)).toBe(true);
    expect(isSlip("tip", 1995, 1995)).toBe(false);
    expect(isSlip("cashback", 5000, 1995)).toBe(false);
  });
});
