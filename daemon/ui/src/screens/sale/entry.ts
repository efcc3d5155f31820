import { computed, signal } from "@preact/signals";
import { parseQuantity } from "../../i18n/format";

/** What the number entry is for: a code or PLU to add, or a new value for the selected line. */
export type Target = "code" | "quantity" | "price";
export interface Entry {
  text: string;
  /** Quantity for the next article, given as `3 *`. */
  times: string | null;
  target: Target;
}
export const empty: Entry = { text: "", times: null, target: "code" };

/** The entry after a key of the pad or the keyboard. Pure. */
export function afterKey(entry: Entry, key: string): Entry {
  if (key === "erase") {
    if (entry.text !== "") return { ...entry, text: entry.text.slice(0, -1) };
    return entry.times !== null ? { ...entry, times: null } : { ...entry, target: "code" };
  }
  if (key === "*") return afterTimes(entry);
  const mark = key === "," ? "." : key;
  if (mark === "." && entry.text.includes(".")) return entry;
  return { ...entry, text: (entry.text + mark).slice(0, 40) };
}

/** `3 *`: the number becomes the quantity of what comes next; `*` on nothing takes it back. */
function afterTimes(entry: Entry): Entry {
  const quantity = parseQuantity(entry.text, 3);
  if (quantity !== null) return { text: "", times: quantity, target: "code" };
  return entry.text === "" ? { ...entry, times: null } : entry;
}

export const entry = signal<Entry>(empty);
export const times = computed(() => entry.value.times);

export function pressKey(key: string): void {
  entry.value = afterKey(entry.value, key);
}
export function clearEntry(): void {
  entry.value = empty;
}
/** The quantity for the article that is added now; asking takes it. */
export function takeTimes(): string | undefined {
  const quantity = entry.value.times ?? undefined;
  if (quantity !== undefined) entry.value = { ...entry.value, times: null };
  return quantity;
}
