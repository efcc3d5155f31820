// The demo store's articles, as the tests need them: by SKU, with prices in minor units.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./store.mjs";

function cells(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replace(/""/g, '"'));
}
const [head, ...rows] = readFileSync(join(root, "packaging/demo/catalogue.csv"), "utf8").trim().split("\n");
const names = cells(head);
const articles = new Map(
  rows.map((row) => {
    const values = cells(row);
    const at = (name) => values[names.indexOf(name)];
    const codes = at("barcode").split("|").filter((code) => code !== "" && !code.startsWith("instore:"));
    return [at("sku"), { sku: at("sku"), name: at("name"), price: Math.round(Number(at("price")) * 100), code: codes[0], codes }];
  }),
);

export function article(sku) {
  const found = articles.get(sku);
  if (found === undefined) throw new Error(`the demo store has no ${sku}`);
  return found;
}

/** An EAN-13 with its check digit, from its first twelve. */
export function ean13(twelve) {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

/** The label that a scale prints: prefix 21, a five-digit article, grams. */
export function weighed(item, grams) {
  return ean13(`21${item}${String(grams).padStart(5, "0")}`);
}

/** Minor units of an amount as it stands on the screen, whatever the language writes around its digits. */
export function minorOf(text) {
  return Number((text ?? "").replace(/\D/g, ""));
}

/** The fewest notes and coins of the euro that make the amount: value → pieces. */
export function pieces(minor) {
  const found = new Map();
  for (const value of [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]) {
    const count = Math.floor(minor / value);
    if (count > 0) found.set(value, count);
    minor -= count * value;
  }
  return found;
}
