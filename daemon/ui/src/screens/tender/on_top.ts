// What a card pays on top of the goods: a tip, and cash that is handed out with the change. Pure.
import type { Line } from "./lines";

/** Minor units, none below zero. */
export interface OnTop {
  readonly tip: number;
  readonly cashback: number;
}
export type OnTopKind = keyof OnTop;
export const nothing: OnTop = { tip: 0, cashback: 0 };

export const sumOf = ({ tip, cashback }: OnTop): number => tip + cashback;

/** Per cent that a tap takes. */
export const shares: readonly number[] = [5, 10, 15];
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
