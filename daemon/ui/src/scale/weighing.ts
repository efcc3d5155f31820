// One use of a scale, as the appliance tells it.
import type { Schemas } from "../api/call";

export type Weighing = Schemas["Weighing"];

const obstacles = ["in_motion", "at_zero", "under_zero", "over_capacity", "below_minimum", "not_moved", "needs_zero"];
const ends = ["no_answer", "garbled", "link_lost", "timed_out", "cancelled", "refused", "unconfirmed"];

/** What the dialog says of it, as the last part of a key of the area `scale`. */
export function wordOf(weighing: Weighing | null): string {
  if (weighing === null) return "asking";
  if (weighing.state === "same_goods") return "same_goods";
  if (weighing.state === "weighed" || (weighing.state === "tested" && weighing.stable)) return "stable";
  if (weighing.obstacle !== null && obstacles.includes(weighing.obstacle)) return weighing.obstacle;
  if (weighing.state === "failed" && ends.includes(weighing.why ?? "")) return weighing.why ?? "fault";
  if (weighing.state === "failed" || weighing.obstacle !== null) return "fault";
  if (weighing.over) return "over_capacity";
  if (weighing.under) return "under_zero";
  if (weighing.weight === null) return "asking";
  return weighing.zero ? "at_zero" : weighing.stable ? "stable" : "in_motion";
}

/** Nobody was quick enough, which is no trouble: the scale is asked again. */
export function worthAnother(weighing: Weighing): boolean {
  return weighing.state === "failed" && weighing.why === "timed_out";
}

export const isOver = ({ state }: Weighing): boolean => state !== "weighing" && state !== "same_goods";
