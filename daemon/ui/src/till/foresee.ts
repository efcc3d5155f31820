import { signal } from "@preact/signals";
import type { Schemas } from "../api/call";
import type { Cart } from "./state";

/** A line that the appliance has not answered yet. */
export interface ForeseenLine {
  key: string;
  name: string;
  unit: string;
  quantity: string;
  total: number;
}
/** What the till reckons itself until the appliance has answered. What counts is always the answer. */
export interface Foreseen {
  added: ForeseenLine[];
  /** Lines that are there and will have another quantity, by item. */
  changed: Map<string, { quantity: string; total: number }>;
  subtotal: number;
  discount: number;
  tax: number;
  total: number;
}
export const foreseen = signal<Foreseen | null>(null);

type Told = (answer: Cart | null) => void;
let watch: ((body: Schemas["CartItemIn"]) => Told) | undefined;

/** Says who reckons; it comes after the page, which sells without it. */
export function useForesight(reckon: (body: Schemas["CartItemIn"]) => Told): void {
  watch = reckon;
}
/** Tells of an article that is on its way; the answer (null: refused) is told to what this gives back. */
export function foresee(body: Schemas["CartItemIn"]): Told {
  return watch?.(body) ?? (() => undefined);
}
