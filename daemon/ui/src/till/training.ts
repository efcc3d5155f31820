// The practice store: the same articles and rules at another address of the appliance, with books of its own. A person
// signs on again there, so nobody practises in the real store by mistake, or sells in the practice one.
import { api, call } from "../api/call";
import { forgetPlace } from "../api/stream";
import { uuid7 } from "../api/uuid";
import { clearCart } from "./cart";
import { connectStream } from "./connection";
import { go } from "./navigation";
import { loadRegisters, signOff } from "./session";
import { cart, training, waiting } from "./state";

const key = "holdfast.training";

function place(on: boolean): void {
  api.base = on ? "/training" : "";
  training.value = on;
}

/** A reload stays where it was; a new tab or a restart of the device begins with the real store. */
export function restoreTraining(): void {
  place(sessionStorage.getItem(key) === "on");
}

/** Why the till cannot change stores now; null when it can. */
export function trainingBlocked(): "sale" | "waiting" | null {
  if ((cart.value?.data.items.length ?? 0) > 0) return "sale";
  return waiting.value > 0 ? "waiting" : null;
}

/** Signs off, changes the store and asks for a PIN there. */
export async function setTraining(on: boolean): Promise<void> {
  if (trainingBlocked() !== null) return;
  await signOff();
  clearCart();
  if (on) sessionStorage.setItem(key, "on");
  else sessionStorage.removeItem(key);
  place(on);
  forgetPlace();
  // The first question makes the practice store; its stream is there only then.
  await loadRegisters().catch(() => undefined);
  connectStream();
  go("sale");
}

/** Everything that was practised is gone; the practice store begins anew, and people sign on again. */
export async function resetTraining(): Promise<void> {
  if (!training.value) return;
  await call("resetTraining", { key: uuid7() });
  await setTraining(true);
}

restoreTraining();
