// A cart and what is on its way to it, as a price request. Pure. Undefined wherever the till does not know enough to be
// sure: then it waits for the answer, as it would without this.
import type { Schemas } from "../api/call";
import { decimal, minorDigits } from "../i18n/format";
import type { Cart, CartItem } from "../till/state";
import { amountLines, type ChargeLine, fixedLines, type Goods, type Occasion } from "./charges";
import { type Buyer, holdsLifted, liftedTaxes } from "./exemption";
import type { Article, Knowledge } from "./knowledge";

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
  kind?: "charge";
}
interface Discount {
  reason: string;
  percent?: string;
  amount?: string;
}
export interface Basket {
  request: Record<string, unknown> & { lines: Line[] };
  /** Which line of the cart each coming article joins, by its id; none: a line of its own. */
  joins: Map<string, string>;
  quantities: Map<string, string>;
  /** Charges that hang on what the goods came to; with any the whole is priced once more. */
  more(priced: readonly { id: string; amount: number }[]): Line[] | undefined;
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
  if (article === undefined || (article.ask && !article.prices) || !/^[1-9]\d{0,5}$/.test(String(count)))
    return undefined;
  if (article.decimals > 0 || (article.steps && String(count) !== "1")) return undefined;
  return { id, article, quantity: String(count) };
}

/** `buyer`: the cart's customer; undefined while the till does not know them. */
export function basketOf(
  cart: Cart | null,
  coming: readonly Coming[],
  known: Knowledge,
  at: Date,
  buyer?: Buyer,
): Basket | undefined {
  if (cart !== null && (!Object.keys(cart).every((name) => plain.has(name)) || (cart.personId !== null && !buyer)))
    return undefined;
  const coupons = couponsOf(cart, known);
  const taxes = cart?.exempt ? liftedTaxes(known, buyer, at) : known.rules.taxes;
  if (coupons === undefined || taxes === undefined) return undefined;
  const digits = minorDigits(known.rules.currency);
  const found = linesOf(cart, coming, known, digits, buyer?.groups ?? []);
  if (found === undefined) return undefined;
  const { lines, joins, taxedAs } = found;
  const goods: Goods[] = lines.map((line) => ({ ...line, taxCategory: taxedAs.get(line.id) ?? "" }));
  const { rules, charges } = known;
  const occasion: Occasion = {
    at,
    channel: rules.channel,
    service: cart?.service ?? "",
    guests: cart?.guests ?? 0,
    digits,
    taxCategories: Object.keys(rules.taxCategories),
  };
  const charged = (from: ChargeLine[] | undefined, first: number) => chargesOf(from, first, known, cart?.shipTo);
  const fixed = charged(fixedLines(charges, goods, cart?.charges ?? [], occasion), 1);
  const quantities = new Map(lines.map((line) => [line.id, line.quantity]));
  if (fixed === undefined) return undefined;
  const all = [...lines, ...fixed];
  if (cart?.exempt && all.some((line) => holdsLifted(line, known, taxes))) return undefined;
  const discounts = (cart?.discounts ?? []).filter((each) => each.itemId === null);
  const request = {
    currency: rules.currency,
    at: at.toISOString(),
    utc_offset_minutes: rules.utcOffsetMinutes,
    channel: rules.channel,
    policy: rules.policy,
    taxes,
    lines: all,
    customer: { previous_orders: -1, ...(cart !== null && cart.personId !== null && { groups: buyer?.groups }) },
    ...(coupons.length > 0 && { coupons }),
    ...(cart?.tender && { tenders: [cart.tender] }),
    ...(discounts.length > 0 && { document_discounts: discounts.map((each) => discountOf(each, digits)) }),
  };
  const more: Basket["more"] = (priced) => {
    const worth = goods.map((each, i) => ({ ...each, amount: priced[i]?.amount ?? 0 }));
    const added = charged(amountLines(charges, worth, occasion), fixed.length + 1);
    return cart?.exempt && added?.some((line) => holdsLifted(line, known, taxes)) ? undefined : added;
  };
  return { request, joins, quantities, more };
}

interface Lines {
  lines: Line[];
  joins: Map<string, string>;
  /** Tax category of each line, by its id. */
  taxedAs: Map<string, string>;
}
function linesOf(
  cart: Cart | null,
  coming: readonly Coming[],
  known: Knowledge,
  digits: number,
  groups: readonly string[],
): Lines | undefined {
  const lines: Line[] = [];
  const joins = new Map<string, string>();
  const taxedAs = new Map<string, string>();
  const add = (line: Line, category: string, service?: string) => {
    const as = known.taxedAs(category, service ?? cart?.service, cart?.shipTo);
    lines.push({ ...line, taxes: known.rules.taxCategories[as] ?? [] });
    taxedAs.set(line.id, as);
  };
  for (const item of cart?.items ?? []) {
    const article = item.variantId === null ? undefined : known.byVariant(item.variantId);
    const line = article && lineOf(item, article, cart as Cart, digits);
    if (line === undefined) return undefined;
    add(line, article?.taxCategory ?? "", item.service);
  }
  for (const { id, article, quantity } of coming) {
    const price = priceFor(article, groups);
    if (price === undefined) return undefined;
    const there = lines.find((line) => line.sku === article.sku && takesMore(line, cart, decimal(price, digits)));
    if (there !== undefined) {
      if (article.steps) return undefined;
      there.quantity = String(Number(there.quantity) + Number(quantity));
      joins.set(id, there.id);
    } else {
      add(freshLine(id, article, quantity, decimal(price, digits)), article.taxCategory);
    }
  }
  return { lines, joins, taxedAs };
}
/** Of a customer in several groups the group that pays least. */
function priceFor({ price, prices }: Article, groups: readonly string[]): number | undefined {
  if (prices === undefined) return price;
  const all = ["", ...groups].flatMap((group) => prices[group] ?? []);
  return all.length === 0 ? undefined : Math.min(...all);
}

function chargesOf(
  from: ChargeLine[] | undefined,
  first: number,
  known: Knowledge,
  shipTo?: string,
): Line[] | undefined {
  const lines = from?.map(({ charge, quantity, price, taxCategory, own }, i) => ({
    id: `charge-${first + i}`,
    sku: charge,
    quantity,
    unit_price: price,
    categories: [],
    discountable: false,
    taxes: known.rules.taxCategories[own ? known.taxedAs(taxCategory, undefined, shipTo) : taxCategory],
    kind: "charge" as const,
  }));
  return lines?.every((line): line is typeof line & { taxes: string[] } => line.taxes !== undefined)
    ? lines
    : undefined;
}

/** Members of a cart and of its lines that this knows; with anything else in it the till does not reckon. */
const plain = new Set(
  (
    "cartId status registerId terminalId terminalName staff personId affiliateCode note currency version items discounts " +
    "tender purchaseOrder table guests service shipTo exempt ageProven ageProof loyalty " +
    "promotions charges taxes subtotal discount net tax total createdAt updatedAt"
  ).split(" "),
);
const plainLine = new Set(
  (
    "itemId variantId sku name unit quantity unitPrice listPrice discountable decimals priceReason minAge subtotal " +
    "discount net tax total note"
  ).split(" "),
);
/** What keeps a line for itself, and changes no price but for how it is served. */
const ownLine = new Set("service seat course modifies fired serials ageChecked".split(" "));

/** What the rules of the codes on the cart wait for; undefined for a code that is of no rule the till knows. */
function couponsOf(cart: Cart | null, known: Knowledge): string[] | undefined {
  const coupons: string[] = [];
  for (const { rule } of cart?.promotions ?? []) {
    const found = known.rules.promotions.find(({ document }) => document["id"] === rule);
    const coupon = rule === undefined ? undefined : found?.document["coupon"];
    if (typeof coupon !== "string") return undefined;
    coupons.push(coupon);
  }
  return coupons;
}

function lineOf(item: CartItem, article: Article, cart: Cart, digits: number): Line | undefined {
  const odd = Object.keys(item).some((name) => !plainLine.has(name) && !ownLine.has(name));
  if (odd || item.unitPrice === null) return undefined;
  const own = cart.discounts.filter((each) => each.itemId === item.itemId);
  const line = freshLine(item.itemId, article, item.quantity, decimal(item.unitPrice, digits));
  line.discountable = item.discountable;
  if (own.length > 0) line.discounts = own.map((each) => discountOf(each, digits));
  return line;
}
function freshLine(id: string, { sku, categories, discountable }: Article, quantity: string, price: string): Line {
  return { id, sku, quantity, unit_price: price, categories, discountable, taxes: [] };
}
function discountOf(discount: Cart["discounts"][number], digits: number): Discount {
  const { kind, value, reason } = discount;
  return kind === "percent" ? { reason, percent: String(value) } : { reason, amount: decimal(Number(value), digits) };
}
/** As the appliance joins lines: the same article at its own price, nothing said of the line. */
function takesMore(line: Line, cart: Cart | null, price: string): boolean {
  const item = cart?.items.find((each) => each.itemId === line.id);
  if (!/^\d+$/.test(line.quantity) || line.discounts !== undefined) return false;
  if (item !== undefined && (item.note !== "" || item.priceReason !== undefined)) return false;
  if (item !== undefined && Object.keys(item).some((name) => ownLine.has(name))) return false;
  return line.unit_price === price;
}
