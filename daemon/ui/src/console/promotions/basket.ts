// A basket that is only tried: what goes to POST /v1/price, and how its answer is shown. Pure.
import type { Schemas } from "../../api/call";
import { toZoned } from "../../design/zoned";
import { decimal, minorDigits } from "../../i18n/format";
import { type Explained, explainedCart } from "../../screens/explain/steps";
import type { Product, Variant } from "../articles/goods";
import { ratesAt, taxesOf } from "./basket_taxes";

type Category = Schemas["Category"];
export interface TriedLine {
  variant: Variant;
  product: Product;
  quantity: string;
}
export interface Tried {
  lines: TriedLine[];
  /** RFC 3339; null: now. */
  at: string | null;
  group: string;
  codes: string;
}

/** Slugs of an article's categories and of all above them: what rules name. */
export function slugsOf(product: Product, categories: readonly Category[]): string[] {
  const byId = new Map(categories.map((each) => [each.id, each]));
  const found = new Set<string>();
  for (const { id, slug } of product.categories) {
    found.add(slug);
    for (let up = byId.get(id)?.parentId; up; up = byId.get(up)?.parentId) {
      const above = byId.get(up)?.slug;
      if (above === undefined || found.has(above)) break;
      found.add(above);
    }
  }
  return [...found];
}

const wordsIn = (text: string) => text.split(/[\s,;]+/).filter((word) => word !== "");

/** A time of the past asks for the rules that were known then. */
export function requestOf(
  tried: Tried,
  now: number,
  timeZone: string,
  currency: string,
  categories: readonly Category[],
  taxes: readonly Schemas["TaxCategory"][],
): Record<string, unknown> {
  const at = tried.at === null ? now : Date.parse(tried.at);
  const groups = wordsIn(tried.group);
  const taxOf = ({ variant, product }: TriedLine) => variant.taxCategory ?? product.taxCategory;
  const codesOf = (line: TriedLine) =>
    ratesAt(
      taxes.find(({ code }) => code === taxOf(line)),
      at,
    ).map(({ code }) => code);
  const borne = taxesOf(tried.lines.map(taxOf), taxes, at, (minor) => decimal(minor, minorDigits(currency)));
  const codes = wordsIn(tried.codes);
  return {
    currency,
    at: new Date(at).toISOString(),
    utc_offset_minutes: offsetAt(at, toZoned(at, timeZone)),
    ...(codes.length > 0 ? { coupons: codes } : {}),
    ...(groups.length > 0 ? { customer: { groups } } : {}),
    ...(Object.keys(borne).length > 0 ? { taxes: borne } : {}),
    lines: tried.lines.map(({ variant, product, quantity }, at) => ({
      id: String(at + 1),
      sku: variant.sku,
      quantity,
      ...(codesOf({ variant, product, quantity }).length > 0 ? { taxes: codesOf({ variant, product, quantity }) } : {}),
      unit_price: decimal(variant.price ?? 0, minorDigits(currency)),
      categories: slugsOf(product, categories),
      ...(variant.discountable ? {} : { discountable: false }),
    })),
  };
}

/** The answer in the words that the till explains its cart with. */
export function explainedBasket(
  answer: Schemas["PriceAnswer"],
  tried: Tried,
  categories: readonly Schemas["TaxCategory"][],
): Explained {
  const lines = tried.lines.map(({ variant, quantity }, at) => ({
    id: String(at + 1),
    name: variant.name,
    line: at + 1,
    quantity,
    unitPrice: variant.price ?? 0,
    listPrice: variant.price ?? 0,
    priceFrom: "shelf",
  }));
  const said = { currency: answer.currency, lines, answer } as unknown as Schemas["CartExplanation"];
  const names = categories.flatMap(({ rates }) =>
    rates.map(({ code, name, included }) => [code, { name, included: included ?? false }] as const),
  );
  return explainedCart(said, new Map(names));
}

/** Minutes that the zone is ahead of UTC at that moment. */
export function offsetAt(instant: number, zoned: string): number {
  return Math.round((Date.parse(`${zoned}Z`) - Math.floor(instant / 60_000) * 60_000) / 60_000);
}
