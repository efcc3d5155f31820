// A payment by a card terminal as the appliance tells it, and what it means for the screen. Pure.

import type { Schemas } from "../api/call";

export type CardPayment = Schemas["CardPayment"];
export type CardState = CardPayment["state"];
export type CardQuestion = NonNullable<CardPayment["question"]>;

/** An order as far as its card payments go. */
export interface PaidByCard {
  status: string;
  due?: number | undefined;
  cardPayments?: readonly CardPayment[] | undefined;
}

/**
 * What the cashier has to do with an order that waits:
 * `person` a supervisor decides; `question` the terminal wants an answer; `doubt` nobody knows yet whether the card was
 * charged; `running` the terminal works; `rest` a part was taken and something is due; `paid`, `cancelled` it is over.
 */
export type Standing = "person" | "question" | "doubt" | "running" | "rest" | "paid" | "cancelled";

const doubtful: readonly CardState[] = ["unknown", "reversing"];

export function standing(order: PaidByCard): Standing {
  if (order.status === "CANCELLED") return "cancelled";
  if (order.status !== "PENDING_PAYMENT") return "paid";
  const open = openOf(order);
  if (open.some((each) => each.question !== null)) return "question";
  if (open.some((each) => each.personNeeded)) return "person";
  if (open.some(isDoubtful)) return "doubt";
  return open.length > 0 || (order.due ?? 0) <= 0 ? "running" : "rest";
}

/** A payment that a reversal is taking back is in no doubt: that one says how it goes. */
function isDoubtful(payment: CardPayment): boolean {
  return doubtful.includes(payment.state) && !(payment.state === "reversing" && payment.kind !== "reversal");
}

/** Payments that still wait for an outcome, what needs somebody first. */
export function openOf(order: PaidByCard): CardPayment[] {
  const open = (order.cardPayments ?? []).filter((each) => each.live || each.personNeeded);
  const rank = (each: CardPayment) => (each.question ? 0 : each.personNeeded ? 1 : isDoubtful(each) ? 2 : 3);
  return open.toSorted((a, b) => rank(a) - rank(b) || turn(a.state) - turn(b.state));
}
const turn = (state: CardState) => (state === "running" || state === "armed" ? 0 : 1);

/** The payment that the screen is about: the one that needs somebody, else the one the terminal works on. */
export function current(order: PaidByCard): CardPayment | undefined {
  return openOf(order)[0] ?? order.cardPayments?.at(-1);
}

/** What leaves the card when all of it is approved: tip and cashback as they were asked for included. */
export const inAll = ({ amount, asked }: Pick<CardPayment, "amount" | "asked">): number =>
  amount + asked.tip + asked.cashback;

/** What a slip may say was taken: all of it, or of the goods a part. */
export const canBe = (payment: Pick<CardPayment, "amount" | "asked">, taken: number): boolean =>
  taken > 0 && (taken <= payment.amount || taken === inAll(payment));

/** What terminals have taken, without tip and cashback; money that went back counts no more. */
export function takenOf(order: PaidByCard): number {
  return (order.cardPayments ?? [])
    .filter((each) => each.kind !== "reversal" && each.state === "approved")
    .reduce((sum, each) => sum + each.approvedAmount - each.tip - each.cashback, 0);
}

/** Why it was not paid: of the last payment that a terminal refused. */
export function refusedBy(order: PaidByCard): CardPayment | undefined {
  return (order.cardPayments ?? []).findLast((each) =>
    (["declined", "cancelled", "notCharged", "abandoned"] as CardState[]).includes(each.state),
  );
}

const kinds: readonly string[] = ["result", "confirmResult", "yesNo", "text", "menu"] satisfies CardQuestion["kind"][];

/** A question as it comes over the stream; null when it is none that the till knows. */
export function questionOf(value: unknown): CardQuestion | null {
  if (typeof value !== "object" || value === null) return null;
  const { number, kind, key, text, choices } = value as Record<string, unknown>;
  if (!kinds.includes(String(kind)) || typeof number !== "number") return null;
  const list = Array.isArray(choices) ? choices.map(String) : [];
  return {
    number,
    kind: kind as CardQuestion["kind"],
    key: String(key ?? ""),
    text: String(text ?? ""),
    choices: list,
  };
}

/** What a live message says of a payment, put into it. */
export function progressed(payment: CardPayment, data: Record<string, unknown>): CardPayment {
  const key = String(data["key"] ?? "");
  const progress =
    key === "" ? payment.progress : { key, text: String(data["text"] ?? ""), at: payment.progress?.at ?? "" };
  return { ...payment, progress, question: questionOf(data["question"]) };
}
