import type { Schemas } from "../../api/call";
import type { Tone } from "../../design/Card";
import { lang, t } from "../../i18n/text";

type State = Schemas["UpdateState"];

/** What a release on its way does or waits for: the text's key, and how it looks. */
export function standing({
  state,
  waitsFor,
  forced,
  problem,
}: Pick<State, "state" | "waitsFor" | "forced" | "problem">): {
  key: string;
  tone: Tone;
} {
  if (problem !== "") return { key: "console_updates.in_the_way", tone: "bad" };
  if (state === "idle") return { key: "console_updates.nothing_new", tone: "good" };
  if (state === "switching") return { key: "console_updates.switching_text", tone: "accent" };
  if (waitsFor !== undefined) return { key: `console_updates.waits_for_${waitsFor}`, tone: "warning" };
  if (forced) return { key: "console_updates.soon", tone: "accent" };
  return { key: state === "fetching" ? "console_updates.fetching_text" : "console_updates.soon", tone: "accent" };
}

/** The text of a cause's word. */
export const causeKey = (code: string) => `console_updates.why_${code.replace(/-/g, "_")}`;

/** Names of weekdays from 1 (Monday); none chosen: every day. */
export function dayName(day: number, width: "long" | "short" = "long"): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(lang.value, { weekday: width, timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, 0, day)),
  );
}
export function daysInWords(days: readonly number[] | undefined): string {
  if (days === undefined || days.length === 0 || days.length === 7) return t("console_updates.every_day");
  return new Intl.ListFormat(lang.value, { type: "unit" }).format(days.map((day) => dayName(day, "short")));
}
