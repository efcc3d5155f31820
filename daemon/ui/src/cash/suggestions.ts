import { type Denominations, denominationsOf } from "./denominations";
import { roundToStep } from "./rounding";

export interface CashRule {
  readonly currency: string;
  readonly decimals: number;
  /** Smallest coin the tender takes, minor units; 1 rounds nothing. */
  readonly step: number;
  readonly mode?: string;
}

/** What the drawer takes for `due` (> 0): rounded to the smallest coin. */
export function payable(due: number, rule: CashRule): number {
  return roundToStep(due, rule.step, rule.mode);
}

/** Whether the pieces that people carry can make this amount up. */
export function canBePaid(amount: number, list: Denominations): boolean {
  const pieces = [...list.coins, ...list.notes].sort((a, b) => a - b);
  const least = pieces[0];
  return least === undefined || (amount > 0 && amount % least === 0);
}

/**
 * Amounts a customer may hand over for `due`: the exact one, then what is reached with pieces of one kind without a piece
 * too many (36.40 gives 40 and 50, never 45 of nine fives where 40 would do). Ascending, at most `most`; an amount that no
 * notes and coins make up, or that no change can be given on, is not among them.
 */
export function quickCash(due: number, rule: CashRule, most = 6): number[] {
  const exact = payable(due, rule);
  if (exact <= 0) return [];
  const list = denominationsOf(rule.currency, rule.decimals, rule.step);
  const reach = (piece: number) => Math.ceil(exact / piece) * piece;
  const fits = (amount: number) => amount > exact && canBePaid(amount, list) && amount % Math.max(1, rule.step) === 0;
  const smallestNote = list.notes[0] ?? 1;
  const byNotes = unique(list.notes.map(reach).filter(fits));
  // One with large coins: people hand over 8 for 7.35, nobody looks for a button of 7.40. Of several the fewest pieces.
  const large = list.coins.filter((coin) => coin * 5 >= smallestNote);
  const withCoin = unique(large.map(reach))
    .filter((amount) => fits(amount) && !byNotes.includes(amount))
    .map((amount) => ({ amount, pieces: piecesOf(amount, list) }))
    .filter(({ amount, pieces }) => amount - (pieces.at(-1) ?? 0) < exact)
    .sort((a, b) => a.pieces.length - b.pieces.length || a.amount - b.amount)
    .slice(0, 1)
    .map(({ amount }) => amount);
  const next = unique([...withCoin, ...byNotes.slice(0, most - 1 - withCoin.length)]);
  return canBePaid(exact, list) ? [exact, ...next] : next;
}

/** The fewest pieces of an amount, largest first; real series are made so that the greedy choice finds them. */
function piecesOf(amount: number, list: Denominations): number[] {
  const found: number[] = [];
  let left = amount;
  for (const piece of [...list.coins, ...list.notes].sort((a, b) => b - a))
    for (; left >= piece && found.length < 50; left -= piece) found.push(piece);
  return found;
}

function unique(amounts: number[]): number[] {
  return [...new Set(amounts)].sort((a, b) => a - b);
}
