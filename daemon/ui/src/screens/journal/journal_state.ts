// Which documents the journal shows. Reading only: nothing here changes a sale.
import { computed, signal } from "@preact/signals";
import { call, type Schemas } from "../../api/call";
import { register, site } from "../../till/state";
import { dayOf, shiftDay } from "./days";

export type Order = Schemas["Order"];
export type Kind = Order["kind"] | "all";

export const scope = signal<"till" | "store">("till");
export const kind = signal<Kind>("all");
/** Null: today, also when the day turns while the journal is open. */
export const pickedDay = signal<string | null>(null);
export const documents = signal<Order[]>([]);
export const next = signal<string | null>(null);
export const selected = signal<Order | null>(null);

export const today = () => dayOf(Date.now(), site.value?.timeZone ?? "UTC");
export const day = () => pickedDay.value ?? today();

export const shown = computed(() =>
  // What still waits for a card terminal, or came to nothing there, is no document.
  documents.value.filter(
    (order) => order.receiptNumber !== null && (kind.value === "all" || order.kind === kind.value),
  ),
);

function query() {
  const registerId = scope.value === "till" ? register.value?.id : undefined;
  return { from: day(), to: shiftDay(day(), 1), limit: 50, ...(registerId ? { registerId } : {}) };
}

let latest = 0;

/** Reads the first page; an answer that a newer question has overtaken is dropped. */
export async function load(): Promise<void> {
  const asked = ++latest;
  const { data } = await call("listOrders", { query: query() });
  if (asked !== latest) return;
  documents.value = data.items;
  next.value = data.next;
  const open = selected.value;
  const fresh = open && data.items.find((order) => order.orderId === open.orderId);
  if (fresh) selected.value = fresh;
}

export async function loadOlder(): Promise<void> {
  const cursor = next.value;
  if (!cursor) return;
  const asked = ++latest;
  const { data } = await call("listOrders", { query: { ...query(), cursor } });
  if (asked !== latest) return;
  documents.value = [...documents.value, ...data.items];
  next.value = data.next;
}

/** Whether the money of a document came in (a sale), or went out. */
export const goesOut = (order: Order) => order.total < 0;

/** A sale of which something can still be taken back or that can be voided; the daemon has the last word. */
export const canGoBack = (order: Order) => (order.kind === "sale" || order.kind === "exchange") && !order.voidedBy;
export const canBeVoided = (order: Order) =>
  order.kind !== "void" &&
  !order.voidedBy &&
  order.businessDate === today() &&
  order.items.every((item) => !item.returnedQuantity || item.returnedQuantity === "0");
