import { computed, effect, signal } from "@preact/signals";
import { call, type Schemas } from "../../api/call";
import { Problem } from "../../api/problem";
import { uuid7 } from "../../api/uuid";
import { waits } from "../../cards/card_api";
import { keepSale } from "../../cards/kept_sales";
import { noteOrder } from "../../cards/waiting";
import { preview } from "../../cash/settlement";
import { play } from "../../sound/sounds";
import { act } from "../../till/act";
import { clearCart } from "../../till/cart";
import { go } from "../../till/navigation";
import { cart, link, tenders } from "../../till/state";
import { keepLines, keptLines } from "./kept_lines";
import {
  isOpenQuestion,
  type Line,
  type LineState,
  offersOf,
  paymentsOf,
  type Tender,
  without,
  withState,
} from "./lines";
import { nothing, onTopOf, sumOf } from "./on_top";
import { forgetPending, rememberPending } from "./pending";
import { onTop, tipBy, tipDue } from "./wanted_on_top";

export type Order = Schemas["Order"];

/** The payments of the cart on screen. They stay with it while the cashier goes back to add an article. */
export const lines = signal<readonly Line[]>([]);
/** The order just booked, for the screen that follows. */
export const lastOrder = signal<Order | null>(null);
/** The sale is on its way to the appliance: nothing may be changed until it has answered. */
export const booking = signal(false);
/** It was sent and nobody knows whether it arrived; it is asked again, with the same key, until it is known. */
export const bookingUnknown = computed(() => booking.value && link.value === "lost");

export const localCash = computed(() => tenders.value.find((tender) => tender.kind === "cash" && tender.active));
export const total = computed(() => cart.value?.data.total ?? 0);
export const settlement = computed(() => preview(total.value, offersOf(lines.value), localCash.value));
/** The one line that waits for a card terminal's answer; no other money is taken meanwhile. */
export const question = computed(() => lines.value.find(isOpenQuestion));

let paysFor: string | null = null;
/** Payments belong to one cart; another cart starts without any. */
effect(() => {
  const id = cart.value?.data.cartId ?? null;
  if (id === null || id === paysFor || booking.peek()) return;
  paysFor = id;
  lines.value = keptLines(id);
  onTop.value = nothing;
});
effect(() => {
  const taken = lines.value;
  if (paysFor !== null) keepLines(paysFor, taken);
});

export function addLine(tender: Tender, amount: number, more: Partial<Omit<Line, "tender" | "amount">> = {}): Line {
  const line: Line = {
    id: uuid7(),
    tender,
    amount,
    state: "taken",
    ...more,
    ...(more.state === "terminal" ? takeOnTop() : takeTip(tender)),
  };
  lines.value = [...lines.value.filter(({ state }) => state !== "declined"), line];
  return line;
}

/** Tip and cashback go with the first payment by the terminal, and with no other. */
function takeOnTop(): Partial<Line> {
  const wanted = onTop.value;
  onTop.value = nothing;
  return sumOf(wanted) > 0 ? wanted : {};
}

/** A tip goes with the first payment that takes it. */
function takeTip(tender: Tender): Partial<Line> {
  const tip = tipBy(tender);
  if (tip === 0) return {};
  onTop.value = { ...onTop.value, tip: 0 };
  return { tip };
}

export function removeLine(id: string): void {
  if (booking.value) return;
  wantAgain(lines.value.filter((line) => line.id === id));
  lines.value = without(lines.value, id);
}

export function answerLine(id: string, state: LineState, reference?: string): void {
  lines.value = withState(lines.value, id, state, reference);
  if (state !== "declined") return;
  wantAgain(lines.value.filter((line) => line.id === id));
  lines.value = lines.value.map(({ tip, ...line }) => (line.id === id || tip === undefined ? line : { ...line, tip }));
}

/** What these lines carried was not paid after all. */
function wantAgain(carriers: readonly Line[]): void {
  const carried = onTopOf(carriers);
  const { tip, cashback } = onTop.value;
  if (sumOf(carried) > 0) onTop.value = { tip: tip + carried.tip, cashback: cashback + carried.cashback };
}

/** Whether the lines on screen pay the cart, so that only booking is left. */
export function isPaid(): boolean {
  return settlement.value.settled && settlement.value.over === 0 && question.value === undefined && tipDue.value === 0;
}

/**
 * Books the sale: one act, one idempotency key, sent until the appliance has answered. `payments` as the lines say, or the
 * shortest way: cash that takes whatever is due. Throws the Problem of a refusal; then nothing was booked and the lines stay.
 */
export async function book(payments: Schemas["PaymentIn"][] = paymentsOf(lines.value)): Promise<void> {
  const paid = cart.value?.data;
  if (!paid || booking.value) return;
  booking.value = true;
  try {
    const body = { cartId: paid.cartId, payments };
    const order = await act("placeOrder", async (key) => {
      rememberPending({ key, body });
      return (await call("placeOrder", { body, key })).data;
    });
    forgetPending();
    if (waits(order)) leaveToTerminal(order, { cartId: paid.cartId, lines: lines.value });
    else finish(order);
  } catch (error) {
    if (error instanceof Problem) forgetPending();
    throw error;
  } finally {
    booking.value = false;
  }
}

/** The card terminal has the sale now: its page says how it goes, and the appliance keeps it whatever happens here. */
export function leaveToTerminal(order: Order, sale?: { cartId: string; lines: readonly Line[] }): void {
  if (sale !== undefined) keepSale(order.orderId, sale);
  noteOrder(order);
  if (sale !== undefined) {
    lines.value = [];
    clearCart();
  }
  go("card", { orderId: order.orderId });
}

/** A return is made, or the card terminal has it now. */
export function showReturn(order: Order): void {
  if (waits(order)) {
    leaveToTerminal(order);
    return;
  }
  lastOrder.value = order;
  go("done");
}

/** The payments given so far belong to this cart from now on: it came back from a terminal that refused. */
export function takeLinesBack(cartId: string, kept: readonly Line[]): void {
  paysFor = cartId;
  lines.value = kept;
  onTop.value = onTopOf(kept);
}

/** The sale is booked: the till is free for the next one. */
export function finish(order: Order): void {
  lastOrder.value = order;
  lines.value = [];
  clearCart();
  play("paid");
  go("done", { orderId: order.orderId });
}
