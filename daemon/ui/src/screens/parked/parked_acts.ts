// What can be done with a sale that waits or that another till has.
import { call } from "../../api/call";
import { isProblem } from "../../api/problem";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { park, resume, takeOver } from "../../till/cart";
import { go } from "../../till/navigation";
import { type Cart, cart } from "../../till/state";
import { load } from "./parked_state";

/** Whether a sale is on this screen that must be parked before another can come. */
export const screenTaken = () => (cart.value?.data.items.length ?? 0) > 0;

/** Frees the screen; an empty cart is simply left. */
export async function parkMine(label: string): Promise<void> {
  if (screenTaken()) await park(label);
}

/** Answers false when another till was faster. */
export async function resumeHere(entry: Cart): Promise<boolean> {
  try {
    await resume(entry.cartId);
  } catch (error) {
    if (!isProblem(error, "in-use-elsewhere", "conflict", "not-found")) throw error;
    await load();
    return false;
  }
  go("sale");
  return true;
}

export async function takeOverHere(entry: Cart): Promise<"here" | "not_approved" | "gone"> {
  try {
    const title = t("parked.approve_take_over");
    const taken = await withApproval("take_over", title, (approval) => takeOver(entry.cartId, approval));
    if (!taken) return "not_approved";
    go("sale");
    return "here";
  } catch (error) {
    if (!isProblem(error, "conflict", "not-found")) throw error;
    await load();
    return "gone";
  }
}

/** Voids a parked sale; it never comes onto this screen for that. */
export async function voidParked(entry: Cart, reason: string): Promise<boolean> {
  const run = (approval?: string) =>
    act("void_parked", async (key) => {
      const args = { path: { id: entry.cartId }, body: { reason }, key, ...(approval ? { approval } : {}) };
      return (await call("voidCart", args)).data;
    });
  const about = { before: money(entry.total, entry.currency), after: money(0, entry.currency), reason };
  const voided = await withApproval("void_cart", t("parked.approve_void"), run, about);
  await load();
  return voided !== undefined;
}
