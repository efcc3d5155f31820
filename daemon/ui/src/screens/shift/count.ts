import { type Count, denominationsIn, sumOf } from "../../cash/denominations";
import { parseMoney } from "../../i18n/format";

/** Money in a drawer as somebody counts it: one amount, or how many of each note and coin. Texts as typed. */
export interface Counting {
  readonly by: "sum" | "pieces";
  readonly sum: string;
  readonly pieces: Readonly<Record<number, string>>;
}

export const emptyCount: Counting = { by: "sum", sum: "", pieces: {} };

/** How many pieces a text says: none when it is empty, nothing when it is no whole number. */
export function piecesIn(text: string): number | null {
  const plain = text.trim();
  if (plain === "") return 0;
  return /^[0-9]{1,6}$/.test(plain) ? Number(plain) : null;
}

function countOf(counting: Counting): Count | null {
  const count: Record<number, number> = {};
  for (const [value, text] of Object.entries(counting.pieces)) {
    const pieces = piecesIn(text);
    if (pieces === null) return null;
    count[Number(value)] = pieces;
  }
  return count;
}

/** What was counted in minor units; null while nothing is typed or it is no number. */
export function countedIn(counting: Counting, currency: string): number | null {
  if (counting.by === "sum") return counting.sum.trim() === "" ? null : parseMoney(counting.sum, currency);
  const count = countOf(counting);
  const typed = Object.values(counting.pieces).some((text) => text.trim() !== "");
  return count === null || !typed ? null : sumOf(count);
}

/** The count as a close of the shift takes it: pieces stay in the report; an empty drawer is an amount of 0. */
export function bodyOf(
  counting: Counting,
  currency: string,
): { countedCash: number } | { denominations: { value: number; count: number }[] } {
  const count = counting.by === "pieces" ? countOf(counting) : null;
  const found = count ? denominationsIn(count) : [];
  return found.length > 0 ? { denominations: found } : { countedCash: countedIn(counting, currency) ?? 0 };
}
