// What is done with the checks of tables: open, take up, move, put together.
import { call } from "../../api/call";
import { act } from "../../till/act";
import { ensureCart, park, resume, showCart } from "../../till/cart";
import { cart } from "../../till/state";
import type { OpenCheck, Plan } from "./plan";

export async function loadPlan(): Promise<Plan> {
  return (await call("listTables")).data;
}

/** The screen is free for another check: what is on it waits under its table's name. */
async function freeScreen(): Promise<void> {
  const data = cart.value?.data;
  if (data !== undefined && data.items.length > 0) await park(data.note || (data.table ?? ""));
  cart.value = null;
}

/** A new check for the table. */
export async function openAt(table: string): Promise<void> {
  await freeScreen();
  await putHere(table);
}
/** What is on the screen is that table's. */
export function putHere(table: string): Promise<unknown> {
  return act("set_table", async (key) => {
    const { cartId } = await ensureCart(key);
    return showCart(await call("updateCart", { path: { id: cartId }, body: { table }, key }));
  });
}

export async function takeUp(check: OpenCheck): Promise<void> {
  if (cart.value?.data.cartId === check.cartId) return;
  await freeScreen();
  await resume(check.cartId);
}

/** The check goes to a free table, and stays as it is. */
export async function moveTo(check: OpenCheck, table: string): Promise<void> {
  await takeUp(check);
  await putHere(table);
}
/** Its lines go to a check of another table. */
export async function mergeInto(check: OpenCheck, target: OpenCheck): Promise<void> {
  await takeUp(check);
  await act("merge_checks", async (key) => {
    const { data } = await call("transferCartItems", {
      path: { id: check.cartId },
      body: { toCartId: target.cartId },
      key,
    });
    cart.value = null;
    return data;
  });
  await resume(target.cartId);
}
