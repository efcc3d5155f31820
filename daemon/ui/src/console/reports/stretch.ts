// The stretches of days that people ask for, and a report as a spreadsheet. Pure.
import type { Schemas } from "../../api/call";

export const presets = ["today", "yesterday", "week", "month", "last_month", "year"] as const;
export type Preset = (typeof presets)[number];
export interface Stretch {
  from: string;
  to: string;
}

const iso = (day: Date) => day.toISOString().slice(0, 10);
const at = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day));

/** From `today` (YYYY-MM-DD) on the store's calendar; a week begins on Monday. */
export function stretchOf(preset: Preset, today: string): Stretch {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const ago = (days: number) => iso(at(year, month - 1, day - days));
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: ago(1), to: ago(1) };
    case "week":
      return { from: ago((at(year, month - 1, day).getUTCDay() + 6) % 7), to: today };
    case "month":
      return { from: iso(at(year, month - 1, 1)), to: today };
    case "last_month":
      return { from: iso(at(year, month - 2, 1)), to: iso(at(year, month - 1, 0)) };
    case "year":
      return { from: iso(at(year, 0, 1)), to: today };
  }
}

/** By how many per cent more than before; null where there is nothing to measure by. */
export function change(now: number, before: number | null): number | null {
  return before === null || before <= 0 ? null : Math.round(((now - before) / before) * 100);
}

/** One line a row, amounts in minor units, as spreadsheets of every language read them. */
export function csvOf(report: Schemas["SalesReport"]): string {
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const head = [report.by, "name", "receipts", "quantity", "discount", "net", "tax", "amount", "before", "currency"];
  const lines = report.rows.map((row) =>
    [
      quoted(row.key),
      quoted(row.label),
      row.receipts,
      row.quantity,
      row.discount,
      row.net,
      row.tax,
      row.amount,
      row.before ?? "",
      report.currency,
    ].join(","),
  );
  return [head.join(","), ...lines, ""].join("\r\n");
}
