// What is done with goods that are kept for a customer: every step is an order, and a card terminal may be at it.
import { call, type Schemas } from "../../api/call";
import { waits } from "../../cards/card_api";
import { noteOrder } from "../../cards/waiting";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { clearCart } from "../../till/cart";
import { go } from "../../till/navigation";
import { register } from "../../till/state";
import { finish } from "../tender/payment";

export type Layaway = Schemas["Layaway"];
export type Summary = Schemas["LayawaySummary"];
type Step = Schemas["LayawayStep"];
type Payment = Schemas["PaymentIn"];

const here = () => {
  const registerId = register.value?.id;
  if (registerId === undefined) throw new Error("no register is chosen");
  return registerId;
};

/** Shows what the step's order came to: the card terminal, the change, or nothing when there was no order. */
function shown({ layaway, order }: Step): Layaway {
  if (order === null) return layaway;
  if (waits(order)) {
    noteOrder(order);
    go("card", { orderId: order.orderId });
  } else finish(order);
  return layaway;
}

/** Everything in one tender, which a card terminal may take. */
export const allBy = (tender: string): Payment[] => [{ tender }];

export async function open(cartId: string, amount: number, tender: string, dueOn: string): Promise<Layaway> {
  const body = {
    cartId,
    amount,
    ...(amount > 0 ? { payments: allBy(tender) } : {}),
    ...(dueOn === "" ? {} : { dueOn }),
  };
  const step = await act("open_layaway", async (key) => (await call("openLayaway", { body, key })).data);
  clearCart();
  return shown(step);
}

export async function payIn(id: string, amount: number, tender: string): Promise<Layaway> {
  const body = { registerId: here(), amount, payments: allBy(tender) };
  return shown(await act("pay_layaway", async (key) => (await call("payLayaway", { path: { id }, body, key })).data));
}

export async function pickUp({ layawayId: id, left }: Layaway, tender: string): Promise<Layaway> {
  const body = { registerId: here(), ...(left > 0 ? { payments: allBy(tender) } : {}) };
  return shown(await act("pick_up", async (key) => (await call("pickUpLayaway", { path: { id }, body, key })).data));
}

/** Undefined when nobody consented. */
export async function giveUp(id: string, reason: string, refunds: Payment[]): Promise<Layaway | undefined> {
  const body = { registerId: here(), reason, ...(refunds.length > 0 ? { refunds } : {}) };
  const run = (approval?: string) =>
    act("cancel_layaway", async (key) => {
      const args = { path: { id }, body, key, ...(approval ? { approval } : {}) };
      return (await call("cancelLayaway", args)).data;
    });
  const step = await withApproval("void_cart", t("layaways.give_up"), run);
  return step && shown(step);
}
