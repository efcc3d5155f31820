import { effect, untracked } from "@preact/signals";
import { call } from "../../api/call";
import { isProblem } from "../../api/problem";
import { readOrder, waits } from "../../cards/card_api";
import { keepSale } from "../../cards/kept_sales";
import { noteOrder } from "../../cards/waiting";
import { go } from "../../till/navigation";
import { cart, session } from "../../till/state";
import { finish, lastOrder } from "./payment";
import { forgetPending, pendingPayment } from "./pending";

/**
 * After a reload in mid-booking: asks the appliance what became of the cart. If it is checked out, the same request with
 * the same key gives the order again, without a second one; if it is not, nothing was booked and the cart is there to pay.
 */
async function resume(): Promise<void> {
  const pending = pendingPayment();
  if (!pending) return;
  const found = await call("getCart", { path: { id: pending.body.cartId } });
  if (found.data.status !== "CHECKED_OUT") {
    forgetPending();
    return;
  }
  const order = (await call("placeOrder", { body: pending.body, key: pending.key })).data;
  forgetPending();
  const busy =
    cart.value !== null && cart.value.data.cartId !== pending.body.cartId && cart.value.data.items.length > 0;
  if (waits(order)) {
    keepSale(order.orderId, { cartId: pending.body.cartId, lines: [] });
    const now = await readOrder(order.orderId);
    noteOrder(now);
    if (waits(now) && !busy) go("card", { orderId: now.orderId });
    return;
  }
  if (busy) lastOrder.value = order;
  else finish(order);
}

let asked = false;
effect(() => {
  if (session.value === null || asked) return;
  asked = true;
  untracked(() =>
    resume().catch((error: unknown) => {
      if (isProblem(error)) forgetPending();
      else asked = false;
    }),
  );
});
