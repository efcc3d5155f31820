// A cart and what is on its way to it, as a price request. Pure. Undefined wherever the till does not know enough to be
// sure: then it waits for the answer, as it would without this.
import type { Schemas } from "../api/call";
import { decimal, minorDigits } from "../i18n/format";
import type { Cart, CartItem } from "../till/state";
import type { Knowledge } from "./knowledge";

type Article = Schemas["PricedArticle"];
export interface Coming {
  id: string;
  article: Article;
  quantity: string;
}
interface Line {
  id: string;
  sku: string;
  quantity: string;
  unit_price: string;
  categories: string[];
  discountable: boolean;
  taxes: string[];
  discounts?: Discount[];
}
interface Discount {
  reason: string;
  percent?: string;
  amount?: string;
}
export interface Basket {
  request: Record<string, unknown>;
  /** Which line of the cart each coming article joins, by its id; none: a line of its own. */
  joins: Map<string, string>;
  quantities: Map<string, string>;
}

/** What one unit of an article that was scanned or typed is, and how many; undefined for what only the appliance reads. */
export function comingOf(id: string, body: Schemas["CartItemIn"], known: Knowledge): Coming | undefined {
  const { code, variantId, sku, quantity, ...more } = body;
  if (Object.keys(more).length > 0) return undefined;
  const article =
    code !== undefined
      ? known.byCode(code)
      : variantId !== undefined
        ? known.byVariant(variantId)
        : known.bySku(sku ?? "");
  const count = quantity ?? "1";
  if (article === undefined || article.ask || !/^[1-9]\d{0,5}$/.test(String(count))) return undefined;
  if (article.decimals > 0 || (article.steps && String(count) !== "1")) return undefined;
  return { id, article, quantity: String(count) };
}

export function basketOf(cart: Cart | null, coming: readonly Coming[], known: Knowledge, at: Date): Basket | undefined {
  if (!known.rules.whole || (cart !== null && !isPlain(cart))) return undefined;
  const digits = minorDigits(known.rules.currency);
  const lines: Line[] = [];
  for (const item of cart?.items ?? []) {
    const line = lineOf(item, cart as Cart, known, digits);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  const joins = new Map<string, string>();
  for (const { id, article, quantity } of coming) {
    const there = lines.find((line) => line.sku === article.sku && takesMore(line, cart, article, digits));
    if (there !== undefined) {
      if (article.steps) return undefined;
      there.quantity = String(Number(there.quantity) + Number(quantity));
      joins.set(id, there.id);
    } else {
      lines.push(freshLine(id, article, quantity, known, digits));
    }
  }
  const discounts = (cart?.discounts ?? []).filter((each) => each.itemId === null);
  const { rules } = known;
  const request = {
    currency: rules.currency,
    at: at.toISOString(),
    utc_offset_minutes: rules.utcOffsetMinutes,
    channel: rules.channel,
    policy: rules.policy,
    taxes: rules.taxes,
    lines,
    customer: { previous_orders: -1 },
    ...(discounts.length > 0 && { document_discounts: discounts.map((each) => discountOf(each, digits)) }),
  };
  return { request, joins, quantities: new Map(lines.map((line) => [line.id, line.quantity])) };
}

/** Members of a cart and of its lines that this knows; with anything else in it the till does not reckon. */
const plain = new Set(
  (
    "cartId status registerId terminalId terminalName staff personId affiliateCode note currency version items discounts " +
    "promotions charges taxes subtotal discount net tax total createdAt updatedAt"
  ).split(" "),
);
const plainLine = new Set(
  (
    "itemId variantId sku name unit quantity unitPrice listPrice discountable decimals priceReason minAge subtotal " +
    "discount net tax total note"
  ).split(" "),
);
function isPlain(cart: Cart): boolean {
  if (cart.personId !== null || cart.promotions.length > 0) return false;
  const charges = (cart as { charges?: unknown[] }).charges ?? [];
  return charges.length === 0 && Object.keys(cart).every((name) => plain.has(name));
}

function lineOf(item: CartItem, cart: Cart, known: Knowledge, digits: number): Line | undefined {
  const article = item.variantId === null ? undefined : known.byVariant(item.variantId);
  const odd = Object.keys(item).some((name) => !plainLine.has(name));
  if (article === undefined || odd || item.unitPrice === null) return undefined;
  const own = cart.discounts.filter((each) => each.itemId === item.itemId);
  const line = freshLine(item.itemId, article, item.quantity, known, digits);
  line.unit_price = decimal(item.unitPrice, digits);
  line.discountable = item.discountable;
  if (own.length > 0) line.discounts = own.map((each) => discountOf(each, digits));
  return line;
}
function freshLine(id: string, article: Article, quantity: string, known: Knowledge, digits: number): Line {
  return {
    id,
    sku: article.sku,
    quantity,
    unit_price: decimal(article.price, digits),
    categories: article.categories,
    discountable: article.discountable,
    taxes: known.rules.taxCategories[article.taxCategory] ?? [],
  };
}
function discountOf(discount: Cart["discounts"][number], digits: number): Discount {
  const { kind, value, reason } = discount;
  return kind === "percent" ? { reason, percent: String(value) } : { reason, amount: decimal(Number(value), digits) };
}
/** As the appliance joins lines: the same article at its own price, nothing said of the line. */
function takesMore(line: Line, cart: Cart | null, article: Article, digits: number): boolean {
  const item = cart?.items.find((each) => each.itemId === line.id);
  if (!/^\d+$/.test(line.quantity) || line.discounts !== undefined) return false;
  if (item !== undefined && (item.note !== "" || item.priceReason !== undefined)) return false;
  return line.unit_price === decimal(article.price, digits);
}
