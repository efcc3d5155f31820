// The engine in the browser and the engine of the appliance: the same bytes for every case and for baskets by chance.
//   HOLDFAST_BIN=<folder with price_lines>  HOLDFAST_WASM=<pricing.wasm>  HOLDFAST_BASKETS=1000
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { allCases, requestOf, wholeCase } from "./cases.mjs";
import { open } from "./module.mjs";
import { basketBy, chance, chargeBy, ruleBy, saleBy } from "./random_baskets.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const bin = process.env.HOLDFAST_BIN ?? join(root, "build/release/bin");
const file = process.env.HOLDFAST_WASM ?? join(bin, "../generated/wasm/pricing.wasm");
const all = file.replace(/pricing\.wasm$/, "pricing_cases.wasm");
const shared = process.env.HOLDFAST_SHARED ?? join(root, "../shared");
const missing = [file, join(bin, "price_lines")].filter((each) => !existsSync(each));
const skip = missing.length > 0 && `not built: ${missing.join(", ")}`;

/** One process for all of it, as one page prices one basket after the other. */
function here(lines) {
  const { status, stdout, stderr } = spawnSync(join(bin, "price_lines"), { input: `${lines.join("\n")}\n`, maxBuffer: 1 << 28, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split("\n");
}
function compare(requests, rules) {
  const engine = open(file);
  const texts = requests.map((request) => (typeof request === "string" ? request : JSON.stringify(request)));
  const native = here(rules === undefined ? texts : [`rules ${rules}`, ...texts]);
  if (rules !== undefined) assert.equal(engine.keepRules(rules), native.shift());
  let refused = 0;
  texts.forEach((text, i) => {
    const answer = engine.price(text);
    assert.equal(answer, native[i], text);
    if (answer.startsWith('{"refused"')) refused += 1;
  });
  return { priced: texts.length - refused, refused };
}

test("every order of the reference cases is answered the same, byte for byte", { skip }, (t) => {
  const cases = allCases(shared).filter(({ kind }) => kind === "order");
  if (cases.length === 0) return t.skip(`no cases in ${shared}`);
  const { priced, refused } = compare(cases.map(requestOf));
  console.log(`reference browser orders: ${cases.length} answered alike (${priced} priced, ${refused} refused as they are not for a till)`);
  // What is not for a till: rules that leave fractions, and currencies that ISO 4217 does not know.
  const leavesFractions = ({ policy, input }) => Object.values(policy).includes("exact") || input.currency.step !== undefined || input.currency.code.length !== 3;
  const most = cases.filter(leavesFractions).length;
  assert.ok(refused <= most, `${refused} refused, ${most} leave fractions`);
});

test("every figure of every reference case, of whatever kind, is the same", { skip: skip || (!existsSync(all) && `not built: ${all}`) }, (t) => {
  const cases = allCases(shared);
  if (cases.length === 0) return t.skip(`no cases in ${shared}`);
  const engine = open(all);
  const texts = cases.map((item) => JSON.stringify(wholeCase(item)));
  const native = here(texts.map((text) => `case ${text}`));
  const kinds = {};
  texts.forEach((text, i) => {
    assert.equal(engine.figures(text), native[i], text);
    const { kind } = cases[i];
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    assert.ok(native[i].length > 3 && native[i] !== "unknown kind", `${cases[i].id}: ${native[i]}`);
  });
  console.log(`reference browser cases: ${cases.length} passed, 0 failed (${Object.entries(kinds).map(([kind, n]) => `${n} ${kind}`).join(", ")})`);
});

test("baskets and rules by chance are answered the same", { skip }, () => {
  const pick = chance(20261121);
  const rules = JSON.stringify({ currency: "EUR", promotions: Array.from({ length: 200 }, (_, i) => ruleBy(pick, `kept-${i}`)) });
  const count = Number(process.env.HOLDFAST_BASKETS ?? 1000);
  const { priced } = compare(Array.from({ length: count }, () => basketBy(pick)), rules);
  assert.ok(priced >= count * 0.9, `${priced} of ${count} priced`);
});

test("sales with deposits, fees, service and delivery by chance are answered the same", { skip }, () => {
  const pick = chance(20261122);
  const engine = open(file);
  const rules = JSON.stringify({ currency: "EUR", promotions: Array.from({ length: 40 }, (_, i) => ruleBy(pick, `kept-${i}`)) });
  const charges = Array.from({ length: 12 }, (_, i) => chargeBy(pick, `charge-${i}`));
  const kept = JSON.stringify({ currency: "EUR", charges: [...charges, { id: "does not read" }] });
  const sales = Array.from({ length: Number(process.env.HOLDFAST_BASKETS ?? 1000) }, () => JSON.stringify(saleBy(pick, charges)));
  const native = here([`rules ${rules}`, `charges ${kept}`, ...sales.map((sale) => `sale ${sale}`)]);
  assert.equal(engine.keepRules(rules), native.shift());
  assert.equal(engine.keepCharges(kept), native.shift());
  let charged = 0;
  sales.forEach((sale, i) => {
    assert.equal(engine.priceSale(sale), native[i], sale);
    if (native[i].includes('"id":"charge-1"')) charged += 1;
  });
  assert.ok(charged > sales.length / 2, `${charged} of ${sales.length} sales had charges`);
});

test("what cannot be priced is refused in the same words", { skip }, () => {
  compare(["", "{", '{"currency":"EUR"}', '{"currency":"ZZZ","lines":[]}', '{"a":1,"a":2}', "[1e999]", "[".repeat(70), '"\\ud800"', "{}x",
    '{"currency":"EUR","lines":[{"unit_price":"1","quantity":"0"}]}', '{"currency":"EUR","lines":[{"unit_price":"x","bogus":1}]}',
    '{"currency":"EUR","lines":[{"unit_price":"999999999999999","quantity":"999999999"}]}']);
  assert.match(open(file).keepRules('{"currency":"EUR","promotions":[{"id":""}]}'), /^\{"refused"/);
});

test("the module asks nothing of a system but what its C library names, and gives its memory back", { skip }, () => {
  const engine = open(file);
  assert.deepEqual(engine.imports.sort(), ["fd_close", "fd_seek", "fd_write"]);
  const pick = chance(7);
  const baskets = Array.from({ length: 50 }, () => JSON.stringify(basketBy(pick)));
  for (const basket of baskets) engine.price(basket);
  const before = engine.pages();
  for (let round = 0; round < 40; ++round) for (const basket of baskets) engine.price(basket);
  assert.equal(engine.pages(), before);
  const bytes = readFileSync(file);
  console.log(`budget pricing.wasm: ${(bytes.length / 1000).toFixed(0)} kB, ${(gzipSync(bytes, { level: 9 }).length / 1000).toFixed(0)} kB gzipped`);
});
