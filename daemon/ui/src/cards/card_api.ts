// What the till asks the appliance about payments by card terminal.
import { call, type Schemas } from "../api/call";
import type { CardPayment, PaidByCard } from "./card_payment";

/** An order that waits, or waited, for a card terminal. */
export type CardOrder = Schemas["Order"] & PaidByCard;
export type CashierAnswer = Schemas["CardAnswer"];
export type DecisionIn = Schemas["CardDecisionIn"];

export const waits = (order: { status: string }) => order.status === "PENDING_PAYMENT";

const one = (id: string) => ({ path: { id } });
const consent = (approval: string | undefined) => (approval === undefined ? {} : { approval });

/** With what terminals show and ask now, which only the payments themselves say. */
export async function readOrder(id: string): Promise<CardOrder> {
  const [{ data: order }, { data: payments }] = await Promise.all([
    call("getOrder", one(id)),
    call("listCardPayments", { query: { orderId: id, limit: 50 } }),
  ]);
  const now = new Map(payments.items.map((each) => [each.id, each]));
  return { ...order, cardPayments: order.cardPayments?.map((each) => now.get(each.id) ?? each) };
}
/** Orders of the register that wait for a terminal, the oldest first. */
export async function readWaiting(registerId: string): Promise<CardOrder[]> {
  const listed = await call("listOrders", { query: { registerId, status: "PENDING_PAYMENT", limit: 20 } });
  const orders = await Promise.all(listed.data.items.map(({ orderId }) => readOrder(orderId)));
  return orders.filter(waits).toReversed();
}
/** Asks the terminal to stop waiting for the customer; what it answers decides, not this. */
export async function abort({ id }: CardPayment, key: string): Promise<void> {
  await call("abortCardPayment", { ...one(id), key });
}
export async function answer({ id }: CardPayment, body: CashierAnswer, key: string): Promise<void> {
  await call("answerCardPayment", { ...one(id), body, key });
}
/** Has the terminal asked once more what became of it. */
export async function askAgain({ id }: CardPayment, key: string): Promise<void> {
  await call("askCardPaymentAgain", { ...one(id), key });
}
export async function decide({ id }: CardPayment, body: DecisionIn, key: string, approval?: string): Promise<void> {
  await call("decideCardPayment", { ...one(id), body, key, ...consent(approval) });
}
/** Pays what is still due of a waiting order another way. */
export async function addPayments(id: string, payments: Schemas["PaymentIn"][], key: string): Promise<CardOrder> {
  return (await call("addPayments", { ...one(id), body: { payments }, key })).data;
}
/** Gives a waiting order up; what terminals took is taken back by them. */
export async function giveUp(id: string, reason: string, key: string, approval?: string): Promise<CardOrder> {
  return (await call("giveUpOrder", { ...one(id), body: { reason }, key, ...consent(approval) })).data;
}
