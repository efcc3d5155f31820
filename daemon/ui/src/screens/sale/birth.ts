// A date of birth as digits are typed one after the other, in the order that the language writes a day. Pure.

export type DayPart = "day" | "month" | "year";
/** The parts in order, each with the mark that stands behind it. */
export type DayShape = readonly { readonly part: DayPart; readonly mark: string }[];
const widths: Record<DayPart, number> = { day: 2, month: 2, year: 4 };
export const allDigits = 8;

/** As it is read while it is typed: `3112` is `31/12/`. */
export function shown(digits: string, shape: DayShape): string {
  let text = "";
  let at = 0;
  for (const { part, mark } of shape) {
    const piece = digits.slice(at, at + widths[part]);
    at += piece.length;
    text += piece;
    if (piece.length < widths[part]) return text;
    text += mark;
  }
  return text;
}

/** The day that the digits name, as YYYY-MM-DD; null while some are missing, and for a day that never was. */
export function dayOf(digits: string, shape: DayShape): string | null {
  if (digits.length !== allDigits) return null;
  const parts: Record<DayPart, string> = { day: "", month: "", year: "" };
  let at = 0;
  for (const { part } of shape) {
    parts[part] = digits.slice(at, at + widths[part]);
    at += widths[part];
  }
  const day = `${parts.year}-${parts.month}-${parts.day}`;
  const time = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === day ? day : null;
}

/** Whole years on a day, as the appliance counts them: a 29 February counts from 1 March. Null for what is no life. */
export function yearsOn(born: string, today: string): number | null {
  const number = (day: string) => Number(day.slice(0, 10).replace(/-/g, ""));
  const years = Math.floor((number(today) - number(born)) / 10_000);
  return number(born) > number(today) || years > 130 ? null : years;
}
