// A cart and what is on its way to it, as a price request. Pure. Undefined wherever the till does not know enough to be
// sure: then it waits for the answer, as it would without this.
import type { Schemas } from "../api/call";
import { decimal, minorDigits } from "../i18n/format";
import type { Cart, CartItem } from "../till/state";
import { type Buyer, type Lifted, liftedTaxes } from "./exemption";
import type { Article, Knowledge } from "./knowledge";

export interface Coming {
  id: string;
  article: Article;
  quantity: string;
  /** Agreed at the till, in minor units. */
  unitPrice?: number;
  service?: string;
  /** Something is said of it, so that it joins no line and none joins it. */
  alone?: boolean;
}
interface Line {
  id: string;
  sku: string;
  quantity: string;
  unit_price: string;
  label_amount?: string;
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
/** A price request of goods, and what the store's charges look at besides (pos-core/wasm/sale.h). */
export interface Sale {
  basket: Record<string, unknown> & { lines: Line[] };
  /** Taxes of the store's categories; below, one is its place in this list. */
  taxCategories: string[][];
  /** Of each line. */
  lines: number[];
  /** Of the charges that have one of their own, by id. */
  own: Record<string, number>;
  asked: { charge: string; quantity: string }[];
  service: string;
  guests: number;
  /** Taxes that are not taken; those that prices contain go out of them. */
  lifted?: Lifted;
}
export interface Basket {
  sale: Sale;
  /** Which line of the cart each coming article joins, by its id; none: a line of its own. */
  joins: Map<string, string>;
  quantities: Map<string, string>;
}

/** What an article that was scanned or typed is, and how much; undefined for what only the appliance reads. */
export function comingOf(id: string, body: Schemas["CartItemIn"], known: Knowledge): Coming | undefined {
  const { code, variantId, sku, quantity, unitPrice, reason, note, service, seat, course, ...more } = body;
  if (Object.keys(more).length > 0) return undefined;
  const article =
    code !== undefined
      ? known.byCode(code)
      : variantId !== undefined
        ? known.byVariant(variantId)
        : known.bySku(sku ?? "");
  const count = micro(String(quantity ?? "1"));
  if (article === undefined || count === undefined || count <= 0 || count % 10 ** (6 - article.decimals) !== 0)
    return undefined;
  if (unitPrice === undefined && (article.open || (article.ask && !article.prices))) return undefined;
  const served = service && service !== "unsaid" ? service : undefined;
  // The appliance forgets an agreed price that is the books' own; what lists say then only it knows.
  const own = unitPrice === undefined || (!article.open && unitPrice === article.price) ? undefined : unitPrice;
  if (unitPrice !== undefined && (article.prices || article.steps)) return undefined;
  const alone = own !== undefined || Boolean(note || served || seat || course);
  return {
    id,
    article,
    quantity: decimalOf(count),
    ...(own !== undefined && { unitPrice: own }),
    ...(served && { service: served }),
    ...(alone && { alone }),
  };
}
/** A quantity in millionths, the finest there is; undefined for what is none. */
function micro(quantity: string): number | undefined {
  const [, minus = "", whole = "", part = ""] = /^(-?)(\d{1,6})(?:\.(\d{1,6}))?$/.exec(quantity) ?? [];
  return whole === "" ? undefined : Number(`${minus}${whole}${part.padEnd(6, "0")}`);
}
function decimalOf(count: number): string {
  return decimal(count, 6).replace(/\.?0+$/, "");
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
  const lifted = liftedTaxes(cart, known, buyer, at);
  if (coupons === undefined || lifted === undefined) return undefined;
  const digits = minorDigits(known.rules.currency);
  const found = linesOf(cart, coming, known, digits, buyer?.groups ?? []);
  if (found === undefined) return undefined;
  const { lines, joins, taxedAs } = found;
  const codes = Object.keys(known.rules.taxCategories);
  const asked = askedOf(cart);
  const own = ownOf(known, codes, cart?.shipTo);
  if (asked === undefined) return undefined;
  const discounts = (cart?.discounts ?? []).filter((each) => each.itemId === null);
  const { rules } = known;
  const basket = {
    currency: rules.currency,
    at: at.toISOString(),
    utc_offset_minutes: rules.utcOffsetMinutes,
    channel: rules.channel,
    policy: rules.policy,
    taxes: rules.taxes,
    lines,
    customer: { previous_orders: -1, ...(cart !== null && cart.personId !== null && { groups: buyer?.groups }) },
    ...(coupons.length > 0 && { coupons }),
    ...(cart?.tender && { tenders: [cart.tender] }),
    ...(discounts.length > 0 && { document_discounts: discounts.map((each) => discountOf(each, digits)) }),
  };
  const sale = {
    basket,
    taxCategories: Object.values(rules.taxCategories),
    lines: lines.map(({ id }) => codes.indexOf(taxedAs.get(id) ?? "")),
    own,
    asked,
    service: cart?.service ?? "",
    guests: cart?.guests ?? 0,
    ...(Object.keys(lifted).length > 0 && { lifted }),
  };
  return { sale, joins, quantities: new Map(lines.map((line) => [line.id, line.quantity])) };
}

/** Charges that somebody asked for; the others are reckoned anew. Undefined with what a return takes back. */
function askedOf(cart: Cart | null): Sale["asked"] | undefined {
  const said = cart?.charges ?? [];
  if (said.some(({ kind }) => kind === "repriced")) return undefined;
  return said.filter(({ chargeId }) => chargeId !== null).map(({ charge, quantity }) => ({ charge, quantity }));
}
/** The tax categories of charges that name one, where the goods go; one that the rules do not have is left out. */
function ownOf(known: Knowledge, codes: readonly string[], shipTo?: string): Record<string, number> {
  const places: Record<string, number> = {};
  for (const { id, tax_category = "" } of known.charges) {
    const place = codes.indexOf(known.taxedAs(tax_category, undefined, shipTo));
    if (tax_category !== "" && place >= 0) places[id] = place;
  }
  return places;
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
  const apart = new Set(coming.filter(({ alone }) => alone).map(({ id }) => id));
  for (const { id, article, quantity, unitPrice, service, alone } of coming) {
    const there = alone
      ? undefined
      : lines.find((line) => line.sku === article.sku && !apart.has(line.id) && takesMore(line, cart));
    const sum = decimalOf((micro(there?.quantity ?? "0") ?? 0) + (micro(quantity) ?? 0));
    const price = unitPrice ?? priceFor(article, groups, sum);
    if (price === undefined) return undefined;
    if (there !== undefined) {
      there.quantity = sum;
      there.unit_price = decimal(price, digits);
      joins.set(id, there.id);
    } else {
      add(freshLine(id, article, sum, decimal(price, digits)), article.taxCategory, service);
    }
  }
  return { lines, joins, taxedAs };
}
/** For so many; of a customer in several groups the group that pays least. */
function priceFor(article: Article, groups: readonly string[], quantity: string): number | undefined {
  const many = micro(quantity) ?? 0;
  const step = article.breaks?.findLast(({ from }) => (micro(from) ?? 0) <= many);
  if (article.steps && many !== 1_000_000 && article.breaks === undefined) return undefined;
  const { price, prices } = step ?? article;
  if (prices === undefined) return price;
  const all = ["", ...groups].flatMap((group) => prices[group] ?? []);
  return all.length === 0 ? undefined : Math.min(...all);
}

/** Members of a cart and of its lines that this knows; with anything else in it the till does not reckon. */
const plain = new Set(
  (
    "cartId status registerId terminalId terminalName staff personId affiliateCode note currency version items discounts " +
    "tender purchaseOrder table guests service shipTo exempt reverseCharge ageProven ageProof loyalty " +
    "promotions charges taxes subtotal discount net tax total createdAt updatedAt"
  ).split(" "),
);
const plainLine = new Set(
  (
    "itemId variantId sku name unit quantity unitPrice listPrice shelfPrice discountable decimals priceReason minAge subtotal " +
    "discount net tax total note"
  ).split(" "),
);
/** What keeps a line for itself, and changes no price but for how it is served. */
const ownLine = new Set(
  "service seat course modifies fired serials ageChecked weighing tare substitute insteadOf labelAmount".split(" "),
);

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
  const line = freshLine(item.itemId, article, item.quantity, decimal(item.shelfPrice ?? item.unitPrice, digits));
  line.discountable = item.discountable;
  if (item.labelAmount !== undefined && item.priceReason === undefined)
    line.label_amount = decimal(item.labelAmount, digits);
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
/** As the appliance joins lines: the same article at the price of the shelf, nothing said of the line. */
function takesMore(line: Line, cart: Cart | null): boolean {
  const item = cart?.items.find((each) => each.itemId === line.id);
  if ((micro(line.quantity) ?? 0) <= 0 || line.discounts !== undefined) return false;
  if (item !== undefined && (item.note !== "" || item.priceReason !== undefined)) return false;
  return item === undefined || !Object.keys(item).some((name) => ownLine.has(name));
}
