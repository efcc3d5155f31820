// What a cashier does to a payment on the card terminal. Whatever is asked here, the terminal's answer decides.
import { signal } from "@preact/signals";
import type { Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import {
  abort,
  addPayments,
  answer,
  askAgain,
  type CardOrder,
  type CashierAnswer,
  type DecisionIn,
  decide,
  giveUp,
} from "../../cards/card_api";
import { type CardPayment, inAll } from "../../cards/card_payment";
import { lookAgain, noteOrder } from "../../cards/waiting";
import { askText, askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";

/** Payments that were asked to stop and have not answered yet. */
export const stopping = signal<ReadonlySet<string>>(new Set());
/** An answer or a question is on its way to the terminal. */
export const busy = signal(false);

/** A conflict means that the terminal was quicker: what it said is read, and nobody is bothered. */
async function attempt(what: string, run: () => Promise<void>): Promise<void> {
  if (busy.value) return;
  busy.value = true;
  try {
    await run();
  } catch (error) {
    if (!isProblem(error, "conflict", "not-found")) showProblem(error, { what });
  } finally {
    busy.value = false;
    void lookAgain();
  }
}

export function cancel(payment: CardPayment): Promise<void> {
  stopping.value = new Set([...stopping.value, payment.id]);
  return attempt("card.act_cancel", () => act("card_abort", (key) => abort(payment, key)));
}

export function reply(payment: CardPayment, body: Omit<CashierAnswer, "number">): Promise<void> {
  const number = payment.question?.number ?? 0;
  return attempt("card.act_answer", () => act("card_answer", (key) => answer(payment, { number, ...body }, key)));
}

export function again(payment: CardPayment): Promise<void> {
  return attempt("card.act_again", () => act("card_ask_again", (key) => askAgain(payment, key)));
}

export async function settle(payment: CardPayment, body: DecisionIn): Promise<void> {
  const title = t("card.decide_title");
  const about = { before: money(inAll(payment), payment.currency), reason: body.reason };
  await attempt("card.act_decide", async () => {
    await withApproval(
      "void_order",
      title,
      (approval) => act("card_decide", (key) => decide(payment, body, key, approval)),
      about,
    );
  });
}

/** Another payment for what is due still. */
export function payRest(order: CardOrder, payments: Schemas["PaymentIn"][]): Promise<void> {
  return attempt("card.act_pay", async () =>
    noteOrder(await act("card_pay_rest", (key) => addPayments(order.orderId, payments, key))),
  );
}

/** The sale does not happen: what the terminal took goes back to the card. */
export async function abandon(order: CardOrder, taken: number): Promise<void> {
  const amount = money(taken, order.currency);
  const sure = await askYes({
    title: t("card.give_up"),
    text: t(taken > 0 ? "card.give_up_text" : "card.give_up_nothing", { amount }),
    yes: t("card.give_up_yes"),
    no: t("card.give_up_no"),
    danger: true,
  });
  if (sure !== true) return;
  await attempt("card.act_give_up", async () => {
    const now = await withApproval("void_cart", t("card.give_up"), (approval) =>
      act("card_give_up", (key) => giveUp(order.orderId, t("card.give_up_reason"), key, approval)),
    );
    if (now !== undefined) noteOrder(now);
  });
}

/** The slip number of a card that was taken by hand beside the terminal that is away. */
export function askSlip(): Promise<string | undefined> {
  return askText({ title: t("card.by_hand"), label: t("tender.card_reference") });
}
