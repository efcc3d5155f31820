// Baskets and rules by chance, the same for the same seed.
export function chance(seed) {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n + 1n;
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(below));
  };
}
const skus = ["TEA", "CAKE", "MILK", "BREAD", "SALT", "SOAP", "WINE", "RICE"];
const groups = ["food", "drink", "home"];
const amount = (pick, below) => `${pick(below)}.${String(pick(100)).padStart(2, "0")}`;

function selection(pick) {
  return pick(2) === 0 ? { skus: [skus[pick(skus.length)], skus[pick(skus.length)]] } : { categories: [groups[pick(groups.length)]] };
}
const actions = [
  (pick) => ({ type: "percent", value: String(1 + pick(60)), select: selection(pick) }),
  (pick) => ({ type: "amount", value: amount(pick, 4), select: selection(pick) }),
  (pick) => ({ type: "buy_get", buy: { quantity: String(1 + pick(3)), select: selection(pick) }, get: { quantity: "1", percent: "100", select: selection(pick) } }),
  (pick) => ({ type: "percent", value: String(1 + pick(20)) }),
  (pick) => ({ type: "amount", value: amount(pick, 9), target: "order" }),
  (pick) => ({ type: "cheapest", value: String(10 + pick(91)), per_group_of: String(2 + pick(3)), group_from: ["order", "cheapest", "most_expensive"][pick(3)] }),
  (pick) => ({ type: "percent", value: String(5 + pick(40)), target: "charges" }),
  (pick) => ({ type: "bundle", components: [{ quantity: "1", select: selection(pick) }, { quantity: "1", select: selection(pick) }], deal: { type: "price", value: amount(pick, 12) } }),
];
export function ruleBy(pick, id) {
  const rule = { id, version: 1 + pick(9), priority: pick(5), actions: [actions[pick(actions.length)](pick)] };
  if (pick(3) === 0) rule.conditions = { min_amount: { amount: amount(pick, 40) } };
  if (pick(5) === 0) rule.customer_groups = [["staff", "trade"][pick(2)]];
  if (pick(5) === 0) rule.coupon = `CODE-${pick(3)}`;
  if (pick(7) === 0) rule.uses_left = pick(2);
  if (pick(8) === 0) Object.assign(rule, { group: "season", mode: ["best", "best_line", "best_mix"][pick(3)] });
  return rule;
}

export function basketBy(pick) {
  const lines = Array.from({ length: 1 + pick(12) }, (_, i) => {
    const line = { id: `L${i}`, sku: skus[pick(skus.length)], quantity: pick(5) === 0 ? `${pick(4)}.${1 + pick(999)}` : String(1 + pick(6)) };
    line.unit_price = amount(pick, 30);
    line.categories = [groups[pick(groups.length)]];
    line.taxes = pick(4) === 0 ? [] : [["std", "low", "eco", "out"][pick(4)]];
    if (pick(6) === 0) line.discounts = [{ reason: "dent", percent: String(1 + pick(50)) }];
    if (pick(9) === 0) line.discountable = false;
    if (pick(8) === 0) Object.assign(line, { kind: "charge", sku: "service", quantity: "1" });
    if (pick(30) === 0) line.quantity = `-${1 + pick(3)}`;
    return line;
  });
  const request = {
    currency: ["EUR", "USD", "JPY", "KWD"][pick(4)],
    at: `2026-0${1 + pick(9)}-1${pick(10)}T1${pick(10)}:00:00Z`,
    policy: { tax_level: ["line", "unit", "document", "document_residual_net"][pick(4)], rounding: ["half_up", "half_even", "half_down"][pick(3)] },
    taxes: {
      std: { rate: "21", included: true },
      low: { rate: "5.5", included: true },
      out: { rate: "8.875" },
      eco: { type: "fixed_per_unit", amount: "0.25" },
    },
    lines,
  };
  if (request.currency === "JPY") delete request.taxes.eco;
  if (request.currency === "JPY") for (const line of lines) line.taxes = line.taxes.filter((code) => code !== "eco");
  if (pick(4) === 0) request.document_discounts = [{ reason: "regular", percent: String(1 + pick(15)) }];
  if (pick(5) === 0) request.document_discounts = [...(request.document_discounts ?? []), { reason: "300 Points", amount: String(1 + pick(5)) }];
  if (pick(2) === 0) request.customer = { previous_orders: pick(3) - 1, groups: ["staff", "trade", "gold"].slice(pick(3)) };
  if (pick(3) === 0) request.coupons = Array.from(new Set([`CODE-${pick(3)}`, `CODE-${pick(3)}`]));
  if (pick(4) === 0) request.tenders = [["cash", "card"][pick(2)]];
  if (pick(2) === 0) request.promotions = Array.from({ length: 1 + pick(6) }, (_, i) => ruleBy(pick, `own-${i}`));
  return request;
}

/** A charge of any kind; `tax_category` is a name that only the till looks up. */
export function chargeBy(pick, id) {
  const kind = ["deposit", "fee", "service", "delivery"][pick(4)];
  const rule = { id, name: id, kind };
  if (kind === "service" && pick(2) === 0) rule.percent = `${1 + pick(20)}.5`;
  else rule.amount = String(1 + pick(9));
  if (kind === "deposit" || pick(3) === 0) rule.goods = selection(pick);
  if (kind === "fee" || pick(2) === 0) rule.tax_category = "any";
  if (kind === "delivery") Object.assign(rule, { tax_category: "any", automatic: pick(3) > 0 });
  if (kind === "delivery" && pick(2) === 0) rule.free_from = String(10 + pick(60));
  if (pick(4) === 0) rule.services = [["eatIn", "takeAway"][pick(2)]];
  if (pick(4) === 0) rule.min_guests = pick(8);
  if (pick(4) === 0) rule.schedule = [{ days: [["mon"], ["sat", "sun"], ["wed", "fri"]][pick(3)], from: "08:00", to: "14:00" }];
  return rule;
}
/** Of what charges look at, besides the basket. */
export function saleBy(pick, charges) {
  const basket = basketBy(pick);
  basket.lines = basket.lines.filter(({ kind }) => kind !== "charge");
  const codes = Object.keys(basket.taxes).filter((code) => basket.currency !== "JPY" || code !== "eco");
  const taxCategories = [[], ...codes.map((code) => [code])];
  const lines = basket.lines.map(({ taxes }) => (taxes.length === 0 ? 0 : 1 + codes.indexOf(taxes[0])));
  const own = Object.fromEntries(charges.filter(({ tax_category }) => tax_category).map(({ id }) => [id, pick(taxCategories.length)]));
  const named = charges.filter(({ kind, automatic }) => kind === "fee" || automatic === false);
  const asked = named.filter(() => pick(3) === 0).map(({ id }) => ({ charge: id, quantity: String(1 + pick(3)) }));
  if (pick(3) > 0) basket.utc_offset_minutes = [-300, 0, 120][pick(3)];
  return { basket, taxCategories, lines, own, asked, service: ["", "eatIn", "takeAway"][pick(3)], guests: pick(9) };
}
