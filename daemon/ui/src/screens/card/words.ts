import type { CardOrder } from "../../cards/card_api";
import type { CardPayment } from "../../cards/card_payment";
import { has, t } from "../../i18n/text";

/** A key of the terminal's in the till's language; one that nobody knows is a fault of the terminal's. */
export function say(key: string | undefined | null): string {
  if (!key) return "";
  return t(has(key) ? key : "eft.result.unknown");
}

/** What the terminal shows now. */
export function progressWords(payment: CardPayment | undefined): string {
  return say(payment?.progress?.key) || t(payment?.state === "created" ? "card.queued" : "eft.job.connecting");
}

/** Whether the money goes to the customer. */
export const goesBack = (payment: CardPayment | undefined, order: CardOrder): boolean =>
  payment === undefined ? order.total < 0 : payment.kind !== "sale";

export function stateWords(payment: CardPayment): string {
  if (payment.state === "approved" && payment.approvedAmount - payment.tip - payment.cashback < payment.amount)
    return t("eft.result.partially_approved");
  return t(`card.state_${payment.state}`);
}

/** `Visa ·1234` */
export function cardName({ card }: CardPayment): string {
  if (card === null) return "";
  return [card.brand, card.lastFour && `\u00b7${card.lastFour}`].filter(Boolean).join(" ");
}
