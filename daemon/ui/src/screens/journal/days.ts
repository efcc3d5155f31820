// Days as the API takes them, `2026-11-21`, in the store's time zone.

export function dayOf(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}

export function shiftDay(day: string, by: number): string {
  const date = new Date(`${day}T12:00:00Z`); // noon, so that no change of clocks moves the day
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

/** `Saturday 21 November` in the language, with Latin digits. */
export function dayText(day: string, language: string): string {
  const format = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(`${language}-u-nu-latn`, format).format(new Date(`${day}T12:00:00Z`));
}
