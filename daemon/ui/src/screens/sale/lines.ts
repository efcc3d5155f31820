import { effect, type Signal, signal } from "@preact/signals";
import { type CartItem, cart } from "../../till/state";

/** One signal a line, so that only the cells that changed are written; the list itself only when lines come or go. */
export const lineIds = signal<readonly string[]>([]);
const lines = new Map<string, Signal<CartItem>>();

export function lineOf(id: string): Signal<CartItem> | undefined {
  return lines.get(id);
}

/** Brings the lines to what the cart says now. */
export function syncLines(items: readonly CartItem[]): void {
  for (const item of items) {
    const line = lines.get(item.itemId);
    if (line === undefined) lines.set(item.itemId, signal(item));
    else if (!same(line.peek(), item)) line.value = item;
  }
  const ids = items.map((item) => item.itemId);
  for (const id of [...lines.keys()]) if (!ids.includes(id)) lines.delete(id);
  if (ids.join() !== lineIds.peek().join()) lineIds.value = ids;
}

function same(a: CartItem, b: CartItem): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

effect(() => syncLines(cart.value?.data.items ?? []));
