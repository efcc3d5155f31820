import { site } from "../till/state";
import { lang } from "./text";

// Latin digits in every language: the keypad, the labels and the notes in the drawer have them.
function locale(): string {
  const home = site.value?.locale ?? "";
  if (home.split("-")[0] === lang.value) return `${home}-u-nu-latn`;
  return { en: "en-IE", fr: "fr-FR", ar: "ar-EG-u-nu-latn" }[lang.value];
}

const cache = new Map<string, Intl.NumberFormat>();
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale() + JSON.stringify(options);
  const format = cache.get(key) ?? new Intl.NumberFormat(locale(), options);
  cache.set(key, format);
  return format;
}

const digitsOf = new Map<string, number>();

/** Decimal places of the currency's minor unit. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const digits = numberFormat({ style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

/** Minor units as a decimal string, exactly: 1234 of EUR is "12.34". */
export function decimal(minor: number, digits: number): string {
  const text = Math.abs(minor)
    .toString()
    .padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? "-" : ""}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ""}`;
}

/** An amount of minor units as people read it, with its currency. */
export function money(minor: number, currency: string): string {
  const format = numberFormat({ style: "currency", currency });
  return format.format(decimal(minor, minorDigits(currency)) as Intl.StringNumericLiteral);
}

/** The same without the currency sign, for columns and fields. */
export function amount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numberFormat(options).format(decimal(minor, digits) as Intl.StringNumericLiteral);
}

/**
 * What a person typed as an amount, in minor units; null when it is none. Takes `,` and `.` as decimal mark, groups of
 * three by the other mark or spaces, and Arabic digits. Never guesses: more decimals than the currency has is null.
 */
export function parseMoney(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const plain = latinDigits(text)
    .replace(/[\s'’\u00a0\u202f]/g, "")
    .replace(/٫/g, ".")
    .replace(/٬/g, "");
  const match = splitMarks(plain);
  if (match === null || match.fraction.length > digits) return null;
  const minor = Number(match.whole + match.fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

function splitMarks(text: string): { whole: string; fraction: string } | null {
  const simple = /^(\d*)(?:[.,](\d*))?$/.exec(text);
  if (simple !== null && /\d/.test(text)) return { whole: simple[1] || "0", fraction: simple[2] ?? "" };
  const grouped = /^(\d{1,3})(?:(,\d{3})+(?:\.(\d+))?|(\.\d{3})+(?:,(\d+))?)$/.exec(text);
  if (grouped === null) return null;
  const fraction = grouped[3] ?? grouped[5] ?? "";
  const mark = grouped[2] === undefined ? "." : ",";
  const head = fraction === "" ? text : text.slice(0, -fraction.length - 1);
  return { whole: head.split(mark).join(""), fraction };
}

export function latinDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

/** What a person typed as a quantity, as the decimal string that the API takes; null when it is none. */
export function parseQuantity(text: string, decimals = 6): string | null {
  const match = /^(\d{1,9})?(?:[.,](\d*))?$/.exec(latinDigits(text).trim());
  if (match === null || (match[2] ?? "").length > decimals) return null;
  const whole = (match[1] ?? "0").replace(/^0+(?=\d)/, "");
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  const value = fraction === "" ? whole : `${whole}.${fraction}`;
  return value === "0" ? null : value;
}

/** A quantity of the API, with its unit unless it counts pieces. */
export function quantity(value: string, unit = "piece"): string {
  const text = numberFormat({ maximumFractionDigits: 6 }).format(value as Intl.StringNumericLiteral);
  return unit === "piece" ? text : `${text}\u00a0${unit}`;
}

/** A percentage given as a decimal string or number: "7.5" is 7.5 %. */
export function percent(value: string | number): string {
  return `${numberFormat({ maximumFractionDigits: 4 }).format(String(value) as Intl.StringNumericLiteral)}\u00a0%`;
}

/** A time of the API, short: in the store's zone, the date only when it is another day than today. */
export function dateTime(value: string, style: "auto" | "date" | "time" | "full" = "auto"): string {
  const timeZone = site.value?.timeZone;
  const time = new Date(value);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale(), timeZone ? { ...options, timeZone } : options).format(time);
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hour12: false };
  if (style === "time") return part(clock);
  if (style === "date") return part({ dateStyle: "medium" });
  const sameDay =
    part({ dateStyle: "short" }) ===
    new Intl.DateTimeFormat(locale(), { dateStyle: "short", ...(timeZone ? { timeZone } : {}) }).format(new Date());
  if (style === "auto" && sameDay) return part(clock);
  return part({ day: "numeric", month: "short", ...(style === "full" ? { year: "numeric" } : {}), ...clock });
}

/** A day of the calendar, `YYYY-MM-DD`, with its month by name: it reads the same in every order. */
export function dayInWords(day: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** In which order a day is written in digits, and the marks between them. */
export function dayShape(): { part: "day" | "month" | "year"; mark: string }[] {
  const format = new Intl.DateTimeFormat(locale(), { day: "2-digit", month: "2-digit", year: "numeric" });
  const parts = format.formatToParts(new Date(0));
  return parts.flatMap(({ type }, at) => {
    if (type !== "day" && type !== "month" && type !== "year") return [];
    const next = parts.slice(at + 1).findIndex((each) => each.type !== "literal");
    const marks = next < 0 ? [] : parts.slice(at + 1, at + 1 + next);
    return [{ part: type, mark: marks.map(({ value }) => value.replace(/[\u200e\u200f\u061c\s]/g, "")).join("") }];
  });
}

/** How long ago, in words a person would say: 12 s, 3 min, 2 h. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [value, unit] =
    seconds < 60
      ? [seconds, "second"]
      : seconds < 3600
        ? [Math.floor(seconds / 60), "minute"]
        : [Math.floor(seconds / 3600), "hour"];
  return numberFormat({ style: "unit", unit: unit as string, unitDisplay: "narrow" }).format(value as number);
}
