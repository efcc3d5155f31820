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
];
export function ruleBy(pick, id) {
  const rule = { id, version: 1 + pick(9), priority: pick(5), actions: [actions[pick(actions.length)](pick)] };
  if (pick(3) === 0) rule.conditions = { min_amount: { amount: amount(pick, 40) } };
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
  if (pick(2) === 0) request.promotions = Array.from({ length: 1 + pick(6) }, (_, i) => ruleBy(pick, `own-${i}`));
  return request;
}
