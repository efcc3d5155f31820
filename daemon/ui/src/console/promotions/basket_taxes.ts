// The taxes of a tried basket, as the engine takes them. Pure.
import type { Schemas } from "../../api/call";

type TaxCategory = Schemas["TaxCategory"];
type Rate = TaxCategory["rates"][number];

/** Rates of a category in force at `at` (milliseconds), in their order. */
export function ratesAt(category: TaxCategory | undefined, at: number): Rate[] {
  return (category?.rates ?? []).filter(
    ({ from, to }) => (!from || Date.parse(from) <= at) && (!to || at < Date.parse(to)),
  );
}

/** By code, for the categories that the basket's articles are in; amounts per unit as decimals of `digits` places. */
export function taxesOf(
  names: readonly string[],
  categories: readonly TaxCategory[],
  at: number,
  decimal: (minor: number) => string,
): Record<string, object> {
  const rates = categories.filter(({ code }) => names.includes(code)).flatMap((category) => ratesAt(category, at));
  return Object.fromEntries(
    rates.map(({ code, name, kind, rate, amount, included }) => [
      code,
      {
        name,
        ...(kind === "fixed_per_unit"
          ? { type: "fixed_per_unit", amount: decimal(amount ?? 0) }
          : { type: "percent", rate: rate ?? "0" }),
        included: included ?? false,
      },
    ]),
  );
}
