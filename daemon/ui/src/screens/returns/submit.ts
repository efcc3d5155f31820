// What a return does at the daemon: pay back, put into the cart for an exchange, or void the whole receipt. Each is one
// act with one key, and asks another person when the daemon wants it.
import { call, type Schemas } from "../../api/call";
import { money } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { addLine } from "../../till/cart";
import { register } from "../../till/state";
import type { Order } from "./return_state";
import { type Chosen, returnItems } from "./selection";

export type Refund = Schemas["RefundIn"];

function registerId(): string {
  if (register.value === null) throw new Error("no register is chosen");
  return register.value.id;
}

export function payBack(
  order: Order,
  chosen: Chosen,
  reason: string,
  condition: string,
  refunds: Refund[],
): Promise<Order | undefined> {
  const body = { registerId: registerId(), items: returnItems(chosen, reason, condition), refunds };
  return withApproval("return", t("returns.approve_return"), (approval) =>
    act(
      "return",
      async (key) => (await call("returnOrderItems", { path: { id: order.orderId }, body, key, approval })).data,
    ),
  );
}

export interface OpenLine {
  variantId: string;
  quantity: string;
  unitPrice?: number;
}

export function payBackOpen(
  lines: readonly OpenLine[],
  reason: string,
  condition: string,
  refunds: Refund[],
): Promise<Order | undefined> {
  const items = lines.map((line) => ({ ...line, reason, condition }));
  const body = { registerId: registerId(), items, refunds };
  const run = (approval?: string) =>
    act("return_without_receipt", async (key) => (await call("returnWithoutReceipt", { body, key, approval })).data);
  return withApproval("return_without_receipt", t("returns.approve_open"), run, { reason });
}

/** Puts the lines into the cart one by one; what is in it already stays when a later one is refused. */
export async function exchange(chosen: Chosen, reason: string, condition: string): Promise<boolean> {
  for (const item of returnItems(chosen, reason, condition)) {
    const line = { ...item, quantity: `-${item.quantity}` };
    const added = await withApproval("return", t("returns.approve_return"), (approval) => addLine(line, approval));
    if (!added) return false;
  }
  return true;
}

export function voidReceipt(order: Order, reason: string): Promise<Order | undefined> {
  const title = t("returns.approve_void", { number: ltr(order.receiptNumber ?? "") });
  const about = { before: money(order.total, order.currency), after: money(0, order.currency), reason };
  const run = (approval?: string) =>
    act("void_order", async (key) => {
      return (await call("voidOrder", { path: { id: order.orderId }, body: { reason }, key, approval })).data;
    });
  return withApproval("void_order", title, run, about);
}
