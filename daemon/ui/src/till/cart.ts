import { call, type Schemas } from "../api/call";
import { isProblem } from "../api/problem";
import { act } from "./act";
import { foresee } from "./foresee";
import { type Cart, cart, register, selected, terminal, training } from "./state";

type ItemIn = Schemas["CartItemIn"];
type Answered = { data: Cart; etag: string | null };
export interface AddOptions {
  quantity?: string;
  unitPrice?: number;
  note?: string;
  reason?: string;
  /** A weight of a scale's, which becomes the line's quantity. */
  weighingId?: string;
  /** Of packaging: taken off the weight. */
  tare?: string;
  /** What was chosen with it. */
  choices?: Schemas["ChoiceIn"][];
  approval?: string;
}

/** Where the cart on screen is kept over a reload; practice has its own. */
const key = () => (training.value ? "holdfast.training_cart" : "holdfast.cart");

/** Puts a cart that the server answered on the screen; one that is finished leaves it. */
export function showCart(answer: Answered): Cart {
  const { data } = answer;
  if (cart.value?.data.cartId === data.cartId && cart.value.data.version > data.version) return cart.value.data;
  // Another till took it over: it is no longer this screen's to show.
  const elsewhere =
    data.terminalId !== null && terminal.value !== null && data.terminalId !== terminal.value.terminalId;
  if (data.status !== "ACTIVE" || elsewhere) {
    clearCart();
    return data;
  }
  if (cart.value?.data.cartId !== data.cartId) localStorage.setItem(key(), data.cartId);
  cart.value = { data, etag: answer.etag };
  if (!data.items.some((item) => item.itemId === selected.value)) selected.value = data.items.at(-1)?.itemId ?? null;
  return data;
}

/** The sale is over: the screen is free for the next. */
export function clearCart(): void {
  cart.value = null;
  selected.value = null;
  localStorage.removeItem(key());
}

/** The register's cart, begun now if there is none. Inside an act only. */
export async function ensureCart(actKey: string): Promise<Cart> {
  if (cart.value !== null) return cart.value.data;
  const registerId = register.value?.id;
  if (registerId === undefined) throw new Error("no register is chosen");
  return showCart(await call("createCart", { body: { registerId }, key: `${actKey}-cart` }));
}

/** Reads the cart again: after a lost connection, a reload, or a change from elsewhere. */
export async function refreshCart(): Promise<void> {
  const id = cart.value?.data.cartId ?? localStorage.getItem(key());
  if (id === null) return;
  try {
    showCart(await call("getCart", { path: { id } }));
  } catch (error) {
    if (!isProblem(error, "not-found")) throw error;
    clearCart();
  }
}

/** Adds what a code says, scanned or typed, in one request. */
export function addCode(code: string, options: AddOptions = {}): Promise<Cart> {
  return add("add_code", { code }, options);
}
export function addVariant(variantId: string, options: AddOptions = {}): Promise<Cart> {
  return add("add_variant", { variantId }, options);
}
/** Adds an article that is not on file. */
export function addUnlisted(
  name: string,
  unitPrice: number,
  taxCategory?: string,
  options: AddOptions = {},
): Promise<Cart> {
  return add("add_unlisted", { name, unitPrice, ...(taxCategory ? { taxCategory } : {}) }, options);
}
/** Adds any line the API knows: a sold line that comes back, for one. */
export function addLine(body: ItemIn, approval?: string): Promise<Cart> {
  return add("add_line", body, approval === undefined ? {} : { approval });
}

function add(name: string, article: Partial<ItemIn>, options: AddOptions): Promise<Cart> {
  const { approval, ...members } = options;
  const body = { ...article, ...members } as ItemIn;
  const told = foresee(body);
  return act(name, async (actKey) => {
    const { cartId, items } = await ensureCart(actKey);
    const known = new Map(items.map((item) => [item.itemId, item.quantity]));
    const answer = await call("addCartItem", {
      path: { id: cartId },
      body,
      key: actKey,
      ...(approval ? { approval } : {}),
    });
    told(answer.data);
    const data = showCart(answer);
    const touched = data.items.find((item) => known.get(item.itemId) !== item.quantity);
    if (touched !== undefined) selected.value = touched.itemId;
    return data;
  }).catch((error) => {
    told(null);
    throw error;
  });
}

type Target = { cartId: string; etag: string | null };
/** An act on the cart that is on screen; a stale one is read again, and the refusal told. */
function change(name: string, run: (target: Target, actKey: string) => Promise<Answered>): Promise<Cart> {
  return act(name, async (actKey) => {
    if (cart.value === null) throw new Error("there is no cart");
    try {
      return showCart(await run({ cartId: cart.value.data.cartId, etag: cart.value.etag }, actKey));
    } catch (error) {
      if (isProblem(error, "stale-version", "in-use-elsewhere", "not-found", "conflict")) await refreshCart();
      // Refused as stale, and gone from this screen since: what the cashier has to hear is that another till has it.
      if (isProblem(error, "stale-version") && cart.value === null) throw error.as("in-use-elsewhere");
      throw error;
    }
  });
}

function patchItem(name: string, itemId: string, body: Schemas["CartItemPatch"], approval?: string): Promise<Cart> {
  return change(name, ({ cartId, etag }, actKey) =>
    call("updateCartItem", {
      path: { id: cartId, itemId },
      body,
      key: actKey,
      ...(etag ? { ifMatch: etag } : {}),
      ...(approval ? { approval } : {}),
    }),
  );
}
export function setQuantity(itemId: string, quantity: string, approval?: string): Promise<Cart> {
  return patchItem("set_quantity", itemId, { quantity }, approval);
}
export function setPrice(itemId: string, unitPrice: number, reason = "", approval?: string): Promise<Cart> {
  return patchItem("set_price", itemId, { unitPrice, ...(reason ? { reason } : {}) }, approval);
}
export function setNote(itemId: string, note: string): Promise<Cart> {
  return patchItem("set_note", itemId, { note });
}
export function removeItem(itemId: string): Promise<Cart> {
  return change("remove_item", ({ cartId }, actKey) =>
    call("removeCartItem", { path: { id: cartId, itemId }, key: actKey }),
  );
}
export function addDiscount(body: Schemas["DiscountIn"], approval?: string): Promise<Cart> {
  return change("add_discount", ({ cartId }, actKey) =>
    call("addDiscount", { path: { id: cartId }, body, key: actKey, ...(approval ? { approval } : {}) }),
  );
}
/** Enters a coupon's code; false when it does not apply, which changes nothing. */
export async function addCoupon(code: string): Promise<boolean> {
  let valid = false;
  await change("add_coupon", async ({ cartId }, actKey) => {
    const { data, etag } = await call("applyPromotion", { path: { id: cartId }, body: { code }, key: actKey });
    valid = data.valid;
    return { data: data.cart, etag };
  });
  return valid;
}
export function removeDiscount(discountId: string): Promise<Cart> {
  return change("remove_discount", ({ cartId }, actKey) =>
    call("removeDiscount", { path: { id: cartId, discountId }, key: actKey }),
  );
}
export function setCustomer(personId: string | null): Promise<Cart> {
  return act("set_customer", async (actKey) => {
    const { cartId } = await ensureCart(actKey);
    return showCart(await call("updateCart", { path: { id: cartId }, body: { personId }, key: actKey }));
  });
}
export function setCartNote(note: string): Promise<Cart> {
  return change("set_cart_note", ({ cartId }, actKey) =>
    call("updateCart", { path: { id: cartId }, body: { note }, key: actKey }),
  );
}
/** Suspends the sale; any till of the store can take it up again. */
export function park(note = ""): Promise<Cart> {
  return change("park", ({ cartId }, actKey) =>
    call("suspendCart", { path: { id: cartId }, body: note ? { note } : {}, key: actKey }),
  );
}
export function resume(cartId: string): Promise<Cart> {
  return act("resume", async (actKey) => {
    const body = register.value === null ? {} : { registerId: register.value.id };
    return showCart(await call("resumeCart", { path: { id: cartId }, body, key: actKey }));
  });
}
/** Takes over a cart that another till has open. */
export function takeOver(cartId: string, approval?: string): Promise<Cart> {
  return act("take_over", async (actKey) => {
    const args = { path: { id: cartId }, key: actKey, ...(approval ? { approval } : {}) };
    return showCart(await call("takeOverCart", args));
  });
}
export function voidCart(reason: string, approval?: string): Promise<Cart> {
  return change("void_cart", ({ cartId }, actKey) =>
    call("voidCart", { path: { id: cartId }, body: { reason }, key: actKey, ...(approval ? { approval } : {}) }),
  );
}
