// What the customer wants on top of the card payment. It goes with the next payment by the register's terminal, where that has
// it, and belongs to the cart on screen.
import { computed, signal } from "@preact/signals";
import { cardTerminal, terminalAway } from "../../cards/waiting";
import { nothing, type OnTop, type OnTopKind } from "./on_top";

/** Until a card is asked for it. */
export const onTop = signal<OnTop>(nothing);

export const offered = computed<readonly OnTopKind[]>(() => {
  if (terminalAway.value) return [];
  const settings = (cardTerminal.value?.settings ?? {}) as { offersTip?: boolean; offersCashback?: boolean };
  const kinds: OnTopKind[] = [];
  if (settings.offersTip) kinds.push("tip");
  if (settings.offersCashback) kinds.push("cashback");
  return kinds;
});
