// A tax rate as somebody types it, and as the appliance takes it. Pure.
import type { Schemas } from "../../api/call";
import { decimal, minorDigits, parseMoney } from "../../i18n/format";

export type Rate = Schemas["TaxCategory"]["rates"][number];
export type Kind = NonNullable<Rate["kind"]>;
export const kinds: readonly Kind[] = ["percent", "fixed_per_unit", "division"];
export const reverses = ["never", "elsewhere", "anywhere"] as const;
export const bands = ["none", "unit", "line", "document"] as const;

export interface RateDraft {
  code: string;
  name: string;
  kind: Kind;
  /** Percent, or an amount in major units, by the kind. */
  worth: string;
  included: boolean;
  affectsBase: boolean;
  onEarlier: boolean;
  exempt: boolean;
  reverseCharge: (typeof reverses)[number];
  band: (typeof bands)[number];
  bandFrom: string;
  bandBelow: string;
  within: boolean;
  /** Days, YYYY-MM-DD; empty: none. */
  from: string;
  to: string;
}

export function freshRate(included: boolean): RateDraft {
  return {
    code: "",
    name: "",
    kind: "percent",
    worth: "",
    included,
    affectsBase: false,
    onEarlier: true,
    exempt: false,
    reverseCharge: "never",
    band: "none",
    bandFrom: "",
    bandBelow: "",
    within: false,
    from: "",
    to: "",
  };
}

const dayOf = (time: string | null | undefined) => {
  if (!time) return "";
  const at = new Date(time);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

export function draftOf(rate: Rate, currency: string): RateDraft {
  const digits = minorDigits(currency);
  const { band } = rate;
  return {
    code: rate.code,
    name: rate.name,
    kind: rate.kind ?? "percent",
    worth: rate.kind === "fixed_per_unit" ? decimal(rate.amount ?? 0, digits) : (rate.rate ?? ""),
    included: rate.included ?? true,
    affectsBase: rate.affectsBase ?? false,
    onEarlier: rate.affectedByPrevious ?? true,
    exempt: rate.exempt ?? false,
    reverseCharge: rate.reverseCharge ?? "never",
    band: band?.of ?? "none",
    bandFrom: band?.from === undefined ? "" : decimal(band.from, digits),
    bandBelow: band?.below === undefined ? "" : decimal(band.below, digits),
    within: band?.part === "within",
    from: dayOf(rate.from),
    to: dayOf(rate.to),
  };
}

/** Which of its fields cannot be sent as they are. */
export function wrongIn(draft: RateDraft, currency: string): ReadonlySet<keyof RateDraft> {
  const wrong = new Set<keyof RateDraft>();
  if (draft.name.trim() === "") wrong.add("name");
  if (worthOf(draft, currency) === null) wrong.add("worth");
  if (draft.band !== "none") {
    const from = draft.bandFrom.trim() === "" ? 0 : parseMoney(draft.bandFrom, currency);
    const below = draft.bandBelow.trim() === "" ? undefined : parseMoney(draft.bandBelow, currency);
    if (from === null) wrong.add("bandFrom");
    if (below === null || (below !== undefined && below <= (from ?? 0))) wrong.add("bandBelow");
    if (from === 0 && below === undefined) wrong.add("bandFrom");
  }
  if (draft.from !== "" && draft.to !== "" && draft.to <= draft.from) wrong.add("to");
  return wrong;
}
function worthOf({ kind, worth, exempt }: RateDraft, currency: string): string | number | null {
  if (kind === "fixed_per_unit") {
    const amount = parseMoney(worth, currency);
    return amount !== null && amount > 0 ? amount : null;
  }
  const text = worth.trim().replace(",", ".");
  if (text === "" && exempt) return "0";
  return /^\d{1,3}(\.\d{1,6})?$/.test(text) ? text : null;
}

/** Of a draft without a flaw. A time that stands on the same day stays as it was. */
export function rateOf(draft: RateDraft, currency: string, code: string, before?: Rate): Rate {
  const worth = worthOf(draft, currency);
  const time = (day: string, old: string | null | undefined) =>
    day === "" ? null : old && dayOf(old) === day ? old : new Date(`${day}T00:00:00`).toISOString();
  const money = (text: string) => (text.trim() === "" ? undefined : (parseMoney(text, currency) ?? undefined));
  const from = money(draft.bandFrom);
  const below = money(draft.bandBelow);
  return {
    code: draft.code.trim() || code,
    name: draft.name.trim(),
    kind: draft.kind,
    ...(draft.kind === "fixed_per_unit" ? { amount: Number(worth) } : { rate: String(worth) }),
    included: draft.included,
    from: time(draft.from, before?.from),
    to: time(draft.to, before?.to),
    ...(draft.affectsBase && { affectsBase: true }),
    ...(!draft.onEarlier && { affectedByPrevious: false }),
    ...(draft.exempt && { exempt: true }),
    ...(draft.reverseCharge !== "never" && { reverseCharge: draft.reverseCharge }),
    ...(draft.band !== "none" && {
      band: {
        of: draft.band,
        ...(from !== undefined && { from }),
        ...(below !== undefined && { below }),
        ...(draft.within && { part: "within" as const }),
      },
    }),
  };
}
