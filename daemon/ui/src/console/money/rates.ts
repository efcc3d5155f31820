import type { Schemas } from "../../api/call";

type TaxCategory = Schemas["TaxCategory"];
type Rate = TaxCategory["rates"][number];
/** The rates of a category with another percentage: at once where no day is given, else from its midnight on. */
export function newRates(category: TaxCategory | undefined, rate: string, from: string): Rate[] {
  const word = category?.rates[0]?.code.replace(/[\d.,]+$/, "") || "VAT";
  const fresh = { code: `${word}${rate}`, name: `${word} ${rate} %`, kind: "percent", rate } as Rate;
  if (category === undefined || from === "") return [fresh];
  const start = new Date(`${from}T00:00:00`).toISOString();
  const before = category.rates.filter((each) => !each.from || each.from < start);
  return [
    ...before.map((each) => (each.to && each.to <= start ? each : { ...each, to: start })),
    { ...fresh, from: start, to: null },
  ];
}
