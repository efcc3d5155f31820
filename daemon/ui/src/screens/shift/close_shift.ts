import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { refreshCart } from "../../till/cart";
import { cart, shift, site } from "../../till/state";

export type CloseBody = Schemas["CloseShiftIn"];
/** Closed, or what is missing: a reason for the difference; nothing when nobody consented. */
export type Closed = { report: Schemas["Shift"] } | { needsReason: true } | undefined;

/** Closes the shift with what was counted. Throws the Problem of any other refusal. */
export async function closeShift(shiftId: string, body: CloseBody): Promise<Closed> {
  const title = t(body.varianceReason ? "shift.approve_variance" : "shift.approve_close");
  try {
    const closed = await withApproval("shift_close", title, (approval) =>
      act("closeShift", async (key) => {
        const args = { path: { id: shiftId }, body, key, ...(approval ? { approval } : {}) };
        return (await call("closeShift", args)).data;
      }),
    );
    if (closed === undefined) return undefined;
    shift.value = null;
    // Unless carts are carried over, the close has voided the one on screen.
    if (cart.value !== null) await refreshCart().catch(() => undefined);
    return { report: closed };
  } catch (error) {
    if (isProblem(error, "invalid-argument") && error.errors.some(({ pointer }) => pointer === "/varianceReason"))
      return { needsReason: true };
    throw error;
  }
}

export function isBlind(): boolean {
  return site.value?.policy.blindClose ?? true;
}
