// The orders of this register that wait for a card terminal: kept true by the stream, by questions while one is under
// way, and once more after every reload. Whoever is served meanwhile, none of them is forgotten.
import { computed, effect, signal, untracked } from "@preact/signals";
import { onEvent, onLive } from "../api/stream";
import { known } from "../till/connection";
import { link, register, session, training } from "../till/state";
import { type CardOrder, readOrder, readWaiting, waits } from "./card_api";
import { progressed, standing } from "./card_payment";

/** The oldest first. */
export const waiting = signal<readonly CardOrder[]>([]);
/** The last known of orders that are over since, for the screen that still shows one. */
export const ended = signal<CardOrder | null>(null);

/** The card terminal that this register uses; undefined where cards are taken by hand. */
export const cardTerminal = computed(() => {
  const here = register.value?.id;
  return known.value.devices.find(
    (each) =>
      each.kind === "card_terminal" && each.active !== false && here !== undefined && each.registers?.includes(here),
  );
});
/** It cannot take a card now, as far as anybody knows. */
export const terminalAway = computed(() => ["offline", "fault", "off"].includes(cardTerminal.value?.state ?? ""));

/** It is still at another payment, whose end nobody can tell. */
export const terminalTaken = computed(() =>
  waiting.value.some((each) => ["doubt", "person", "question"].includes(standing(each))),
);

export const orderOf = (id: string): CardOrder | undefined => waiting.value.find((each) => each.orderId === id);

/** Takes an order as the appliance answered it: into the list, out of it, or over. */
export function noteOrder(order: CardOrder): void {
  const others = waiting.peek().filter((each) => each.orderId !== order.orderId);
  const before = orderOf(order.orderId);
  if (waits(order)) {
    waiting.value = before
      ? waiting.peek().map((each) => (each.orderId === order.orderId ? order : each))
      : [...others, order];
    return;
  }
  waiting.value = others;
  if (before === undefined && ended.peek()?.orderId === order.orderId) return;
  ended.value = order;
  for (const listener of listeners) listener(order);
}

type Ended = (order: CardOrder) => void;
const listeners = new Set<Ended>();
/** Hears of each order that stopped waiting: paid or cancelled. */
export function onEnded(listener: Ended): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let asking = false;
let again = false;
/** Reads them all anew; a call while one is under way is done once more after it. */
export async function lookAgain(): Promise<void> {
  const here = register.peek()?.id;
  if (here === undefined || session.peek() === null) return;
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const before = waiting.peek();
    const now = await readWaiting(here);
    for (const order of now) noteOrder(order);
    for (const { orderId } of before)
      if (!now.some((order) => order.orderId === orderId)) noteOrder(await readOrder(orderId));
  } catch {
    // The next event, or the next beat, asks again.
  } finally {
    asking = false;
    if (again) {
      again = false;
      void lookAgain();
    }
  }
}

const beat = 2000; // milliseconds; events come sooner, this is for those that are lost

/** Called once. */
export function keepWaiting(): void {
  effect(() => {
    // Another person, register or store: what waits there is asked for.
    void training.value;
    if (session.value === null || register.value === null) return;
    untracked(() => {
      if (waiting.peek().some((each) => each.registerId !== register.peek()?.id)) waiting.value = [];
      void lookAgain();
    });
  });
  effect(() => {
    if (link.value === "up") untracked(() => void lookAgain());
  });
  onEvent("orders", ({ event }) => {
    if (event === null) return;
    const { orderId, registerId } = event.payload;
    const ours = waiting.peek().some((each) => each.orderId === orderId || each.orderId === event.aggregateId);
    if (ours || (event.type === "CardPaymentChanged" && registerId === register.peek()?.id)) void lookAgain();
  });
  onLive("CardProgress", (data) => {
    const order = waiting.peek().find((each) => each.orderId === data["orderId"]);
    if (order === undefined) return;
    const cardPayments = order.cardPayments?.map((each) =>
      each.id === data["paymentId"] ? progressed(each, data) : each,
    );
    noteOrder({ ...order, cardPayments });
  });
  let timer: ReturnType<typeof setInterval> | undefined;
  effect(() => {
    clearInterval(timer);
    if (waiting.value.length > 0) timer = setInterval(() => void lookAgain(), beat);
  });
}
