// What a person remembers of a sale, as the API takes it. Pure.
import { parseMoney } from "../../i18n/format";

/** As typed; it stands in the page's address, so that Back and a link bring the same list. */
export interface Search {
  number: string;
  card: string;
  article: string;
  amount: string;
  from: string;
  to: string;
  register: string;
  kind: string;
}
export const emptySearch: Search = {
  number: "",
  card: "",
  article: "",
  amount: "",
  from: "",
  to: "",
  register: "",
  kind: "",
};

export function searchOf(query: Readonly<Record<string, string>>): Search {
  const names = Object.keys(emptySearch) as (keyof Search)[];
  return Object.fromEntries(names.map((name) => [name, query[name] ?? ""])) as unknown as Search;
}

/** The first moment of a day (`2026-11-21`) on the clocks of a zone. */
export function startOf(day: string, timeZone: string): string {
  const guess = Date.parse(`${day}T00:00:00Z`);
  // Twice, as the offset at the guess may be that of the other side of a change of clocks.
  const first = guess - offsetAt(guess, timeZone);
  return new Date(guess - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(
    part["year"] ?? 0,
    (part["month"] ?? 1) - 1,
    part["day"] ?? 1,
    part["hour"] ?? 0,
    part["minute"] ?? 0,
    part["second"] ?? 0,
  );
  return local - Math.floor(instant / 1000) * 1000;
}

/** `12.50`, or `10-20` for all between; null when it is neither. */
export function amounts(text: string, currency: string): { minTotal: number; maxTotal: number } | null {
  const [least, most, ...more] = text.split(/\s*(?:-|–|\.\.)\s*/);
  if (more.length > 0) return null;
  const minTotal = parseMoney(least ?? "", currency);
  const maxTotal = most === undefined ? minTotal : parseMoney(most, currency);
  return minTotal === null || maxTotal === null ? null : { minTotal, maxTotal };
}

/** The query of listOrders, or the field that cannot be understood. */
export function queryOf(
  search: Search,
  currency: string,
  timeZone: string,
): Record<string, string | number> | "amount" {
  const query: Record<string, string | number> = { limit: 30 };
  const number = search.number.trim();
  if (number !== "") return { receiptNumber: number };
  if (search.card.trim() !== "") query["card"] = search.card.trim();
  if (search.article.trim() !== "") query["article"] = search.article.trim();
  if (search.register !== "") query["registerId"] = search.register;
  if (search.kind !== "") query["kind"] = search.kind;
  if (search.from !== "") query["from"] = startOf(search.from, timeZone);
  if (search.to !== "") query["to"] = startOf(dayAfter(search.to), timeZone);
  if (search.amount.trim() === "") return query;
  const range = amounts(search.amount.trim(), currency);
  return range === null ? "amount" : { ...query, ...range };
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
