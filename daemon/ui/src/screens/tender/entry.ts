import { signal } from "@preact/signals";
import { isProblem, Problem } from "../../api/problem";
import { refusedAsOff } from "../../capabilities/capabilities";
import { cardTerminal, terminalAway, terminalTaken } from "../../cards/waiting";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { amount as amountText, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { refreshCart } from "../../till/cart";
import { go } from "../../till/navigation";
import { can } from "../../till/session";
import { currency, shift, waiting } from "../../till/state";
import { complaint, type Line, proposed, type Tender } from "./lines";
import { addLine, answerLine, book, booking, isPaid, lines, localCash, question, settlement } from "./payment";
import { tenderName } from "./tender_name";
import { tipBy } from "./wanted_on_top";

/** What is typed into the amount field. */
export const typed = signal("");
/** What is wrong with it, in words. */
export const wrong = signal<string | undefined>(undefined);
/** The tender whose own questions are on screen: a voucher's code, a foreign amount, an account's owner. */
export const panel = signal<Tender | null>(null);

/** A fresh look at the payment of a cart: nothing typed but what is asked for, no panel. Lines that were taken stay. */
export function resetEntry(asked?: number): void {
  typed.value = asked === undefined ? "" : amountText(asked, currency.value);
  wrong.value = undefined;
  panel.value = null;
}

/** Acts on the way may still change what is due: an amount is settled only once they are answered. */
async function quiet(): Promise<void> {
  if (waiting.value === 0) return;
  await new Promise<void>((resolve) => {
    const stop = waiting.subscribe((count) => {
      if (count > 0) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

/**
 * The amount for this tender: what is typed, less a tip that is in it, else what is left. Null and a complaint on screen
 * when it cannot be right. A card takes its tip on top of what is typed, as it does at a terminal.
 */
export function amountFor(tender: Tender): number | null {
  const text = typed.value.trim();
  const given = text === "" ? proposed(tender, settlement.value) : parseMoney(text, currency.value);
  if (given === null) {
    wrong.value = t("tender.complaint_not_a_number", { currency: currency.value });
    return null;
  }
  const amount = text !== "" && tender.kind === "cash" ? given - tipBy(tender) : given;
  wrong.value = complain(tender, amount);
  return wrong.value === undefined ? amount : null;
}

export function complain(tender: Tender, amount: number): string | undefined {
  const found = complaint(tender, amount, settlement.value, tipBy(tender));
  if (found === null) return undefined;
  const most =
    found === "under_tip"
      ? tipBy(tender)
      : found === "over_limit"
        ? (tender.maxAmount ?? 0)
        : proposed(tender, settlement.value);
  const key = found === "over_due" && settlement.value.refund ? "over_refund" : found;
  return t(`tender.complaint_${key}`, { tender: tenderName(tender), amount: money(most, currency.value) });
}

/** Enter: books what is paid, else takes the typed amount, or all of it, in cash. */
export async function enter(): Promise<void> {
  await quiet();
  if (isPaid()) return bookNow();
  const cash = localCash.value;
  if (cash !== undefined) await take(cash);
}

const asksFirst: ReadonlySet<Tender["kind"]> = new Set(["voucher", "account", "foreign_cash", "gift_card", "points"]);
/** What each kind of tender is called in the matrix of what may be done: taken, and paid back. */
const operations: Record<Tender["kind"], readonly [string, string]> = {
  cash: ["tender.cash", "refund.cash"],
  card: ["card.payment", "card.refund"],
  voucher: ["voucher.redeem", "voucher.issue"],
  account: ["account.charge", "account.deposit"],
  other: ["tender.other", "tender.other"],
  foreign_cash: ["tender.foreign", "tender.foreign"],
  gift_card: ["giftCard.redeem", "giftCard.activate"],
  points: ["loyalty.redeem", "loyalty.earn"],
};
export const operationOf = (kind: Tender["kind"]): string => operations[kind][settlement.value.refund ? 1 : 0];

/** A method was chosen: takes the typed amount with it, or asks what it needs to know first. */
export async function choose(tender: Tender): Promise<void> {
  await quiet();
  if (booking.value || question.value !== undefined || refusedAsOff(operationOf(tender.kind))) return;
  if (asksFirst.has(tender.kind)) {
    wrong.value = undefined;
    panel.value = tender;
    return;
  }
  await take(tender);
}

async function take(tender: Tender): Promise<void> {
  if (booking.value || question.value !== undefined) return;
  const amount = amountFor(tender);
  if (amount === null) return;
  const state = tender.kind === "card" ? await cardWay() : "taken";
  if (state !== undefined) await settleWith(tender, amount, { state });
}

/** How a card is taken here: by the register's terminal, or by hand; nothing when the cashier thought better of it. */
async function cardWay(): Promise<"terminal" | "requested" | undefined> {
  if (cardTerminal.value === undefined) return "requested";
  if (!terminalAway.value && !terminalTaken.value) return "terminal";
  const byHand = await askYes({
    title: t(terminalAway.value ? "card.away_title" : "card.taken_title"),
    text: t("card.away_text"),
    yes: t("card.away_by_hand"),
    no: t("card.away_try"),
  });
  return byHand === undefined ? undefined : byHand ? "requested" : "terminal";
}

/** Puts a payment on the list; once they pay the sale, it is booked without another key. */
export async function settleWith(tender: Tender, amount: number, more: Partial<Line> = {}): Promise<void> {
  addLine(tender, amount, more);
  resetEntry();
  if (isPaid()) await bookNow();
}

export async function cardSaid(
  line: Line,
  state: "approved" | "declined" | "unknown",
  reference: string,
): Promise<void> {
  answerLine(line.id, state, reference.trim() || undefined);
  if (isPaid()) await bookNow();
}

export async function bookNow(): Promise<void> {
  try {
    await book();
    resetEntry();
  } catch (error) {
    if (isProblem(error, "conflict", "in-use-elsewhere", "not-found", "underpaid", "overpaid"))
      refreshCart().catch(() => undefined);
    if (isProblem(error, "no-open-shift")) shift.value = null;
    const open = isProblem(error, "no-open-shift") && can("shift_open");
    const actions = open
      ? [{ label: t("shift.open_title"), run: () => go("shift_open", { next: "tender" }) }]
      : undefined;
    // What is no refusal of the appliance may have been booked all the same: never say that it was not.
    const what = error instanceof Problem ? "tender.what_book" : "tender.what_unknown";
    showProblem(error, { what, ...(actions ? { actions } : {}) });
  }
}

/** Whether the tender screen has anything to lose by leaving it: money that was taken. */
export function hasTaken(): boolean {
  return lines.value.some((line) => line.state !== "declined");
}
