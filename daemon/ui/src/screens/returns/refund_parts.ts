// How a refund is split over tenders. Pure; the last part goes without an amount, so that the daemon takes exactly what
// is left and the smallest coin is its business.
import { roundToStep } from "../../cash/rounding";

export interface RefundTender {
  code: string;
  kind: "cash" | "foreign_cash" | "card" | "voucher" | "account" | "other" | "gift_card" | "points";
  active: boolean;
  roundingStep: number;
  roundingMode: string;
}

export interface Part {
  tender: string;
  amount: number;
  /** Of the tips of the sale, on top of the amount. */
  tip?: number;
  voucherCode?: string;
}

/** Tenders money can go back by; foreign notes cannot, the daemon pays back in the store's currency. */
export function offered<T extends RefundTender>(
  tenders: readonly T[],
  hasCustomer: boolean,
): { tender: T; possible: boolean }[] {
  return tenders
    .filter((tender) => tender.active && tender.kind !== "foreign_cash")
    .map((tender) => ({ tender, possible: tender.kind !== "account" || hasCustomer }));
}

/** Those the customer paid with come first, the largest first: money goes back the way it came. */
export function byPayment<T extends { tender: RefundTender }>(
  choices: readonly T[],
  paid: readonly { tender: string; amount: number }[],
): T[] {
  const weight = (choice: T) =>
    paid.filter((payment) => payment.tender === choice.tender.code).reduce((sum, payment) => sum + payment.amount, 0);
  return [...choices].sort((a, b) => weight(b) - weight(a));
}

export function rest(total: number, parts: readonly Part[]): number {
  return total - parts.reduce((sum, part) => sum + part.amount, 0);
}

/** What the drawer gives when cash settles the rest. */
export function inCash(amount: number, tender: RefundTender): number {
  return roundToStep(amount, tender.roundingStep, tender.roundingMode);
}

/** As the daemon takes them: the part that settles the refund leaves its amount open. */
export function refundsOf(parts: readonly Part[], total: number) {
  const settles = rest(total, parts) === 0;
  return parts.map((part, index) => ({
    tender: part.tender,
    ...(settles && index === parts.length - 1 ? {} : { amount: part.amount }),
    ...(part.tip ? { tip: part.tip } : {}),
    ...(part.voucherCode ? { voucherCode: part.voucherCode } : {}),
  }));
}
