// The reference cases; those that price an order as price requests: the names are the same; groups of taxes are flattened and
// dated ones chosen here, as whoever loads the rates does.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const policies = ["rounding", "line_amount", "discount_rounding", "stacking", "allocation", "allocation_weight", "tax_level", "included_target",
  "compound_base", "discount_tax"];

export function allCases(shared) {
  const folder = join(shared, "cases");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).cases ?? []);
}

function inForce({ starts, ends }, at) {
  return at === undefined || !((starts !== undefined && Date.parse(at) < Date.parse(starts)) || (ends !== undefined && Date.parse(ends) < Date.parse(at)));
}

export function requestOf({ policy, input }) {
  const { currency, taxes = {}, lines, ...more } = input;
  const flat = (codes) => codes.flatMap((code) => {
    const tax = taxes[code];
    if (!inForce(tax, input.at)) return [];
    return tax.type === "group" ? flat(tax.members) : [code];
  });
  const rates = Object.entries(taxes).filter(([, tax]) => tax.type !== "group").map(([code, { starts, ends, ...tax }]) => [code, tax]);
  return {
    currency: currency.code,
    policy: Object.fromEntries(Object.entries(policy).filter(([name]) => policies.includes(name))),
    taxes: Object.fromEntries(rates),
    lines: lines.map(({ taxes: codes, ...line }) => ({ ...line, ...(codes && { taxes: flat(codes) }) })),
    ...more,
  };
}

/** A case for case_figures.cpp: sales as price requests, whatever is given back of them; everything else as it is. */
export function wholeCase(item) {
  if (item.kind === "order") return { kind: "order", ...requestOf(item) };
  if (item.kind === "refund" && item.input.order) return { kind: "order", ...requestOf({ policy: item.policy, input: item.input.order }) };
  return item;
}
