import { call, type Schemas } from "../../api/call";
import { act } from "../../till/act";
import { ensureCart, refreshCart, showCart } from "../../till/cart";
import { type Cart, cart } from "../../till/state";

export type Charge = { id: string; name: string; kind: string; automatic: boolean; taxed: boolean };
type ChargeDocument = { name?: string; kind?: string; automatic?: boolean; tax_category?: string };

/** The store's charges that a cashier can ask for, and the deposits that empties bring back. */
export async function listCharges(): Promise<Charge[]> {
  const { data } = await call("listCharges", { query: { limit: 200 } });
  return data.items.map(({ id, document }) => {
    const { name = id, kind = "fee", automatic, tax_category } = document as ChargeDocument;
    return {
      id,
      name,
      kind,
      automatic: automatic ?? (kind === "deposit" || kind === "service"),
      taxed: tax_category !== undefined,
    };
  });
}
export const askable = (charges: readonly Charge[]) => charges.filter((charge) => !charge.automatic);
export const returnable = (charges: readonly Charge[]) =>
  charges.filter((charge) => charge.kind === "deposit" && charge.taxed);

/** How many of it were asked for; empties count below zero. */
export function asked(data: Cart | undefined, charge: string, empties: boolean): { id: string; count: number } | null {
  const found = data?.charges.find(
    (each) => each.charge === charge && each.chargeId !== null && each.quantity.startsWith("-") === empties,
  );
  return found?.chargeId ? { id: found.chargeId, count: Math.abs(Number(found.quantity)) } : null;
}

export function askCharge(charge: string, quantity: number): Promise<Cart> {
  return act("ask_charge", async (key) => {
    const { cartId } = await ensureCart(key);
    return showCart(await call("askCharge", { path: { id: cartId }, body: { charge, quantity }, key }));
  });
}
export function removeCharge(chargeId: string): Promise<Cart> {
  return act("remove_charge", async (key) => {
    const { cartId } = await ensureCart(key);
    return showCart(await call("removeCharge", { path: { id: cartId, chargeId }, key }));
  });
}
export function setTerms(body: Schemas["CartPatch"]): Promise<Cart> {
  return act("set_terms", async (key) => {
    const { cartId } = await ensureCart(key);
    return showCart(await call("updateCart", { path: { id: cartId }, body, key }));
  });
}
export function setLineTerms(itemId: string, body: Schemas["CartItemPatch"]): Promise<Cart> {
  return act("set_line_terms", async (key) => {
    const { cartId } = await ensureCart(key);
    return showCart(await call("updateCartItem", { path: { id: cartId, itemId }, body, key }));
  });
}
/** Every seat but the first becomes a parked sale of its own; how many there are now. */
export function splitBySeat(): Promise<number> {
  return act("split_cart", async (key) => {
    const id = cart.value?.data.cartId ?? "";
    const { data } = await call("splitCart", { path: { id }, body: { by: "seat" }, key });
    await refreshCart();
    return data.carts.length;
  });
}
export type Picked = Readonly<Record<string, number>>;
/** Lines that can leave by themselves: what was chosen with another goes with it. */
export const partable = ({ items }: Pick<Cart, "items">) => items.filter((item) => !item.modifies && !item.return);
/** Pieces that can be picked of a line: a weight goes as a whole. */
export const piecesOf = ({ quantity, weighing, labelAmount }: Cart["items"][number]): number =>
  /^\d+$/.test(quantity) && weighing === undefined && labelAmount === undefined ? Number(quantity) : 1;
/** The part as the appliance takes it; a line of which all is picked says no quantity. */
export function partOf(items: Cart["items"], picked: Picked): { itemId: string; quantity?: number }[] {
  return items.flatMap((item) => {
    const count = picked[item.itemId] ?? 0;
    if (count === 0) return [];
    return [{ itemId: item.itemId, ...(count < piecesOf(item) && { quantity: count }) }];
  });
}
/** Whether something stays and something goes. */
export function canPart(items: Cart["items"], picked: Picked): boolean {
  const counts = items.map((item) => [picked[item.itemId] ?? 0, piecesOf(item)] as const);
  return counts.some(([count]) => count > 0) && counts.some(([count, all]) => count < all);
}
/** What was picked becomes a parked sale of its own; how many there are now. */
export function splitItems(picked: Picked): Promise<number> {
  return act("split_cart", async (key) => {
    const data = cart.value?.data;
    const body = { by: "items" as const, parts: [partOf(partable(data ?? { items: [] }), picked)] };
    const answer = await call("splitCart", { path: { id: data?.cartId ?? "" }, body, key });
    await refreshCart();
    return answer.data.carts.length;
  });
}
/** What each of so many payers pays; the cents add up. */
export async function sharesOf(count: number): Promise<readonly number[]> {
  const id = cart.value?.data.cartId ?? "";
  return (await call("getCartShares", { path: { id }, query: { count } })).data.amounts;
}

/** Serial numbers as they were typed or scanned: one a line, or separated by commas. */
export function serialsOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Courses with something that the kitchen does not know yet; 0: what has no course. An extra is of its line's course. */
export function coursesToFire({ items }: Pick<Cart, "items">): number[] {
  const courses = new Set<number>();
  for (const item of items) {
    if (item.return || item.giftCard || Number(item.quantity) <= Number(item.fired ?? 0)) continue;
    const main = items.find(({ itemId }) => itemId === item.modifies) ?? item;
    courses.add(main.course ?? 0);
  }
  return [...courses].sort((a, b) => a - b);
}
