// Deposits, fees, service and delivery as lines of a basket, as pos-core/charges makes them. Pure. Undefined: only the
// appliance can tell.
import type { Schemas } from "../api/call";
import { decimal } from "../i18n/format";

type Decimal = string | number;
/** schema/charge.schema.json, as far as lines hang on it. */
export interface Charge {
  id: string;
  kind: "deposit" | "fee" | "service" | "delivery";
  amount?: Decimal;
  percent?: Decimal;
  goods?: Partial<Record<"skus" | "categories" | "exclude_skus" | "exclude_categories", readonly string[]>>;
  tax_category?: string;
  automatic?: boolean;
  free_from?: Decimal;
  services?: string[];
  min_guests?: number;
  channels?: string[];
  starts?: string;
  ends?: string;
  schedule?: unknown[];
}
/** A line of goods; its amount, in minor units, once it is known. */
export interface Goods {
  sku: string;
  categories: readonly string[];
  quantity: string;
  taxCategory: string;
  amount?: number;
}
export interface Occasion {
  at: Date;
  channel: string;
  service: string;
  guests: number;
  digits: number;
  /** Codes in the order in which the appliance has them. */
  taxCategories: readonly string[];
}
export interface ChargeLine {
  charge: string;
  quantity: string;
  /** For one, in major units. */
  price: string;
  taxCategory: string;
  /** Whether that is the charge's own, which goes by where goods are sent, and not one that goods lend. */
  own: boolean;
}

/** Deposits of the goods, then what somebody asked for. */
export function fixedLines(
  charges: readonly Charge[],
  goods: readonly Goods[],
  said: readonly Schemas["CartCharge"][],
  when: Occasion,
): ChargeLine[] | undefined {
  const deposits = charges.filter((each) => each.kind === "deposit" && each.automatic !== false);
  const lines: ChargeLine[] = [];
  for (const one of goods)
    for (const charge of deposits) {
      if (!isOn(charge, one)) continue;
      const open = inForce(charge, when);
      if (open === undefined) return undefined;
      if (open) lines.push(lineOf(charge, containers(one.quantity), String(charge.amount ?? 0), one.taxCategory));
    }
  for (const asked of said) {
    if (asked.kind === "repriced") return undefined;
    if (asked.chargeId === null) continue; // it came by itself, and is reckoned here
    const charge = charges.find(({ id }) => id === asked.charge);
    if (charge?.tax_category === undefined || inForce(charge, when) !== true) return undefined;
    lines.push(lineOf(charge, asked.quantity, String(charge.amount ?? 0), ""));
  }
  return lines;
}

/** Service and delivery that come by themselves: they look at what the goods came to. */
export function amountLines(
  charges: readonly Charge[],
  goods: readonly Goods[],
  when: Occasion,
): ChargeLine[] | undefined {
  const lines: ChargeLine[] = [];
  for (const charge of charges) {
    if (!comesByAmount(charge)) continue;
    const on = goods.filter((each) => Number(each.quantity) > 0 && isOn(charge, each));
    const sum = on.reduce((so, each) => so + (each.amount ?? 0), 0);
    if (sum <= 0 || (charge.free_from !== undefined && sum >= scaled(charge.free_from, when.digits))) continue;
    const open = inForce(charge, when);
    if (open === undefined) return undefined;
    if (!open) continue;
    const total = charge.percent === undefined ? scaled(charge.amount ?? 0, when.digits) : share(sum, charge.percent);
    for (const [category, part] of charge.tax_category ? [["", total] as const] : spread(total, on, when))
      if (part !== 0) lines.push(lineOf(charge, "1", decimal(part, when.digits), category));
  }
  return lines;
}

function comesByAmount({ kind, automatic }: Charge): boolean {
  return kind === "service" ? automatic !== false : kind === "delivery" && automatic === true;
}
function lineOf(charge: Charge, quantity: string, price: string, ofGoods: string): ChargeLine {
  const own = charge.tax_category ?? "";
  return { charge: charge.id, quantity, price, taxCategory: own || ofGoods, own: own !== "" };
}

function isOn({ goods = {} }: Charge, { sku, categories }: Goods): boolean {
  const { skus = [], categories: named = [], exclude_skus = [], exclude_categories = [] } = goods;
  const share = (list: readonly string[]) => categories.some((each) => list.includes(each));
  if (exclude_skus.includes(sku) || share(exclude_categories)) return false;
  return (skus.length === 0 && named.length === 0) || skus.includes(sku) || share(named);
}

/** Undefined: it has hours, which go by the store's clock. */
function inForce(charge: Charge, { at, channel, service, guests }: Occasion): boolean | undefined {
  const { channels = [], services = [], starts, ends, schedule = [], min_guests = 0 } = charge;
  if ((starts !== undefined && at < new Date(starts)) || (ends !== undefined && new Date(ends) < at)) return false;
  if (channels.length > 0 && !channels.includes(channel)) return false;
  if (services.length > 0 && !services.includes(service)) return false;
  if (guests < min_guests) return false;
  return schedule.length > 0 ? undefined : true;
}

/** Whole units carry one each; goods by weight carry one. */
function containers(quantity: string): string {
  const count = Number(quantity);
  return Number.isInteger(count) ? quantity : count < 0 ? "-1" : "1";
}

/** A decimal of major units in whole ones of its last digit. */
function scaled(value: Decimal, digits: number): number {
  const [whole = "0", part = ""] = String(value).split(".");
  return Number(whole + part.padEnd(digits, "0").slice(0, digits));
}
/** Rounded once, half up, over all its goods. */
function share(sum: number, percent: Decimal): number {
  return Number((2n * BigInt(sum) * BigInt(scaled(percent, 6)) + 100_000_000n) / 200_000_000n);
}
/** One line a tax category, by largest remainder: of equal ones the first. */
function spread(total: number, on: readonly Goods[], { taxCategories }: Occasion): (readonly [string, number])[] {
  const parts = taxCategories
    .map((category) => ({
      category,
      amount: sumOf(on.filter((each) => each.taxCategory === category)),
      part: 0n,
      rest: 0n,
    }))
    .filter(({ category }) => on.some((each) => each.taxCategory === category));
  const sum = BigInt(sumOf(on));
  for (const each of parts) {
    const exact = BigInt(total) * BigInt(each.amount);
    each.part = exact / sum;
    each.rest = exact % sum;
  }
  let left = BigInt(total) - parts.reduce((so, { part }) => so + part, 0n);
  for (const each of [...parts].sort((a, b) => Number(b.rest - a.rest))) {
    if (left <= 0n) break;
    each.part += 1n;
    left -= 1n;
  }
  return parts.map(({ category, part }) => [category, Number(part)] as const);
}
function sumOf(goods: readonly Goods[]): number {
  return goods.reduce((so, { amount = 0 }) => so + amount, 0);
}
