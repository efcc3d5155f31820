// A bill that is split by amount: what each guest says they pay, in turn. The sale stays one; its payments are several.
import { computed, effect, signal } from "@preact/signals";
import { call } from "../../api/call";
import { settled } from "../../till/act";
import { go } from "../../till/navigation";
import { cart } from "../../till/state";
import { settlement, total } from "../tender/payment";
import { type Guests, nobody } from "./waited_for";

export const guests = signal<Guests>(nobody);
let splits: string | null = null;
/** Another sale has other guests. */
effect(() => {
  const id = cart.value?.data.cartId ?? null;
  if (id === splits) return;
  splits = id;
  guests.value = nobody;
});

/** What the payments on the tender screen have brought already. */
export const paid = computed(() => total.value - settlement.value.rest);
/** In front of the guests stands who has paid. */
const before = (sum: number): readonly number[] => (sum > 0 ? [sum] : []);

/** What stays when these guests have paid. Throws the Problem when they come to more than the sale. */
export async function leftAfter(amounts: readonly number[]): Promise<number> {
  const list = [...before(paid.value), ...amounts];
  if (list.length === 0) return total.value;
  const path = { id: cart.value?.data.cartId ?? "" };
  const { data } = await call("getCartShares", { path, query: { amounts: list.join(",") } });
  return data.amounts[list.length] ?? 0;
}

/** To the tenders, with this guest's amount in the field. */
export async function askToPay(at: number): Promise<void> {
  const amount = guests.value.amounts[at];
  await settled();
  if (amount === undefined || cart.value === null) return;
  guests.value = { ...guests.value, asked: { at, paid: paid.value } };
  go("tender", { amount });
}
