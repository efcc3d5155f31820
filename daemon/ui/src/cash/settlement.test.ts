import { describe, expect, it } from "vitest";
import { roundToStep } from "./rounding";
import { exchanged, foreignNeeded, preview, type TenderRule } from "./settlement";

const tender = (kind: TenderRule["kind"], more: Partial<TenderRule> = {}): TenderRule => ({
  code: kind,
  kind,
  currency: "EUR",
  roundingStep: kind === "cash" ? 5 : 1,
  roundingMode: "half_up",
  givesChange: kind === "cash" || kind === "foreign_cash",
  ...more,
});
const cash = tender("cash");
const card = tender("card");

describe("a settlement preview", () => {
  it("rounds what cash has to cover and gives change on it", () => {
    expect(preview(598, [], cash)).toMatchObject({ rest: 598, cashRest: 600, settled: false });
    expect(preview(598, [{ tender: cash, amount: 1000 }], cash)).toMatchObject({
      settled: true,
      change: 400,
      rounding: 2,
      over: 0,
    });
  });

  it("takes exact amounts from a card and nothing above", () => {
    expect(preview(598, [{ tender: card, amount: 598 }], cash)).toMatchObject({
      settled: true,
      change: 0,
      rounding: 0,
      over: 0,
    });
    expect(preview(598, [{ tender: card, amount: 600 }], cash)).toMatchObject({ over: 2 });
  });

  it("splits: cash counts for what was handed over, the rest goes on", () => {
    expect(preview(1233, [{ tender: cash, amount: 500 }], cash)).toMatchObject({
      settled: false,
      rest: 733,
      cashRest: 735,
    });
    const both = [
      { tender: card, amount: 733 },
      { tender: cash, amount: 500 },
    ];
    expect(preview(1233, both, cash)).toMatchObject({ settled: true, rounding: 0, change: 0 });
  });

  it("leaves nothing to round when a card takes what cash left open", () => {
    const offers = [
      { tender: cash, amount: 503 },
      { tender: card, amount: 730, open: true },
    ];
    expect(preview(1233, offers, cash)).toMatchObject({ settled: true, rounding: 0 });
  });

  it("mirrors a refund and never gives change on one", () => {
    expect(preview(-598, [], cash)).toMatchObject({ refund: true, rest: 598, cashRest: 600 });
    expect(preview(-598, [{ tender: cash, amount: 600 }], cash)).toMatchObject({
      settled: true,
      change: 0,
      rounding: -2,
      over: 0,
    });
    expect(preview(-598, [{ tender: cash, amount: 1000 }], cash)).toMatchObject({ change: 0, over: 400 });
  });

  it("has nothing to ask for an even exchange", () => {
    expect(preview(0, [], cash)).toMatchObject({ settled: true, rest: 0, cashRest: 0 });
  });
});

describe("foreign cash", () => {
  it("counts what the daemon will count", () => {
    expect(exchanged(2000, "0.92", 2, 2)).toBe(1840);
    expect(exchanged(1000, "1.15", 2, 2)).toBe(1150);
    expect(exchanged(1000, "0.0061", 0, 2)).toBe(610);
    expect(exchanged(1, "0.5", 2, 2)).toBe(1);
  });

  it("asks for no more foreign money than covers the rest", () => {
    for (const rate of ["0.92", "1.15", "0.333333", "0.0061"])
      for (let due = 1; due < 5000; due += 13) {
        const foreign = foreignNeeded(due, rate, 2, 2);
        expect(exchanged(foreign, rate, 2, 2)).toBeGreaterThanOrEqual(due);
        expect(exchanged(foreign - 1, rate, 2, 2)).toBeLessThan(due);
      }
  });
});

describe("rounding to the smallest coin", () => {
  it.each([
    [598, 5, "half_up", 600],
    [597, 5, "half_up", 595],
    [-598, 5, "half_up", -600],
    [150, 100, "half_up", 200],
    [150, 100, "half_down", 100],
    [250, 100, "half_even", 200],
    [150, 100, "half_odd", 100],
    [-150, 100, "half_pos_inf", -100],
    [-150, 100, "half_neg_inf", -200],
    [101, 10, "up", 110],
    [109, 10, "down", 100],
    [-109, 10, "ceil", -100],
    [-101, 10, "floor", -110],
    [-2, 5, "half_up", 0],
    [17, 1, "half_up", 17],
  ])("%i by %i %s is %i", (value, step, mode, expected) => {
    expect(roundToStep(value, step, mode)).toBe(expected);
  });
});
