// How long ago something happened, in the largest unit that is not zero; the words are the language's (Intl).

export type Age = { unit: "minute" | "hour" | "day"; count: number };

export function ageOf(since: string, now: number): Age {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 60) return { unit: "minute", count: minutes };
  if (minutes < 24 * 60) return { unit: "hour", count: Math.floor(minutes / 60) };
  return { unit: "day", count: Math.floor(minutes / (24 * 60)) };
}

/** `12 minutes ago`; Latin digits in Arabic too, as everywhere on the till. */
export function ageText(since: string, now: number, language: string): string {
  const age = ageOf(since, now);
  return new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: "auto", style: "short" }).format(
    -age.count,
    age.unit,
  );
}

/** A cart left this long is worth a second look: the customer is most likely gone. */
export function isOld(since: string, now: number): boolean {
  return now - Date.parse(since) > 4 * 3_600_000;
}
