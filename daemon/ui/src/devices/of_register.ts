import { computed } from "@preact/signals";
import type { Schemas } from "../api/call";
import { known } from "../till/connection";
import { register } from "../till/state";

export type Device = Schemas["Device"];

/** The devices that this register uses, whatever their state. */
export const ofRegister = computed<Device[]>(() => {
  const here = register.value?.id;
  return known.value.devices.filter(
    (each) => each.active !== false && here !== undefined && each.registers?.includes(here),
  );
});

const weights = ["kg", "g", "lb", "oz"];

/** The scale for what is sold by this unit; undefined where weights are typed. */
export function scaleFor(unit: string): Device | undefined {
  if (!weights.includes(unit)) return undefined;
  return ofRegister.value.find(({ kind }) => kind === "scale");
}
