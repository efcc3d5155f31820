// What the customer wants on top of the payment. It goes with the next payment that takes it: by the register's terminal,
// where that has it, or by a tender that takes tips without one. It belongs to the cart on screen.
import { computed, signal } from "@preact/signals";
import { cardTerminal, terminalAway } from "../../cards/waiting";
import { tenders } from "../../till/state";
import type { LineState, Tender } from "./lines";
import { nothing, type OnTop, type OnTopKind, type Suggestions, suggestionsOf } from "./on_top";

/** Until it is paid. */
export const onTop = signal<OnTop>(nothing);

const byTerminal = computed<readonly OnTopKind[]>(() => {
  if (terminalAway.value) return [];
  const settings = (cardTerminal.value?.settings ?? {}) as { offersTip?: boolean; offersCashback?: boolean };
  const kinds: OnTopKind[] = [];
  if (settings.offersTip) kinds.push("tip");
  if (settings.offersCashback) kinds.push("cashback");
  return kinds;
});
const byHand = computed(() => tenders.value.filter(({ active, tips }) => active && tips));

export const offered = computed<readonly OnTopKind[]>(() =>
  byHand.value.length > 0 ? ["tip", ...byTerminal.value.filter((kind) => kind !== "tip")] : byTerminal.value,
);
export const terminalTips = computed(() => byTerminal.value.includes("tip"));
export const suggestions = computed<Suggestions>(() =>
  suggestionsOf(
    byHand.value.flatMap(({ tips }) => (tips ? [tips] : [])),
    terminalTips.value,
  ),
);
/** The wanted tip that can be paid without a terminal: until it is, the sale is not paid. */
export const tipDue = computed(() => (byHand.value.length > 0 ? onTop.value.tip : 0));
/** What of it a payment by this tender brings. */
export const tipBy = (tender: Tender, state: LineState = "taken"): number =>
  state !== "terminal" && tender.tips ? onTop.value.tip : 0;
