// What selling an article takes, as somebody types it, and as the appliance takes it. Pure.
import type { Schemas } from "../../../api/call";
import { decimal, minorDigits, parseMoney } from "../../../i18n/format";

export type Terms = Schemas["ArticleTerms"];
type Share = NonNullable<Terms["shares"]>[number];
type Substitute = NonNullable<Terms["substitutes"]>[number];
export const issued = ["", "ticket", "membership"] as const;
export const shareKinds: readonly Share["kind"][] = ["royalty", "commission"];
export const substitutePrices: readonly NonNullable<Substitute["price"]>[] = ["cheaper", "own", "original"];

export interface OptionDraft {
  sku: string;
  /** Major units; empty: nothing in a combo, else its own price. */
  extra: string;
}
export interface GroupDraft {
  name: string;
  least: string;
  most: string;
  options: readonly OptionDraft[];
}
export interface ShareDraft {
  kind: Share["kind"];
  party: string;
  percent: string;
}
export interface TermsDraft {
  serial: boolean;
  warranty: string;
  issues: (typeof issued)[number];
  validDays: string;
  tare: string;
  shares: readonly ShareDraft[];
  substitutes: readonly { sku: string; price: NonNullable<Substitute["price"]> }[];
  combo: boolean;
  groups: readonly GroupDraft[];
}

export const freshGroup: GroupDraft = { name: "", least: "1", most: "1", options: [] };
export const freshShare: ShareDraft = { kind: "royalty", party: "", percent: "" };

const numberText = (value: number | undefined) => (value ? String(value) : "");

export function draftOf(terms: Terms, currency: string): TermsDraft {
  const digits = minorDigits(currency);
  return {
    serial: terms.serial ?? false,
    warranty: numberText(terms.warrantyMonths),
    issues: terms.issues ?? "",
    validDays: numberText(terms.validDays),
    tare: terms.tare === undefined || Number(terms.tare) === 0 ? "" : String(terms.tare),
    shares: (terms.shares ?? []).map(({ kind, party, percent }) => ({ kind, party, percent: String(percent) })),
    substitutes: (terms.substitutes ?? []).map(({ sku, price }) => ({ sku, price: price ?? "cheaper" })),
    combo: terms.combo ?? false,
    groups: (terms.choices ?? []).map(({ name, least, most, options }) => ({
      name,
      least: String(least ?? 1),
      most: String(most ?? Math.max(1, least ?? 1)),
      options: options.map(({ sku, extra }) => ({
        sku,
        extra: extra === undefined ? "" : decimal(Number(extra), digits),
      })),
    })),
  };
}

const whole = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null);
const plain = (text: string): string => text.trim().replace(",", ".");
const isDecimal = (text: string): boolean => /^\d{1,9}(\.\d{1,6})?$/.test(plain(text));

/** What cannot be sent as it is: the place in the document, and the key of the words for it. */
export function wrongIn(draft: TermsDraft, currency: string): ReadonlyMap<string, string> {
  const wrong = new Map<string, string>();
  const say = (bad: boolean, place: string, key: string) => bad && wrong.set(place, `console_terms.${key}`);
  const count = (text: string, most: number) => text.trim() === "" || (whole(text) ?? most + 1) <= most;
  say(!count(draft.warranty, 1200), "warrantyMonths", "wrong_months");
  say(!count(draft.validDays, 36_500), "validDays", "wrong_days");
  say(draft.tare.trim() !== "" && !isDecimal(draft.tare), "tare", "wrong_weight");
  draft.shares.forEach(({ party, percent }, i) => {
    const part = isDecimal(percent) ? Number(plain(percent)) : 0;
    say(party.trim() === "", `shares/${i}/party`, "wrong_party");
    say(part <= 0 || part > 100, `shares/${i}/percent`, "wrong_percent");
  });
  const names = draft.groups.map(({ name }) => name.trim());
  draft.groups.forEach(({ least, most, options }, i) => {
    const at = `choices/${i}`;
    const from = whole(least);
    const to = whole(most);
    say(names[i] === "", `${at}/name`, "wrong_name");
    say(names.indexOf(names[i] ?? "") < i, `${at}/name`, "twice");
    say(from === null || from > 20, `${at}/least`, "wrong_count");
    say(to === null || to < Math.max(1, from ?? 0) || to > 20, `${at}/most`, "wrong_most");
    say(options.length === 0, `${at}/options`, "no_options");
    options.forEach(({ extra }, j) => {
      say(extra.trim() !== "" && parseMoney(extra, currency) === null, `${at}/options/${j}/extra`, "wrong_extra");
    });
  });
  say(draft.combo && !draft.groups.some(({ least }) => (whole(least) ?? 0) > 0), "choices", "combo_needs");
  return wrong;
}

/** Whole only where nothing is wrong in it. */
export function termsOf(draft: TermsDraft, currency: string): Terms {
  return {
    serial: draft.serial,
    warrantyMonths: whole(draft.warranty) ?? 0,
    ...(draft.issues !== "" && { issues: draft.issues }),
    validDays: whole(draft.validDays) ?? 0,
    shares: draft.shares.map(({ kind, party, percent }) => ({ kind, party: party.trim(), percent: plain(percent) })),
    substitutes: draft.substitutes.map(({ sku, price }) => ({ sku, price })),
    ...(draft.tare.trim() !== "" && { tare: plain(draft.tare) }),
    combo: draft.combo,
    choices: draft.groups.map(({ name, least, most, options }) => ({
      name: name.trim(),
      least: whole(least) ?? 1,
      most: whole(most) ?? 1,
      options: options.map(({ sku, extra }) => {
        const amount = extra.trim() === "" ? null : parseMoney(extra, currency);
        return { sku, ...(amount !== null && { extra: amount }) };
      }),
    })),
  };
}
