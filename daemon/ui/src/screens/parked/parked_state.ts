// The store's open sales that are not on this screen: parked ones, and those that other tills are working on.
import { computed, signal } from "@preact/signals";
import { call } from "../../api/call";
import { type Cart, cart, registers, terminal } from "../../till/state";

/** Null until they were read for the first time. */
export const carts = signal<Cart[] | null>(null);

const notHere = (candidate: Cart) => candidate.cartId !== cart.value?.data.cartId;
/** Active sales that hold something but are not on this screen; an empty one is nothing to go on with. */
const active = computed(() =>
  (carts.value ?? []).filter((entry) => entry.status === "ACTIVE" && notHere(entry) && entry.items.length > 0),
);
const isOurs = (entry: Cart) => entry.terminalId === terminal.value?.terminalId;
/** Parked sales, and those that this till left open, as after its browser forgot them. */
export const waiting = computed(() => [
  ...(carts.value ?? []).filter((entry) => entry.status === "SUSPENDED"),
  ...active.value.filter(isOurs),
]);
export const elsewhere = computed(() => active.value.filter((entry) => !isOurs(entry)));

let latest = 0;

/** Reads them again; an answer that a newer question has overtaken is dropped. */
export async function load(): Promise<void> {
  const asked = ++latest;
  const { data } = await call("listCarts", { query: { limit: 100 } });
  if (asked === latest) carts.value = data.items;
}

export function registerName(id: string): string {
  return registers.value.find((entry) => entry.id === id)?.name ?? "";
}

/** The till that has a sale in hand, by its own name when it is known. */
export function placeOf(entry: Cart): string {
  return (entry.status === "ACTIVE" ? entry.terminalName : undefined) ?? registerName(entry.registerId);
}
