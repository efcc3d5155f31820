// What the till asks a scale of the appliance.
import { call } from "../api/call";
import { uuid7 } from "../api/uuid";
import type { Weighing } from "./weighing";

const at = ({ deviceId, weighingId }: Weighing) => ({ path: { id: deviceId, weighingId } });

/** Begins a weighing for one line of this article. */
export async function startWeighing(id: string, variantId: string): Promise<Weighing> {
  return (await call("startWeighing", { path: { id }, body: { variantId }, key: uuid7() })).data;
}
export async function readWeighing(weighing: Weighing): Promise<Weighing> {
  return (await call("getWeighing", at(weighing))).data;
}
/** The goods are others of the same weight. */
export async function confirmSame(weighing: Weighing): Promise<Weighing> {
  return (await call("confirmWeighing", { ...at(weighing), key: uuid7() })).data;
}
export async function cancelWeighing(weighing: Weighing): Promise<Weighing> {
  return (await call("cancelWeighing", { ...at(weighing), key: uuid7() })).data;
}
export type Adjustment = "zero" | "tare" | "clear_tare";
export async function adjust(id: string, what: Adjustment): Promise<Weighing> {
  if (what === "zero") return (await call("zeroScale", { path: { id }, key: uuid7() })).data;
  const body = what === "clear_tare" ? { clear: true } : {};
  return (await call("tareScale", { path: { id }, body, key: uuid7() })).data;
}
