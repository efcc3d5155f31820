import { training } from "../../till/state";
import type { Line } from "./lines";

/** Payments taken for a cart that is not booked yet; a reload of the page must not forget a card that was charged. */
interface Kept {
  cartId: string;
  lines: readonly Line[];
}

const place = () => `holdfast.payments${training.value ? ".training" : ""}`;

export function keepLines(cartId: string, lines: readonly Line[]): void {
  try {
    if (lines.length === 0) localStorage.removeItem(place());
    else localStorage.setItem(place(), JSON.stringify({ cartId, lines }));
  } catch {
    // Without storage they live as long as the page.
  }
}

export function keptLines(cartId: string): readonly Line[] {
  try {
    return parseLines(localStorage.getItem(place()), cartId);
  } catch {
    return [];
  }
}

/** The lines that were kept for this cart; none when the text is not ours or another cart's. */
export function parseLines(text: string | null, cartId: string): readonly Line[] {
  if (text === null) return [];
  try {
    const kept = JSON.parse(text) as Partial<Kept> | null;
    if (kept?.cartId !== cartId || !Array.isArray(kept.lines)) return [];
    return kept.lines.filter(
      (line) =>
        typeof line?.id === "string" && Number.isSafeInteger(line.amount) && typeof line.tender?.code === "string",
    );
  } catch {
    return [];
  }
}
