import type { Schemas } from "../../api/call";
import { training } from "../../till/state";

/**
 * The booking that is under way, kept where a reload of the page does not lose it. With its key the appliance tells
 * afterwards what became of it, without booking twice.
 */
export interface Pending {
  key: string;
  body: Schemas["PlaceOrderIn"];
}

const place = () => `holdfast.pending-payment${training.value ? ".training" : ""}`;

export function rememberPending(pending: Pending): void {
  try {
    localStorage.setItem(place(), JSON.stringify(pending));
  } catch {
    // Without storage a reload finds the cart itself checked out; only the way back to the receipt is lost.
  }
}

export function forgetPending(): void {
  try {
    localStorage.removeItem(place());
  } catch {
    // Nothing was kept either.
  }
}

export function pendingPayment(): Pending | null {
  try {
    return parsePending(localStorage.getItem(place()));
  } catch {
    return null;
  }
}

/** What was stored, or nothing when it is not ours or of another make. */
export function parsePending(text: string | null): Pending | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const { key, body } = value as Partial<Pending>;
    return typeof key === "string" && typeof body?.cartId === "string" && Array.isArray(body.payments)
      ? { key, body }
      : null;
  } catch {
    return null;
  }
}
