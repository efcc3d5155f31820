import { effect, signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";

function kept<T extends string>(name: string, standard: T) {
  const value = signal((localStorage.getItem(`holdfast.${name}`) as T | null) ?? standard);
  effect(() => localStorage.setItem(`holdfast.${name}`, value.value));
  return value;
}

/** What belongs to this till rather than to the store or the person. */
export const theme = kept<Theme>("theme", "auto");
/** Longest gap in milliseconds between two keys of this till's scanner. */
export const scannerGap = kept<string>("scanner_gap", "30");
export const scannerPrefix = kept<string>("scanner_prefix", "");
/** The key that ends this till's scans; `any` takes Enter and Tab, and silence ends a scan in every case. */
export type Suffix = "any" | "enter" | "tab" | "none";
export const scannerSuffix = kept<Suffix>("scanner_suffix", "any");
export const suffixKeys: Record<Suffix, readonly string[]> = {
  any: ["Enter", "Tab"],
  enter: ["Enter"],
  tab: ["Tab"],
  none: [],
};
/** Minutes without a touch until the till locks itself; 0 is never. */
export const lockMinutes = kept<string>("lock_minutes", "10");

/** Follows the theme on <html>; called once. */
export function applyTheme(): void {
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
  });
}
export function nextTheme(): void {
  theme.value = theme.value === "auto" ? "light" : theme.value === "light" ? "dark" : "auto";
}
