import type { Schemas } from "../../api/call";

/** The regulation's rates; a percentage that is none of its own has to be told which it counts as. */
export const rateNames = ["normal", "reduced1", "reduced2", "zero", "special"] as const;
export type RateName = (typeof rateNames)[number];
const byPercent: Record<number, RateName> = { 20: "normal", 10: "reduced1", 13: "reduced2", 0: "zero", 19: "special" };

export interface TaxToName {
  code: string;
  name: string;
  percent: string;
}
/** Percentage taxes in force at `now` or later whose percentage is none of the regulation's: by code, each once. */
export function taxesToName(categories: readonly Schemas["TaxCategory"][], now: number): TaxToName[] {
  const found = new Map<string, TaxToName>();
  for (const { rates } of categories)
    for (const { code, name, kind, rate, to } of rates) {
      const over = to !== undefined && to !== null && Date.parse(to) <= now;
      if (over || kind === "fixed_per_unit" || rate === undefined) continue;
      if (byPercent[Number(rate)] === undefined) found.set(code, { code, name, percent: rate });
    }
  return [...found.values()].toSorted((a, b) => a.code.localeCompare(b.code));
}
