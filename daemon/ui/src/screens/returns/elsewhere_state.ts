// Another store's order as it is known here: by the hub, or by the signed code on its receipt.
import { signal } from "@preact/signals";
import { call, type Schemas } from "../../api/call";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { register } from "../../till/state";
import type { Order } from "./return_state";
import { type Chosen, fromMicro } from "./selection";
import type { Refund } from "./submit";

export type ForeignOrder = Schemas["ForeignOrder"];
export const foreign = signal<ForeignOrder | null>(null);

/** What a scan of the signed code begins with. */
export const looksSigned = (code: string) => code.startsWith("HFR1:");

export type FoundElsewhere =
  | { orders: ForeignOrder[] }
  | { own: string }
  | { state: "unknownKey" | "badSignature" | "revokedKey" | "unreadable" };

/** Every store of the company that has a receipt of that number; receipt numbers are each store's own. */
export async function findByNumber(receiptNumber: string): Promise<ForeignOrder[]> {
  const { data } = await call("findOrdersElsewhere", { query: { receiptNumber } });
  return data.orders;
}

/** What the code says, and what the hub adds to it when it can be asked. */
export async function findByCode(code: string): Promise<FoundElsewhere> {
  const { data } = await call("verifyReceipt", { body: { code } });
  if (data.state !== "good" || !data.order) return { state: data.state === "good" ? "unreadable" : data.state };
  const { order } = data;
  if (data.own) return { own: order.receiptNumber };
  try {
    const known = await call("findOrdersElsewhere", { query: { orderId: order.orderId } });
    const same = known.data.orders.find((each) => each.siteId === order.siteId);
    return { orders: [same ?? order] };
  } catch {
    return { orders: [order] }; // the line is down: the signature speaks for it
  }
}

/** The lines as the steppers take them; their ids are positions. */
export function linesOf(order: ForeignOrder): Order["items"] {
  return order.items.map(
    (item) => ({ ...item, orderItemId: String(item.position) }) as unknown as Order["items"][number],
  );
}

export function bodyOf(order: ForeignOrder, chosen: Chosen, reason: string, condition: string, refunds: Refund[]) {
  const lines = [...chosen].map(([position, micro]) => ({
    position: Number(position),
    quantity: fromMicro(micro),
    ...(reason ? { reason, condition } : {}),
  }));
  return { registerId: register.value?.id ?? "", orderId: order.orderId, lines, refunds };
}

export function payBackElsewhere(
  order: ForeignOrder,
  chosen: Chosen,
  reason: string,
  condition: string,
  refunds: Refund[],
): Promise<Order | undefined> {
  const body = bodyOf(order, chosen, reason, condition, refunds);
  return withApproval("return", t("elsewhere.approve"), (approval) =>
    act("return_elsewhere", async (key) => (await call("returnFromElsewhere", { body, key, approval })).data),
  );
}
