import { signal } from "@preact/signals";

export type ScreenName =
  | "sale"
  | "tender"
  | "card"
  | "done"
  | "shift_open"
  | "shift_close"
  | "cash_movement"
  | "report"
  | "returns"
  | "parked"
  | "journal"
  | "customer"
  | "price_check"
  | "settings"
  | "devices"
  | "menu";
export interface Place {
  name: ScreenName | (string & {});
  params: Record<string, unknown>;
}

export const screen = signal<Place>({ name: "sale", params: {} });
let trail: Place[] = [];

/** Shows a screen; `sale` is home and forgets the way here. */
export function go(name: Place["name"], params: Record<string, unknown> = {}): void {
  trail = name === "sale" ? [] : [...trail, screen.value];
  screen.value = { name, params };
}

/** To where the user came from; home when there is no such place. */
export function back(): void {
  screen.value = trail.pop() ?? { name: "sale", params: {} };
}
