import type { Weighing } from "./weighing";

/** A weighing as the appliance tells it, for tests. */
export const weighing = (more: Partial<Weighing> = {}): Weighing => ({
  weighingId: "w",
  deviceId: "d",
  task: "weigh",
  state: "weighing",
  weight: "0.480",
  unit: "kg",
  stable: false,
  zero: false,
  net: false,
  over: false,
  under: false,
  tare: null,
  why: null,
  obstacle: null,
  terminalId: "t",
  staff: "1001",
  unitPrice: null,
  amount: null,
  startedAt: "",
  endedAt: null,
  validUntil: null,
  ...more,
});
