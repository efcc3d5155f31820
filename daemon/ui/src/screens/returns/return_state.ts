// The return being made: which receipt, which lines, why, in what condition. Kept outside the component so that a look
// at the journal, or an approval, loses nothing of it.
import { computed, signal } from "@preact/signals";
import { call, type Schemas } from "../../api/call";
import { t } from "../../i18n/text";
import { register, training } from "../../till/state";
import { normalReceiptNumber } from "./receipt_number";
import { type Chosen, refundTotal, remaining } from "./selection";

export type Order = Schemas["Order"];

export const receipt = signal<Order | null>(null);
export const chosen = signal<Chosen>(new Map());
export const reasons = ["changed_mind", "faulty", "wrong_article", "damaged", "expired", "other"] as const;
export const conditions = ["new", "opened", "unsaleable"] as const;
/** One of the usual reasons, or "other" with words of its own; null until it is chosen. */
export const reason = signal<(typeof reasons)[number] | null>(null);
export const reasonText = signal("");
export const condition = signal<(typeof conditions)[number]>("new");

/** The reason as the receipt will print it; null while there is none. */
export const reasonWords = computed(() => {
  if (reason.value === null) return null;
  if (reason.value !== "other") return t(`returns.reason_${reason.value}`);
  return reasonText.value.trim() || null;
});

export const refund = computed(() => (receipt.value ? refundTotal(receipt.value.items, chosen.value) : 0));

/** Why nothing of a receipt can come back, as a key of the texts; null when something can. */
export function whyNothing(order: Order): "voided" | "is_void" | "is_return" | "nothing_left" | null {
  if (order.kind === "void") return "is_void";
  if (order.voidedBy) return "voided";
  if (order.kind === "return") return "is_return";
  return order.items.some((item) => remaining(item) > 0n) ? null : "nothing_left";
}

export function begin(order: Order | null): void {
  receipt.value = order;
  chosen.value = new Map();
  reason.value = null;
  reasonText.value = "";
  condition.value = "new";
}

export type Found = { order: Order } | { missing: string } | { malformed: true };

export async function findReceipt(typed: string): Promise<Found> {
  const number = normalReceiptNumber(typed, register.value?.number ?? null);
  if (number === null) return { malformed: true };
  const { data } = await call("listOrders", { query: { receiptNumber: number } });
  const order = data.items[0];
  return order ? { order } : { missing: number };
}

export async function openOrder(id: string): Promise<Order> {
  const { data } = await call("getOrder", { path: { id } });
  return data;
}

// A receipt of one store is nothing in the other.
training.subscribe(() => begin(null));
