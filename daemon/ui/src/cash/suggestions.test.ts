import { describe, expect, it } from "vitest";
import { countable, denominationsIn, denominationsOf, sumOf } from "./denominations";
import { canBePaid, payable, quickCash } from "./suggestions";

const decimals: Record<string, number> = { JPY: 0, KWD: 3, BHD: 3, TND: 3, OMR: 3, JOD: 3 };
const rule = (currency: string, step = 1) => ({ currency, decimals: decimals[currency] ?? 2, step });

describe("quick cash", () => {
  const cases: [string, number, number, number[]][] = [
    ["EUR", 735, 1, [735, 800, 1000, 2000, 5000, 10000]],
    ["EUR", 733, 5, [735, 800, 1000, 2000, 5000, 10000]],
    ["EUR", 3640, 5, [3640, 3700, 4000, 5000, 10000, 20000]],
    ["EUR", 500, 1, [500, 1000, 2000, 5000, 10000, 20000]],
    ["USD", 735, 1, [735, 750, 800, 1000, 2000, 5000]],
    ["USD", 4100, 1, [4100, 4500, 5000, 6000, 10000]],
    ["GBP", 1250, 1, [1250, 1300, 1500, 2000, 5000]],
    ["CHF", 733, 5, [735, 800, 1000, 2000, 5000, 10000]],
    ["SEK", 7340, 100, [7300, 7500, 8000, 10000, 20000, 50000]],
    ["DKK", 12345, 50, [12350, 13000, 15000, 20000, 50000]],
    ["NOK", 9950, 100, [10000, 20000, 50000, 100000]],
    ["PLN", 2345, 1, [2345, 2500, 3000, 4000, 5000, 10000]],
    ["CZK", 12350, 100, [12400, 15000, 20000, 50000, 100000, 200000]],
    ["HUF", 123450, 500, [123500, 130000, 150000, 200000, 500000, 1000000]],
    ["JPY", 735, 1, [735, 1000, 5000, 10000]],
    ["KWD", 7350, 5, [7350, 7500, 8000, 10000, 20000]],
    ["BHD", 2125, 5, [2125, 2200, 2500, 3000, 5000, 10000]],
    ["AED", 3675, 25, [3675, 3700, 4000, 5000, 10000, 20000]],
    ["SAR", 1875, 5, [1875, 1900, 2000, 5000, 10000, 20000]],
    ["EGP", 4750, 25, [4750, 4800, 5000, 6000, 10000, 20000]],
    ["MAD", 1790, 10, [1790, 2000, 5000, 10000, 20000]],
    ["TND", 4350, 10, [4350, 5000, 10000, 20000, 50000]],
    ["CAD", 1233, 5, [1235, 1300, 1500, 2000, 5000, 10000]],
    ["AUD", 1232, 5, [1230, 1300, 1500, 2000, 5000, 10000]],
    ["INR", 73500, 100, [73500, 74000, 75000, 80000, 100000]],
  ];
  it.each(cases)("in %s for %i with smallest coin %i", (currency, due, step, expected) => {
    expect(quickCash(due, rule(currency, step))).toEqual(expected);
  });

  it("never proposes what no pieces make up or no change can be given on", () => {
    const wrong: string[] = [];
    for (const [currency, , step] of cases) {
      const list = denominationsOf(currency, decimals[currency] ?? 2, step);
      for (let due = 1; due < 40000; due += 37) {
        const found = quickCash(due, rule(currency, step));
        const least = payable(due, rule(currency, step));
        const rising = found.every((amount, i) => i === 0 || amount > (found[i - 1] ?? 0));
        const possible = found.every((amount) => canBePaid(amount, list) && amount >= least && amount % step === 0);
        if (!rising || !possible || found.length > 6) wrong.push(`${currency} ${due}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("proposes nothing when nothing is due or it rounds to nothing", () => {
    expect(quickCash(0, rule("EUR"))).toEqual([]);
    expect(quickCash(2, rule("EUR", 5))).toEqual([]);
    expect(quickCash(-500, rule("EUR"))).toEqual([]);
  });

  it("leaves out an exact amount that the coins of the country cannot make up", () => {
    expect(quickCash(1003, rule("KWD"))[0]).toBe(1050);
  });

  it("serves a currency without a list by the 1-2-5 series", () => {
    expect(denominationsOf("XCD", 2).known).toBe(false);
    expect(quickCash(735, { currency: "XCD", decimals: 2, step: 5 })).toEqual([735, 800, 1000, 2000, 5000, 10000]);
    expect(quickCash(7350, { currency: "XOF", decimals: 0, step: 5 })).toEqual([7350, 7400, 7500, 8000, 10000, 20000]);
  });
});

describe("counting", () => {
  it("lists the largest first, with the rare pieces", () => {
    const euro = countable(denominationsOf("EUR", 2));
    expect(euro.notes[0]).toBe(50000);
    expect(euro.coins).toEqual([200, 100, 50, 20, 10, 5, 2, 1]);
    expect(countable(denominationsOf("USD", 2)).coins[0]).toBe(50);
  });

  it("adds up and leaves out what is not there", () => {
    const count = { 5000: 2, 200: 3, 1: 0 };
    expect(sumOf(count)).toBe(10600);
    expect(denominationsIn(count)).toEqual([
      { value: 5000, count: 2 },
      { value: 200, count: 3 },
    ]);
  });

  it("knows only rising, positive and distinct values", () => {
    for (const currency of "EUR USD GBP CHF SEK DKK NOK PLN CZK HUF JPY KWD BHD AED SAR EGP MAD TND CAD AUD INR".split(
      " ",
    )) {
      const list = denominationsOf(currency, decimals[currency] ?? 2);
      expect(list.known).toBe(true);
      const all = [...list.coins, ...list.notes];
      expect([...new Set(all)].sort((a, b) => a - b)).toEqual(all);
      expect(all.every((value) => Number.isInteger(value) && value > 0)).toBe(true);
    }
  });
});
