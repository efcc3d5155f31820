// The page reckons by itself while the appliance answers, and says why something costs what it costs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article, minorOf } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const cucumber = article("CUCUMBER");
const broccoli = article("BROCCOLI");
const mango = article("MANGO");
const tea = article("TEA-BLACK-80");
const green = article("TEA-GREEN-20");
let store, browser, till, office;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  office = await store.manager();
  const answer = await office.post("/promotion-rules", [
    { id: "mango-week", name: "Mango week", version: 2, actions: [{ type: "percent", value: "10", select: { skus: ["MANGO"] } }] },
    { id: "big-basket", name: "Big basket", conditions: { min_amount: { amount: "500" } }, actions: [{ type: "percent", value: "5", select: { skus: ["MANGO"] } }] },
    { id: "crew-tea", customer_groups: ["crew"], actions: [{ type: "percent", value: "10", select: { skus: [tea.sku] } }] },
    { id: "spring", coupon: "SPRING", uses_left: 5000, actions: [{ type: "amount", value: "0.50", select: { skus: [tea.sku] } }] },
  ]);
  assert.equal(answer.added, 4, JSON.stringify(answer));
  await office.post("/promotion-rules/spring/codes", { codes: ["SPRING-TEA-1"] });
  const charges = await office.post("/charges", [
    { id: "tin", kind: "deposit", name: "Deposit, tin", amount: "0.25", goods: { skus: [tea.sku] }, tax_category: "standard" },
    { id: "served", kind: "service", name: "Service", percent: "12.5", goods: { skus: [tea.sku, green.sku] } },
  ]);
  assert.equal(charges.added, 2, JSON.stringify(charges));
  const lists = await office.post("/price-lists", [{ id: "crew-prices", rules: [{ sku: green.sku, value: "1.50", customer_groups: ["crew"] }] }]);
  assert.equal(lists.added, 1, JSON.stringify(lists));
  await office.post("/customers", { name: "Crew of the quay", groups: ["crew"] });
  till = await Till.open(browser, store.url);
  await till.ready(store);
  await foresees(till);
});
after(() => end({ browser, store, tills: [till], misjudged: 1 }));
/** Of 12.5 %. */
const share = (goods) => Math.round(goods / 8);
const off = (price) => price - Math.round(price / 10);
/** Until the module and the prices are there; they come after the page. */
const foresees = (at) => at.page.locator("html[data-foresight=ready]").waitFor({ state: "attached" });
const differences = async () => /holdfast_till_price_differences\w*(?:{[^}]*})? (\d+)/.exec(await (await fetch(`${store.url}/metrics`)).text())?.[1];

test("scanned while the appliance is away: the line and the total are there at once, marked, and the answer agrees", async () => {
  await till.scanTo(cucumber.code, cucumber.price);
  await store.kill();
  await till.scan(mango.code);
  await till.scan(broccoli.code);
  await till.scan(cucumber.code);
  const coming = till.page.locator("li.line-foreseen");
  await coming.nth(1).waitFor();
  assert.deepEqual(await coming.locator("bdi").allTextContents(), [mango.name, broccoli.name]);
  assert.match(await till.page.locator("[data-item].line-foreseen .line-count").textContent(), /^2/);
  const total = 2 * cucumber.price + off(mango.price) + broccoli.price;
  await till.sees("sale.total_foreseen");
  assert.match((await till.page.locator(".totals-foreseen .total-due dd").textContent()).replace(/\D/g, ""), new RegExp(`^${total}$`));
  assert.equal(await till.due(), cucumber.price, "paying goes by what was answered");
  assert.deepEqual(await till.axe(), []);
  await till.picture("foreseen");
  await store.start();
  await till.dueIs(total);
  await till.linesAre(3);
  await coming.first().waitFor({ state: "detached" });
  assert.equal(await differences(), "0");
});

test("a price that changed behind the page: the answer counts, and the difference is reported", async () => {
  const known = (await office.get("/products?q=mango")).items[0].variants.find(({ sku }) => sku === "MANGO");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await till.page.route("**/v1/pricing/**", (route) => (route.request().method() === "GET" ? route.abort() : route.continue()));
  await till.page.route("**/v1/carts/*/items", async (route) => {
    await held;
    await route.continue();
  });
  const patch = await office.send("PATCH", `/variants/${known.id}`, { price: mango.price + 100 });
  assert.ok(patch.ok, await patch.text());
  const before = await till.due();
  await till.scan(mango.code);
  await till.page.locator(".totals-foreseen").waitFor();
  release();
  const now = before - off(mango.price) + 2 * (mango.price + 100) - Math.round((mango.price + 100) / 5);
  await till.dueIs(now);
  for (let tries = 0; (await differences()) !== "1" && tries < 100; ++tries) await till.page.waitForTimeout(50);
  assert.equal(await differences(), "1");
  await till.page.unrouteAll({ behavior: "wait" });
});

test("a page that starts anew knows prices from before, without asking, and keeps the module", async () => {
  const other = await Till.open(browser, store.url, { workers: "allow" });
  await other.ready(store, { register: "Till 2", staff: store.staff.supervisor, float: "50.00" });
  await foresees(other);
  const kept = () =>
    other.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const files = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
      return files.flat().filter((url) => url.endsWith(".wasm")).length;
    });
  for (let tries = 0; (await kept()) !== 1 && tries < 100; ++tries) await other.page.waitForTimeout(100);
  assert.equal(await kept(), 1);
  await other.page.route("**/v1/pricing/**", (route) => route.abort());
  await other.page.reload();
  await foresees(other);
  assert.deepEqual(other.errors, []);
  await other.close();
});

test("a key says why: prices, promotions with their version, what did not apply, taxes", async () => {
  await till.press("Alt+w");
  await till.dialog.waitFor();
  const text = await till.dialog.textContent();
  for (const word of ["Mango week", "version 2", "Big basket", "Too little is bought", "VAT"]) assert.ok(text.includes(word), `${word} in: ${text}`);
  assert.deepEqual(await till.axe(), []);
  await till.picture("explain");
  await till.answer("core.close");
  await till.button("sale.why_total").click();
  await till.dialog.waitFor();
  await till.answer("core.close");
});

test("a sale that is done is explained by what was stored with it", async () => {
  await till.payExact();
  await till.nextSale();
  await till.press("Alt+j");
  await till.page.locator(".journal-row").first().click();
  await till.tap("journal.why_price");
  await till.dialog.waitFor();
  assert.ok((await till.dialog.textContent()).includes("Mango week"));
  assert.deepEqual(await till.axe(), []);
  await till.picture("explain-sold");
  await till.answer("core.close");
});

test("a customer's group and price list, a code, a deposit and service are in what is foreseen, to the cent", async () => {
  await till.scanTo(tea.code, tea.price + 25 + share(tea.price));
  const met = till.page.waitForResponse((answer) => /\/v1\/customers\/[^/?]+$/.test(answer.url()) && answer.ok());
  await till.press("Alt+c");
  await till.page.locator(".customer input").fill("Crew");
  await till.page.locator(".customer-pick").first().click();
  await met;
  await till.dueIs(off(tea.price) + 25 + share(off(tea.price)));
  await till.scan("SPRING-TEA-1");
  const one = off(tea.price) - 50;
  await till.dueIs(one + 25 + share(one));
  await foresees(till);
  await store.kill();
  await till.scan(tea.code);
  await till.scan(green.code);
  await till.page.locator("li.line-foreseen").waitFor();
  const goods = off(2 * tea.price) - 2 * 50 + 150; // the price of the crew's list
  const total = goods + 2 * 25 + share(goods);
  const foreseen = till.page.locator(".totals-foreseen .total-due dd");
  const digits = new RegExp(String(total).split("").join("\\D*"));
  await foreseen.filter({ hasText: digits }).waitFor();
  assert.equal(minorOf(await foreseen.textContent()), total);
  assert.deepEqual(await till.axe(), []);
  await till.picture("foreseen-charges");
  assert.ok(!(await till.messages()).join().includes(till.t("problem.page")), "nothing failed on the page");
  await store.start();
  await till.dueIs(total);
  await foreseen.waitFor({ state: "detached" });
  await till.linesAre(2);
  assert.equal(await differences(), "0");
  await till.payExact();
  await till.nextSale();
});

for (const [lang, viewport] of [["fr", { width: 390, height: 844 }], ["ar", { width: 1024, height: 768 }]])
  test(`the same in ${lang}, ${viewport.width} wide`, async () => {
    const other = await Till.open(browser, store.url, { lang, viewport, theme: lang === "ar" ? "dark" : "light" });
    await other.ready(store, { register: "Till 2", staff: store.staff.supervisor, float: null });
    await other.scan(mango.code);
    await other.linesAre(1);
    await other.press("Alt+w");
    await other.dialog.waitFor();
    assert.ok((await other.dialog.textContent()).includes("Mango week"));
    assert.deepEqual(await other.axe(), []);
    await other.picture(`explain-${lang}`);
    await other.answer("core.close");
    assert.deepEqual(other.errors, []);
    await other.press("Alt+v");
    await other.close();
  });
