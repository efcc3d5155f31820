// "Is my shop fine?", answered in one sentence. Pure.
import type { Schemas } from "../../api/call";
import type { Tone } from "../../design/Card";

export interface Standing {
  link: "up" | "lost";
  exceptions: readonly Pick<Schemas["Exception"], "severity">[];
  openShifts: number;
  asking: number;
}
export interface Sentence {
  tone: Tone;
  key: string;
  n: number;
}

/** The worst thing decides: what cannot be seen, what hurts now, who waits, what will hurt, who sells. */
export function sentenceOf({ link, exceptions, openShifts, asking }: Standing): Sentence {
  const count = (severity: string) => exceptions.filter((each) => each.severity === severity).length;
  if (link === "lost") return { tone: "bad", key: "console_day.fine_lost", n: 0 };
  if (count("trouble") > 0) return { tone: "bad", key: "console_day.fine_trouble", n: count("trouble") };
  if (asking > 0) return { tone: "accent", key: "console_day.fine_asking", n: asking };
  if (count("warning") > 0) return { tone: "warning", key: "console_day.fine_warning", n: count("warning") };
  if (openShifts === 0) return { tone: "plain", key: "console_day.fine_closed", n: 0 };
  return { tone: "good", key: "console_day.fine", n: openShifts };
}

type Hours = Schemas["SalesByHour"];
/** The hours in which anything was sold, today or a week ago, with one on each side; opening hours when nothing was. */
export function shownHours({ hours, untilHour }: Hours): Hours["hours"] {
  const busy = hours.filter((hour) => hour.receipts > 0 || hour.before.receipts > 0).map(({ hour }) => hour);
  const first = Math.max(0, Math.min(9, ...busy) - (busy.length > 0 ? 1 : 0));
  const last = Math.min(23, Math.max(17, ...busy, untilHour < 24 ? untilHour - 1 : 0) + (busy.length > 0 ? 1 : 0));
  return hours.slice(first, last + 1);
}

/** Today's hours that are not over are gaps, not noughts. */
export const soFar = (hours: Hours["hours"], untilHour: number) =>
  hours.map(({ hour, amount }) => (hour < untilHour ? amount : null));

/** By how many per cent today is above or below the same hours a week ago; null without a measure. Whole numbers. */
export function againstWeekBefore({ total, beforeSoFar }: Pick<Hours, "total" | "beforeSoFar">): number | null {
  if (beforeSoFar.amount <= 0) return null;
  return Math.round(((total.amount - beforeSoFar.amount) * 100) / beforeSoFar.amount);
}

/** The hours as a spreadsheet takes them: RFC 4180, amounts in minor units. */
export function csvOf({ date, comparedWith, currency, hours }: Hours): string {
  const rows = hours.map(({ hour, receipts, amount, before }) =>
    [date, hour, receipts, amount, comparedWith, before.receipts, before.amount, currency].join(","),
  );
  return ["date,hour,receipts,amount,compared_with,receipts_before,amount_before,currency", ...rows, ""].join("\r\n");
}
