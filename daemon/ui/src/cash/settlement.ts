import { roundToStep } from "./rounding";

/** What the page needs to know of a tender; a part of the API's Tender. */
export interface TenderRule {
  readonly code: string;
  readonly kind: "cash" | "foreign_cash" | "card" | "voucher" | "account" | "other" | "gift_card" | "points";
  readonly currency: string;
  readonly rate?: string | null;
  readonly roundingStep: number;
  readonly roundingMode: string;
  readonly givesChange: boolean;
}

/** One payment as entered, in the store's minor units, positive also when money goes back. */
export interface Offer {
  readonly tender: TenderRule;
  readonly amount: number;
  /** Sent without its amount: it takes exactly what the others leave, so nothing is left to round. */
  readonly open?: boolean;
}

export interface Settlement {
  /** Money goes back to the customer. */
  readonly refund: boolean;
  /** Still to be settled by a tender that pays exact amounts; never negative. */
  readonly rest: number;
  /** Still to be settled if the rest is paid in cash: rounded to the smallest coin. */
  readonly cashRest: number;
  /** What goes back in cash from what was handed over. */
  readonly change: number;
  /** Rounding that the cash part brings; 0 while no cash settles it. */
  readonly rounding: number;
  /** The lines cover what is due. */
  readonly settled: boolean;
  /** More than a tender without change may take. */
  readonly over: number;
}

const isCash = (tender: TenderRule) => tender.kind === "cash" || tender.kind === "foreign_cash";

/**
 * What the lines so far amount to. A preview by the rules of the daemon's settlement (payments/settle.cpp), so that due,
 * rest and change can be shown before it answers; whether the sale is paid is the daemon's word alone.
 */
export function preview(total: number, offers: readonly Offer[], local: TenderRule | undefined): Settlement {
  const refund = total < 0;
  const due = Math.abs(total);
  const cash =
    offers.find((offer) => offer.tender.kind === "cash")?.tender ??
    offers.find((offer) => isCash(offer.tender))?.tender;
  const sum = (take: boolean) =>
    offers.filter((offer) => isCash(offer.tender) === take).reduce((all, offer) => all + offer.amount, 0);
  const byCash = sum(true);
  const left = due - sum(false);
  const rounded = (tender: TenderRule | undefined) =>
    tender && left > 0 ? Math.abs(roundToStep(refund ? -left : left, tender.roundingStep, tender.roundingMode)) : left;
  const exact = offers.some((offer) => offer.open && !isCash(offer.tender));
  const cashDue = exact ? left : rounded(cash ?? local);
  const settled = left <= 0 || (cash !== undefined && (byCash >= cashDue || (refund && byCash === left)));
  const givesChange = !refund && cash?.givesChange === true;
  const above = cash === undefined ? Math.max(0, -left) : Math.max(0, byCash - Math.max(0, cashDue));
  return {
    refund,
    rest: Math.max(0, left - byCash),
    cashRest: Math.max(0, cashDue - byCash),
    change: givesChange && left >= 0 ? above : 0,
    rounding: settled && cash ? (refund ? left - cashDue : cashDue - left) : 0,
    settled,
    over: left < 0 ? -left : givesChange ? 0 : above,
  };
}

/** `rate` ("1.15", store currency for one foreign unit) in millionths; whole numbers only. */
export function rateMicro(rate: string): bigint {
  const [whole = "0", part = ""] = rate.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, "0").slice(0, 6));
}

/** A foreign amount in the store's currency, halves away from zero: what the daemon will count it for. */
export function exchanged(foreign: number, rate: string, foreignDecimals: number, storeDecimals: number): number {
  const numerator = BigInt(foreign) * rateMicro(rate) * 10n ** BigInt(storeDecimals);
  const denominator = 1_000_000n * 10n ** BigInt(foreignDecimals);
  return Number((numerator * 2n + denominator) / (denominator * 2n));
}

/** The least foreign amount that covers `due` store units; whole minor units, rounded up. */
export function foreignNeeded(due: number, rate: string, foreignDecimals: number, storeDecimals: number): number {
  const micro = rateMicro(rate);
  if (micro <= 0n) return 0;
  const denominator = micro * 10n ** BigInt(storeDecimals);
  const numerator = BigInt(due) * 1_000_000n * 10n ** BigInt(foreignDecimals);
  let foreign = Number((numerator + denominator - 1n) / denominator);
  // Halves round up in our favour: one unit less may already do.
  while (foreign > 0 && exchanged(foreign - 1, rate, foreignDecimals, storeDecimals) >= due) foreign -= 1;
  return foreign;
}
