// A basket that is only tried: what goes to POST /v1/price, and how its answer is shown. Pure.
import type { Schemas } from "../../api/call";
import { toZoned } from "../../design/zoned";
import { decimal, minorDigits } from "../../i18n/format";
import { type Explained, explainedCart } from "../../screens/explain/steps";
import type { Product, Variant } from "../articles/goods";

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

/** A time of the past asks for the rules that were known then. */
export function requestOf(
  tried: Tried,
  now: number,
  timeZone: string,
  currency: string,
  categories: readonly Category[],
): Record<string, unknown> {
  const at = tried.at === null ? now : Date.parse(tried.at);
  const codes = tried.codes.split(/[\s,;]+/).filter((code) => code !== "");
  return {
    currency,
    at: new Date(at).toISOString(),
    utc_offset_minutes: offsetAt(at, toZoned(at, timeZone)),
    ...(codes.length > 0 ? { coupons: codes } : {}),
    ...(tried.group.trim() !== "" ? { customer: { groups: [tried.group.trim()] } } : {}),
    lines: tried.lines.map(({ variant, product, quantity }, at) => ({
      id: String(at + 1),
      sku: variant.sku,
      quantity,
      unit_price: decimal(variant.price ?? 0, minorDigits(currency)),
      categories: slugsOf(product, categories),
      ...(variant.discountable ? {} : { discountable: false }),
    })),
  };
}

/** The answer in the words that the till explains its cart with. */
export function explainedBasket(answer: Schemas["PriceAnswer"], tried: Tried): Explained {
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
  return explainedCart(said, new Map());
}

/** Minutes that the zone is ahead of UTC at that moment. */
export function offsetAt(instant: number, zoned: string): number {
  return Math.round((Date.parse(`${zoned}Z`) - Math.floor(instant / 60_000) * 60_000) / 60_000);
}
