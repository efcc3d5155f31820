import type { Schemas } from "../../api/call";

type TaxCategory = Schemas["TaxCategory"];
type Rate = TaxCategory["rates"][number];
/** One percentage at a time, as nearly every category has: two fields are enough for it. */
export function isSimple(category: TaxCategory): boolean {
  const rare = ({ kind, affectsBase, affectedByPrevious, exempt, reverseCharge, band }: Rate) =>
    (kind ?? "percent") !== "percent" ||
    affectsBase ||
    affectedByPrevious === false ||
    exempt ||
    (reverseCharge ?? "never") !== "never" ||
    band !== undefined;
  const meet = (one: Rate, other: Rate) =>
    (!one.to || !other.from || Date.parse(other.from) < Date.parse(one.to)) &&
    (!other.to || !one.from || Date.parse(one.from) < Date.parse(other.to));
  const { rates } = category;
  return (
    !rates.some(rare) &&
    !rates.some((one, i) => rates.some((other, j) => j > i && meet(one, other))) &&
    rates.some(({ to }) => !to || Date.parse(to) > Date.now())
  );
}
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
