import type { Schemas } from "../../api/call";
import type { Offer, Settlement } from "../../cash/settlement";

export type Tender = Schemas["Tender"];
type PaymentIn = Schemas["PaymentIn"];

/**
 * Where one payment stands. `taken` is money in hand; `terminal` goes to the register's card terminal once the lines pay
 * the sale; the others are a terminal's that is worked by hand: asked, said yes, said no, and `unknown` when nobody can
 * tell, which is never a no: until it is settled no other money may be taken for it.
 */
export type LineState = "taken" | "terminal" | "requested" | "approved" | "declined" | "unknown";

export interface Line {
  readonly id: string;
  readonly tender: Tender;
  /** In the store's minor units, positive also when money goes back; for cash what was handed over. */
  readonly amount: number;
  /** Minor units of the tender's own currency. */
  readonly foreignAmount?: number;
  readonly voucherCode?: string;
  readonly reference?: string;
  /** Value of a gift card that is set aside for this line. */
  readonly heldAs?: string;
  /** On top of the amount: through the card terminal, or by a tender that takes tips without one. */
  readonly tip?: number;
  readonly cashback?: number;
  readonly state: LineState;
  /** Key of the terminal's words, where it refused. */
  readonly words?: string;
}

export function isOpenQuestion(line: Line): boolean {
  return line.state === "requested" || line.state === "unknown";
}

/** Lines that count towards what is due. */
export function counted(lines: readonly Line[]): Line[] {
  return lines.filter(({ state }) => state === "taken" || state === "terminal" || state === "approved");
}

/** A line whose money has moved elsewhere: taking it off the list does not bring that back. */
export function movedElsewhere(line: Line): boolean {
  return line.state === "approved";
}

export function withState(lines: readonly Line[], id: string, state: LineState, reference?: string): Line[] {
  return lines.map((line) => (line.id === id ? { ...line, state, ...(reference ? { reference } : {}) } : line));
}

export function without(lines: readonly Line[], id: string): Line[] {
  return lines.filter((line) => line.id !== id);
}

export function offersOf(lines: readonly Line[]): Offer[] {
  return counted(lines).map(({ tender, amount }) => ({ tender, amount }));
}

/**
 * The payments as the daemon takes them. A card that takes what odd cash left open goes without its amount, because an
 * explicit one would have the cash part rounded; any other line says what was really taken.
 */
export function paymentsOf(lines: readonly Line[]): PaymentIn[] {
  const all = counted(lines);
  const oddCash = all.some((line) => line.tender.kind === "cash" && line.amount % line.tender.roundingStep !== 0);
  const last = all.findLastIndex((line) => line.tender.kind !== "cash" && line.tender.kind !== "foreign_cash");
  return all.map((line, index) => ({
    tender: line.tender.code,
    ...(line.foreignAmount !== undefined
      ? { foreignAmount: line.foreignAmount }
      : oddCash && index === last
        ? {}
        : { amount: line.amount }),
    ...(line.voucherCode ? { voucherCode: line.voucherCode } : {}),
    ...(line.reference ? { reference: line.reference } : {}),
    ...((line.state === "terminal" || line.tender.tips) && line.tip ? { tip: line.tip } : {}),
    ...(line.state === "terminal" && line.cashback ? { cashback: line.cashback } : {}),
  }));
}

/** What a tender is asked for when nothing is typed: what is left, in coins that exist if it is cash. */
export function proposed(tender: Tender, settlement: Settlement): number {
  return tender.kind === "cash" ? settlement.cashRest : settlement.rest;
}

export type Complaint = "nothing_due" | "nothing_typed" | "over_due" | "over_limit" | "under_tip";
/** Why an amount on this tender cannot be right; the daemon judges the rest. */
export function complaint(tender: Tender, amount: number, settlement: Settlement, tip = 0): Complaint | null {
  if (amount < 0 && tip > 0) return "under_tip";
  if (amount === 0 && tip > 0 && settlement.rest === 0) return null;
  if (amount <= 0) return settlement.rest === 0 ? "nothing_due" : "nothing_typed";
  if (tender.maxAmount !== null && tender.maxAmount !== undefined && amount + tip > tender.maxAmount)
    return "over_limit";
  const exact = !tender.givesChange || settlement.refund;
  if (exact && amount > Math.max(settlement.rest, proposed(tender, settlement))) return "over_due";
  return null;
}

/** The order in which cashiers look for them: cash first, what is switched off not at all. */
export function inOrder(tenders: readonly Tender[]): Tender[] {
  const rank = ["cash", "card", "gift_card", "voucher", "points", "account", "other", "foreign_cash"];
  return tenders.filter((tender) => tender.active).sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
}
