// Articles with quantities that are gathered before they are booked. Pure.
import type { Variant } from "../articles/goods";

export interface Line {
  variant: Variant;
  /** A decimal as it was typed. */
  quantity: string;
}

/** One more of it: the newest on top, an article once. A quantity that is no whole number stays for the person to change. */
export function moreOf(lines: readonly Line[], variant: Variant): Line[] {
  const known = lines.find((line) => line.variant.id === variant.id);
  const others = lines.filter((line) => line !== known);
  if (known === undefined) return [{ variant, quantity: "1" }, ...others];
  const quantity = /^\d{1,9}$/.test(known.quantity) ? String(Number(known.quantity) + 1) : known.quantity;
  return [{ variant, quantity }, ...others];
}

/** Millionths of a decimal as the API writes quantities. */
const micro = (quantity: string): bigint => {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(quantity) ?? ["", "", "0", ""];
  return BigInt(`${sign}${whole}${fraction.padEnd(6, "0").slice(0, 6)}`);
};
const text = (millionths: bigint): string => {
  const sign = millionths < 0n ? "-" : "";
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -6)}${fraction === "" ? "" : `.${fraction}`}`;
};

/** What stood in the books after each move of a ledger, newest first, from the level now. */
export function levelsAfter(now: string, moves: readonly { quantity: string }[]): string[] {
  let level = micro(now);
  return moves.map(({ quantity }) => {
    const after = text(level);
    level -= micro(quantity);
    return after;
  });
}
