import { describe, expect, it } from "vitest";
import type { Cart, CartItem } from "../till/state";
import { basketOf, type Coming, comingOf } from "./basket";
import type { Buyer } from "./exemption";
import { type Article, Knowledge, type Rules } from "./knowledge";

const tea: Article = {
  variantId: "v-tea",
  sku: "TEA",
  name: "Tea",
  unit: "piece",
  decimals: 0,
  price: 250,
  discountable: true,
  taxCategory: "food",
  steps: false,
  codes: ["05400112233445", "tea-1"],
  categories: ["tea", "drinks"],
};
const ham: Article = { ...tea, variantId: "v-ham", sku: "HAM", decimals: 3, codes: [] };
const rules = {
  engineVersion: "1.0",
  currency: "EUR",
  channel: "POS",
  utcOffsetMinutes: 60,
  whole: true,
  country: "BE",
  policy: { tax_level: "line" },
  taxes: { A: { rate: "6", included: true } },
  taxCategories: { food: ["A"] },
  reverseCharge: {},
  promotions: [],
} as unknown as Rules;
const open: Article = { ...tea, variantId: "v-open", sku: "OPEN", price: 0, open: true, codes: [] };
const known = new Knowledge(rules, [tea, ham, open]);
const at = new Date("2026-11-21T10:00:00Z");

function cartWith(...items: Partial<CartItem>[]): Cart {
  const whole = items.map((item, i) => ({
    itemId: `i-${i + 1}`,
    variantId: "v-tea",
    sku: "TEA",
    quantity: "1",
    unitPrice: 250,
    listPrice: 250,
    discountable: true,
    note: "",
    ...item,
  }));
  return { cartId: "c", personId: null, items: whole, discounts: [], promotions: [], version: 3 } as unknown as Cart;
}
const buyer = (more: Partial<Buyer>): Buyer => ({ groups: [], exemption: null, taxNumber: null, ...more });
const coming = (body: object) => comingOf("n", body as never, known);
const lines = (cart: Cart | null, ...added: (Coming | undefined)[]) =>
  basketOf(
    cart,
    added.flatMap((each) => each ?? []),
    known,
    at,
  )?.sale.basket.lines as Record<string, unknown>[] | undefined;

describe("what is on its way", () => {
  it("is known by any of its codes, with and without symbology and zeros", () => {
    for (const code of ["5400112233445", "]E05400112233445", "05400112233445", "tea-1", "TEA"])
      expect(coming({ code })?.article.sku).toBe("TEA");
    expect(coming({ variantId: "v-tea", quantity: "3" })?.quantity).toBe("3");
  });
  it("is left to the appliance where only that reads or knows it", () => {
    for (const body of [
      { code: "9999999999999" },
      { sku: "TEA", quantity: "0.5" },
      { sku: "HAM", quantity: "0.0005" },
      { sku: "TEA", quantity: "0" },
      { sku: "TEA", quantity: "-1" },
      { sku: "HAM", weighingId: "w" },
      { sku: "OPEN" },
    ])
      expect(coming(body)).toBeUndefined();
  });
  it("may be weighed, served, noted, or have a price that was agreed", () => {
    expect(coming({ sku: "HAM", quantity: "0.480" })).toMatchObject({ quantity: "0.48" });
    expect(coming({ sku: "TEA", unitPrice: 100 })).toMatchObject({ unitPrice: 100, alone: true });
    expect(coming({ sku: "TEA", unitPrice: 250 })).not.toHaveProperty("unitPrice");
    expect(coming({ sku: "OPEN", unitPrice: 250 })).toMatchObject({ unitPrice: 250, alone: true });
    expect(coming({ sku: "TEA", service: "eatIn" })).toMatchObject({ service: "eatIn", alone: true });
    expect(coming({ sku: "TEA", note: "", service: "unsaid" })).not.toHaveProperty("alone");
  });
});

describe("the basket that a cart will be", () => {
  it("has the lines of the cart at their prices, and the new one at the shelf's", () => {
    expect(lines(cartWith({ unitPrice: 200, priceReason: "dent" }), coming({ sku: "TEA" }))).toMatchObject([
      { id: "i-1", unit_price: "2.00", taxes: ["A"], categories: ["tea", "drinks"] },
      { id: "n", unit_price: "2.50", quantity: "1" },
    ]);
  });
  it("joins lines as the appliance does", () => {
    expect(lines(cartWith({ quantity: "2" }), coming({ sku: "TEA", quantity: "3" }))).toMatchObject([
      { id: "i-1", quantity: "5" },
    ]);
    expect(lines(cartWith({ note: "cold" }), coming({ sku: "TEA" }))).toHaveLength(2);
    const weighed = cartWith({ variantId: "v-ham", sku: "HAM", quantity: "0.482" });
    expect(lines(weighed, coming({ sku: "HAM", quantity: "0.1" }))).toMatchObject([{ quantity: "0.582" }]);
    const said = [coming({ sku: "TEA" }), coming({ sku: "TEA", note: "cold" }), coming({ sku: "TEA" })];
    expect(
      lines(null, said[0], { ...(said[1] as Coming), id: "o" }, { ...(said[2] as Coming), id: "p" }),
    ).toMatchObject([{ quantity: "2" }, { id: "o", quantity: "1" }]);
  });
  it("costs what so many cost, the line that is joined included", () => {
    const steps = {
      ...tea,
      steps: true,
      breaks: [
        { from: "3", price: 240 },
        { from: "6", price: 200, prices: { staff: 150 } },
      ],
    };
    const more = new Knowledge(rules, [steps]);
    const price = (there: string, quantity: string, groups: string[] = []) => {
      const cart = { ...cartWith({ quantity: there }), personId: "p" } as unknown as Cart;
      const add = comingOf("n", { sku: "TEA", quantity }, more) as Coming;
      return basketOf(cart, [add], more, at, buyer({ groups }))?.sale.basket.lines[0]?.unit_price;
    };
    expect([price("1", "1"), price("1", "2"), price("5", "1", ["staff"])]).toEqual(["2.50", "2.40", "1.50"]);
    const unknown = new Knowledge(rules, [{ ...tea, steps: true }]);
    const add = comingOf("n", { sku: "TEA" }, unknown) as Coming;
    expect(basketOf(null, [add], unknown, at)).toBeDefined();
    expect(basketOf(cartWith({}), [add], unknown, at)).toBeUndefined();
  });
  it("keeps the amount of a label", () => {
    const label = cartWith({ variantId: "v-ham", sku: "HAM", quantity: "0.2", labelAmount: 312 });
    expect(lines(label)).toMatchObject([{ quantity: "0.2", unit_price: "2.50", label_amount: "3.12" }]);
    expect(lines(label, coming({ sku: "HAM", quantity: "0.2" }))).toHaveLength(2);
  });
  it("is not known with anything in it that a basket alone does not decide", () => {
    const add = coming({ sku: "TEA" });
    expect(lines(cartWith({ return: {} as never }), add)).toBeUndefined();
    expect(lines(cartWith({ variantId: "v-other" }), add)).toBeUndefined();
    expect(lines({ ...cartWith({}), personId: "p" } as Cart, add)).toBeUndefined();
    expect(lines({ ...cartWith({}), exempt: true } as Cart, add)).toBeUndefined();
    expect(lines({ ...cartWith({}), promotions: [{ code: "X" }] } as never, add)).toBeUndefined();
    expect(lines({ ...cartWith({}), ageProven: 18, bonus: 1 } as never, add)).toBeUndefined();
  });
  it("carries discounts by hand, of a line and of the sale", () => {
    const cart = cartWith({});
    cart.discounts = [
      { discountId: "d", itemId: "i-1", kind: "percent", value: "10", reason: "dent", amount: 25 },
      { discountId: "e", itemId: null, kind: "amount", value: 50, reason: "late", amount: 50 },
    ] as never;
    const basket = basketOf(cart, [], known, at);
    expect(basket?.sale.basket["document_discounts"]).toEqual([{ reason: "late", amount: "0.50" }]);
    expect(basket?.sale.basket["lines"]).toMatchObject([{ discounts: [{ reason: "dent", percent: "10" }] }]);
  });
  it("says who buys, once the till knows their groups, and what tender was chosen", () => {
    const cart = { ...cartWith({}), personId: "p", tender: "card", loyalty: {} } as unknown as Cart;
    expect(basketOf(cart, [], known, at, buyer({ groups: ["staff"] }))?.sale.basket).toMatchObject({
      customer: { previous_orders: -1, groups: ["staff"] },
      tenders: ["card"],
    });
  });
  it("names the taxes that a customer's certificate lifts, wherever they are", () => {
    const two = new Knowledge({ ...rules, taxes: { A: { rate: "6" }, B: { rate: "21" } } } as unknown as Rules, [tea]);
    const cart = { ...cartWith({ unitPrice: 236, shelfPrice: 250 }), personId: "p", exempt: true } as unknown as Cart;
    const sale = (taxes: string[], until?: string) =>
      basketOf(cart, [], two, at, buyer({ exemption: { number: "X-1", taxes, ...(until && { until }) } }))?.sale;
    expect(sale([])?.lifted).toEqual({ A: "exempt", B: "exempt" });
    expect(sale(["A"], "2026-11-21T10:00:00Z")?.lifted).toEqual({ A: "exempt" });
    expect(sale(["A"])?.basket).toMatchObject({ taxes: two.rules.taxes, lines: [{ unit_price: "2.50" }] });
    expect(sale(["C"])).not.toHaveProperty("lifted");
    expect(sale([], "2026-11-21T09:59:59Z")).toBeUndefined();
    expect(basketOf(cart, [], two, at, buyer({}))).toBeUndefined();
  });
  it("names the taxes that a business owes itself", () => {
    const reverseCharge = { A: "elsewhere", B: "anywhere" } as const;
    const taxes = { A: { rate: "6" }, B: { rate: "21" }, C: { rate: "2" } };
    const left = { ...rules, taxes, reverseCharge } as unknown as Rules;
    const cart = { ...cartWith({}), personId: "p", reverseCharge: true } as unknown as Cart;
    const of = (country: string, more: object = {}, by: Rules = left) =>
      basketOf({ ...cart, ...more }, [], new Knowledge(by, [tea]), at, {
        ...buyer({ exemption: { number: "X-1" } }),
        taxNumber: { number: "X1", country },
      })?.sale.lifted;
    expect(of("FR")).toEqual({ A: "reverse_charge", B: "reverse_charge" });
    expect(of("BE")).toEqual({ B: "reverse_charge" });
    expect(of("BE", { exempt: true })).toEqual({ A: "exempt", B: "reverse_charge", C: "exempt" });
    expect(of("BE", {}, { ...left, reverseCharge: { A: "elsewhere" } })).toBeUndefined();
    expect(basketOf(cart, [], new Knowledge(left, [tea]), at, buyer({}))).toBeUndefined();
  });
  it("has the prices of price lists: of the customer's groups the one that pays least", () => {
    const listed = { ...tea, ask: true, prices: { "": 240, staff: 200, trade: 180 } };
    const more = new Knowledge(rules, [listed]);
    const add = comingOf("n", { sku: "TEA" }, more) as Coming;
    const price = (groups: string[]) => {
      const cart = { ...cartWith(), personId: "p" } as unknown as Cart;
      return basketOf(cart, [add], more, at, buyer({ groups }))?.sale.basket.lines[0]?.unit_price;
    };
    expect([price([]), price(["staff"]), price(["other", "trade", "staff"])]).toEqual(["2.40", "2.00", "1.80"]);
    expect(comingOf("n", { sku: "TEA" }, new Knowledge(rules, [{ ...tea, ask: true }]))).toBeUndefined();
  });
  it("is taxed by how it is served and where it goes, and says how charges are taxed", () => {
    const bottle = { id: "bottle" };
    const service = { id: "service", tax_category: "food" };
    const inside = {
      ...rules,
      taxes: { A: { rate: "6" }, B: { rate: "21" } },
      taxCategories: { food: ["A"], meal: ["B"] },
    };
    const more = new Knowledge(
      inside as unknown as Rules,
      [tea],
      0,
      [bottle, service],
      [{ code: "food", eatIn: "meal", destinations: [{ place: "FR", taxedAs: "none" }] }],
    );
    const cart = { ...cartWith({ quantity: "2" }), service: "eatIn" } as unknown as Cart;
    const basket = basketOf(cart, [], more, at);
    expect(basket?.sale).toMatchObject({
      basket: { lines: [{ id: "i-1", taxes: ["B"] }] },
      taxCategories: [["A"], ["B"]],
      lines: [1],
      own: { service: 0 },
      asked: [],
      service: "eatIn",
      guests: 0,
    });
    // A category that the rules do not have is left out: the engine asks for it when a line needs it.
    expect(basketOf({ ...cart, shipTo: "FR-75" } as Cart, [], more, at)?.sale.own).toEqual({});
  });
  it("asks for the charges that somebody asked for, never for those that came by themselves", () => {
    const charge = (id: string, more: object = {}) =>
      ({ chargeId: "c", charge: id, kind: "fee", quantity: "2", name: "", itemId: null, ...more }) as never;
    const cart = { ...cartWith({}), charges: [charge("bag"), charge("bottle", { chargeId: null })] } as Cart;
    expect(basketOf(cart, [], known, at)?.sale.asked).toEqual([{ charge: "bag", quantity: "2" }]);
    const again = { ...cart, charges: [charge("bag", { kind: "repriced" })] } as Cart;
    expect(basketOf(again, [], known, at)).toBeUndefined();
  });
  it("turns codes into what their rules wait for", () => {
    const spring = { version: 1, document: { id: "spring", coupon: "SPRING" } };
    const more = new Knowledge({ ...rules, promotions: [spring] } as unknown as Rules, [tea]);
    const cart = { ...cartWith({}), promotions: [{ code: "ONE-2", rule: "spring" }] } as unknown as Cart;
    expect(basketOf(cart, [], more, at)?.sale.basket["coupons"]).toEqual(["SPRING"]);
    expect(basketOf(cart, [], known, at)).toBeUndefined();
  });
});
