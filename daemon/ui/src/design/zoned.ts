// Between an instant and what the store's clocks say then, whatever zone the browser is in.

/** `2026-12-24T16:00` in that zone, of an instant. */
export function toZoned(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB-u-ca-iso8601-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const at = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${at("year")}-${at("month")}-${at("day")}T${at("hour")}:${at("minute")}`;
}

/** The instant as RFC 3339; null when it is no time. Of an hour that a change of clocks skips, the one after it. */
export function fromZoned(local: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  let instant = asUtc;
  // Twice: the offset of the first guess may be that of the other side of a change of clocks.
  for (let n = 0; n < 2; ++n) instant += asUtc - Date.parse(`${toZoned(instant, timeZone)}Z`);
  return new Date(instant).toISOString();
}
