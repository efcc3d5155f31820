// What is paid on top of the goods: a tip, and by card cash that is handed out with the change. Pure.
import type { Schemas } from "../../api/call";
import type { Line } from "./lines";

/** Minor units, none below zero. */
export interface OnTop {
  readonly tip: number;
  readonly cashback: number;
}
export type OnTopKind = keyof OnTop;
export const nothing: OnTop = { tip: 0, cashback: 0 };

export const sumOf = ({ tip, cashback }: OnTop): number => tip + cashback;

/** What a tap takes: per cent of the sale, or an amount. */
export interface Suggestions {
  readonly percents: readonly number[];
  readonly amounts: readonly number[];
}
const usual: readonly number[] = [5, 10, 15];
/** What the tenders of the store say; a terminal says nothing of it, so it is the usual there. */
export function suggestionsOf(policies: readonly Schemas["TipPolicy"][], byTerminal: boolean): Suggestions {
  const all = (lists: readonly (readonly number[])[]) => [...new Set(lists.flat())].sort((a, b) => a - b);
  const percents = all(policies.map((policy) => policy.percents));
  const amounts = all(policies.map((policy) => policy.amounts));
  return { percents: byTerminal && percents.length === 0 ? usual : percents, amounts };
}
/** The share of an amount, to the next minor unit; half a unit goes up. */
export const shareOf = (amount: number, percent: number): number => Math.floor((amount * percent + 50) / 100);

/** A tip above the sale itself is a slip of the fingers. */
export const isSlip = (kind: OnTopKind, amount: number, total: number): boolean => kind === "tip" && amount > total;

/** What these lines carry. */
export const onTopOf = (lines: readonly Line[]): OnTop =>
  lines.reduce(
    (sum, { tip = 0, cashback = 0 }) => ({ tip: sum.tip + tip, cashback: sum.cashback + cashback }),
    nothing,
  );
