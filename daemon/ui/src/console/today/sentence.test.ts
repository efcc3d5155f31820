import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/call";
import { againstWeekBefore, csvOf, type Standing, sentenceOf, shownHours, soFar } from "./sentence";

const well: Standing = { link: "up", exceptions: [], openShifts: 2, asking: 0 };
const hours = (busy: Record<number, number>, untilHour = 24): Schemas["SalesByHour"] => ({
  date: "2026-11-21",
  comparedWith: "2026-11-14",
  currency: "EUR",
  timeZone: "Europe/Dublin",
  untilHour,
  hours: Array.from({ length: 24 }, (_, hour) => ({
    hour,
    receipts: busy[hour] === undefined ? 0 : 1,
    amount: busy[hour] ?? 0,
    before: { receipts: 0, amount: 0 },
  })),
  total: { receipts: 0, amount: 0 },
  before: { receipts: 0, amount: 0 },
  beforeSoFar: { receipts: 0, amount: 0 },
});

describe("the sentence", () => {
  it.each([
    [{}, "good", "console_day.fine", 2],
    [{ openShifts: 0 }, "plain", "console_day.fine_closed", 0],
    [{ exceptions: [{ severity: "notice" }] }, "good", "console_day.fine", 2],
    [{ exceptions: [{ severity: "warning" }, { severity: "warning" }] }, "warning", "console_day.fine_warning", 2],
    [{ exceptions: [{ severity: "warning" }], asking: 1 }, "accent", "console_day.fine_asking", 1],
    [{ exceptions: [{ severity: "trouble" }], asking: 1 }, "bad", "console_day.fine_trouble", 1],
    [{ link: "lost" }, "bad", "console_day.fine_lost", 0],
  ] as const)("of %j is %s: %s", (change, tone, key, n) =>
    expect(sentenceOf({ ...well, ...change } as Standing)).toEqual({ tone, key, n }),
  );
});

describe("the hours", () => {
  it("are those with sales and one on each side", () => {
    expect(shownHours(hours({ 6: 100, 22: 100 })).map(({ hour }) => hour)).toEqual(
      Array.from({ length: 19 }, (_, at) => at + 5),
    );
  });
  it("are the usual ones when nothing was sold", () => {
    const shown = shownHours(hours({}));
    expect([shown[0]?.hour, shown.at(-1)?.hour]).toEqual([9, 17]);
  });
  it("are gaps from now on", () => {
    expect(soFar(hours({ 9: 100 }, 10).hours.slice(8, 12), 10)).toEqual([0, 100, null, null]);
  });
  it("become lines of a spreadsheet", () => {
    const lines = csvOf(hours({ 9: 1234 })).split("\r\n");
    expect(lines).toHaveLength(26);
    expect(lines[10]).toBe("2026-11-21,9,1,1234,2026-11-14,0,0,EUR");
  });
});

it.each([
  [1100, 1000, 10],
  [500, 1000, -50],
  [500, 0, null],
  [0, -100, null],
])("%d after %d is %s per cent", (now, before, change) =>
  expect(againstWeekBefore({ total: { receipts: 1, amount: now }, beforeSoFar: { receipts: 1, amount: before } })).toBe(
    change,
  ),
);
