import { signal } from "@preact/signals";

/** What the live region reads out; the same text twice is read twice. */
export const spoken = signal<{ text: string; turn: number }>({ text: "", turn: 0 });

export function announce(text: string): void {
  spoken.value = { text, turn: spoken.value.turn + 1 };
}
