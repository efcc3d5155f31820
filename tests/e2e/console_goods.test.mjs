// The console's goods and machine pages: prices over time, promotions and the basket that is only tried, stock, devices,
// the line to the hub and what may be done without it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article, minorOf } from "./support/catalogue.mjs";
import { Console } from "./support/console.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { until } from "./support/until.mjs";

const phone = { width: 390, height: 844 };
const mango = article("MANGO");
let store, browser, office, counter, printer, page, mangoPage;
const open = [];

async function consoleAt(place, options = {}) {
  const made = await Console.open(browser, store.url, options);
  open.push(made);
  await made.enter(store, place);
  await made.loaded();
  return made;
}
async function at(place) {
  await page.at(place);
  await page.loaded();
}
const row = (text) => page.page.getByRole("row").filter({ hasText: text });
/** Adds an article by the picker; a scan would do the same. */
async function pick(key, text, sku) {
  await page.page.getByRole("searchbox", { name: page.t(key) }).fill(text);
  await page.page.locator(".article-choices button").filter({ hasText: sku }).first().click();
}

before(async () => {
  store = await (await Store.make()).start();
  office = await store.manager();
  counter = await Counter.start("scale");
  printer = await counter.connect(office, "printer");
  const { variant } = await office.get(`/lookup/${mango.code}`);
  mangoPage = variant.productId;
  browser = await launch();
  page = await consoleAt("articles");
});
after(async () => {
  await end({ browser, store, tills: open });
  counter.close();
});

test("an article is found by a word or a scan, and its page says what it costs and why", async () => {
  await page.page.getByRole("searchbox", { name: page.t("console_goods.search") }).fill("mang");
  await row("MANGO").first().waitFor();
  await page.picture("console_articles_en");
  assert.deepEqual(await page.axe(), []);
  await page.scan(mango.code);
  await page.heading("console_goods.prices").waitFor();
  await page.page.getByText(page.t("console_goods.costs_now"), { exact: true }).waitFor();
});

test("another variant of a product is added, and stands beside the first", async () => {
  await at(`articles/${mangoPage}`);
  await page.tap("console_goods.new_variant");
  await page.dialog.getByLabel(page.t("console_goods.variant_title")).fill("Box of 12");
  await page.dialog.getByLabel(page.t("console_goods.sku")).fill("MANGO-12");
  await page.dialog.getByLabel(page.t("console_goods.price"), { exact: true }).fill("17.90");
  await page.answer("core.save");
  await page.page.getByRole("radio", { name: "Box of 12", checked: true }).waitFor();
  assert.equal((await office.get("/lookup/MANGO-12")).variant.price, 1790);
  await page.page.getByRole("radio").first().click();
});

test("a price that is taken down for an hour is what the till takes, is shown as such, and is ended by a button", async () => {
  await at(`articles/${mangoPage}`);
  await page.tap("console_goods.lower_price");
  await page.dialog.getByLabel(page.t("console_goods.price_while_down")).fill("9.99");
  await page.dialog.getByText(page.has("console_goods.not_below")).waitFor();
  await page.dialog.getByLabel(page.t("console_goods.price_while_down")).fill("0.99");
  await page.dialog.getByLabel(page.t("core.reason")).fill("Soft");
  await page.picture("console_price_down");
  assert.deepEqual(await page.axe(), []);
  await page.answer("console_goods.lower_price");
  await page.page.locator(".lowered").waitFor();
  assert.equal((await office.get(`/lookup/${mango.code}`)).variant.price, 99);
  await page.picture("console_article_lowered");
  assert.deepEqual(await page.axe(), []);
  await at("prices");
  await row(page.t("console_goods.price_running")).filter({ hasText: "Soft" }).waitFor();
  await page.picture("console_prices");
  await row("Soft").getByRole("button", { name: page.t("console_goods.end_down") }).click();
  await page.answer("console_goods.end_down");
  await row(page.t("console_goods.price_ended")).filter({ hasText: "Soft" }).waitFor();
  assert.equal((await office.get(`/lookup/${mango.code}`)).variant.price, mango.price);
});

test("a price planned for tomorrow stands in the history and changes nothing today", async () => {
  await at(`articles/${mangoPage}`);
  await page.tap("console_goods.plan_price");
  await page.dialog.getByLabel(page.t("console_goods.price"), { exact: true }).fill("2,49");
  await page.answer("core.save");
  await row(page.t("console_goods.price_planned")).waitFor();
  const { variant } = await office.get(`/lookup/${mango.code}`);
  const prices = await office.get(`/variants/${variant.id}/prices`);
  assert.deepEqual(prices.prices.map(({ amount, state }) => [amount, state]), [[249, "planned"]]);
  assert.equal(prices.now, mango.price);
});

test("a file with other column names is mapped, looked at, and only then imported", async () => {
  await at("articles/import");
  // As a Western spreadsheet writes it: semicolons, decimal commas, its own letters.
  const file = "Artikelnummer;Bezeichnung;Preis;EAN;Code;tax\nCSV-1;Thé en vrac;3,49;;x;standard\nCSV-2;;x;;;standard\n";
  await page.page.locator("input[type=file]").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(file, "latin1") });
  const first = page.page.getByRole("table", { name: page.t("console_goods.first_rows") });
  await first.waitFor();
  assert.deepEqual(await first.getByRole("columnheader").allTextContents(), ["sku", "name", "price", "barcode", "taxCategory"].map((field) => page.t(`console_goods.field_${field}`)));
  assert.deepEqual(await first.getByRole("row").nth(1).locator("th, td").allTextContents(), ["CSV-1", "Thé en vrac", "3.49", "", "standard"]);
  await page.tap("console_goods.preview");
  await page.page.getByRole("table", { name: page.t("console_goods.rejected") }).getByText("CSV-2").waitFor();
  await page.picture("console_import");
  assert.deepEqual(await page.axe(), []);
  await page.tap("console_goods.import_now");
  await page.sees("console_goods.imported");
  const { name, price } = (await office.get("/lookup/CSV-1")).variant;
  assert.deepEqual([name, price], ["Thé en vrac", 349]);
});

test("shelf labels have the price, the name and bars that a scanner reads", async () => {
  await at("articles/labels?q=mango");
  await page.page.locator(".label").first().waitFor();
  assert.ok((await page.page.locator(".label-bars rect").count()) > 20);
  await page.picture("console_labels");
  assert.deepEqual(await page.axe(), []);
});

test("three for two is made by a form, tried on a basket with its trail, and ended", async () => {
  await at("promotions/new");
  await page.field("console_goods.name").fill("Mango week");
  await page.page.getByLabel(page.t("console_goods.deal"), { exact: true }).selectOption("n_for_m");
  await page.tap("console_goods.add_article");
  await pick("console_goods.add_article", "mango", "MANGO");
  await page.picture("console_promotion_new");
  assert.deepEqual(await page.axe(), []);
  await page.tap("core.save");
  await row("Mango week").waitFor();
  await page.picture("console_promotions");
  await at("promotions/try");
  for (let n = 0; n < 3; ++n) await pick("console_goods.add_article", "mango", "MANGO");
  const total = page.page.locator(".figure-accent .figure-value").filter({ hasText: ((2 * mango.price) / 100).toFixed(2) });
  await total.waitFor();
  assert.equal(minorOf(await total.textContent()), 2 * mango.price);
  const step = page.page.locator(".explain-steps li").filter({ hasText: page.has("explain.promotion", { name: "Mango week" }) });
  await step.filter({ hasText: (mango.price / 100).toFixed(2) }).waitFor();
  await page.picture("console_sandbox");
  assert.deepEqual(await page.axe(), []);
  await at("promotions");
  await row("Mango week").getByRole("button", { name: page.t("console_goods.end_promotion") }).click();
  await page.answer("console_goods.end_promotion");
  await row("Mango week").filter({ hasText: page.t("console_goods.price_ended") }).waitFor();
});

test("a document with a mistake says where it is, and nothing is kept", async () => {
  await at("promotions/import");
  await page.field("console_goods.json_text").fill('[{"id": "x", "actions": [{"type": "percent", "value": "120"}]}]');
  await page.tap("console_goods.import_now");
  await page.page.getByText("/0/actions/0/value").waitFor();
  assert.deepEqual(await page.axe(), []);
});

test("goods are received by scans and stand in the article's ledger with the delivery's number", async () => {
  const { variant } = await office.get(`/lookup/${mango.code}`);
  await at("stock/receive");
  const quantity = page.page.getByLabel(page.name("console_goods.quantity_of", { name: variant.name }));
  for (const pieces of ["1", "2"]) {
    await page.scan(mango.code);
    await page.page.waitForFunction((wanted) => document.querySelector(".stock-lines input")?.value === wanted, pieces);
  }
  await quantity.fill("24");
  await page.field("console_goods.reference").fill("LS-4711");
  await page.picture("console_receive");
  assert.deepEqual(await page.axe(), []);
  await page.tap("console_goods.book_in");
  await page.sees("console_goods.received", { n: 1 });
  await at(`stock/${variant.id}`);
  await row("LS-4711").filter({ hasText: "+24" }).waitFor();
  await page.tap("console_goods.write_off");
  await page.dialog.getByLabel(page.t("console_goods.quantity_write_off")).fill("3");
  await page.answer("console_goods.write_off");
  await row(page.t("console_goods.lost_damaged")).filter({ hasText: "-3" }).waitFor();
  await page.picture("console_ledger");
  assert.deepEqual(await page.axe(), []);
});

test("a count is kept scan by scan, shows its differences and posts them", async () => {
  await at("stock/counts");
  await page.tap("console_goods.new_count");
  await page.dialog.getByLabel(page.t("console_goods.count_name")).fill("Fruit");
  await page.answer("console_goods.begin");
  await page.page.getByRole("heading", { name: "Fruit" }).waitFor();
  for (let n = 1; n <= 3; ++n) {
    await page.scan(mango.code);
    await page.page.locator(".count-last").filter({ hasText: `: ${n}` }).waitFor();
  }
  await page.picture("console_count");
  assert.deepEqual(await page.axe(), []);
  await page.tap("console_goods.post_count");
  await page.answer("console_goods.post_count");
  await page.sees("console_goods.count_posted");
  const { variant } = await office.get(`/lookup/${mango.code}`);
  assert.equal((await office.get(`/stock?variantId=${variant.id}`)).items[0].quantity, "3");
});

test("a device says how it is and what to do, its line can be watched, and a job that waits is discarded", async () => {
  await counter.set("printer", { paper: "out" });
  await counter.state(office, printer.id, "fault");
  await at("devices");
  await row("printer").filter({ hasText: page.t("printing.paper_end") }).waitFor();
  await page.picture("console_devices");
  assert.deepEqual(await page.axe(), []);
  await page.page.getByRole("link", { name: "printer" }).click();
  await page.tap("console_machine.trace_on");
  await page.page.locator(".document").filter({ hasText: "<" }).waitFor();
  await page.picture("console_device");
  assert.deepEqual(await page.axe(), []);
  await page.tap("console_machine.trace_stop");
  await page.sees("console_machine.trace_not_recorded");
  await page.page.locator(".document").waitFor({ state: "detached" });
  assert.equal((await office.get(`/devices/${printer.id}`)).traced, false);
  await page.picture("console_device_untraced");
  await page.tap("console_machine.trace_record");
  await page.sees("console_machine.trace_recorded");
  assert.equal((await office.get(`/devices/${printer.id}`)).traced, true);
  await page.tap("devices.test");
  await at("devices");
  await row(page.t("console_machine.job_test")).getByRole("button", { name: page.t("console_machine.discard") }).click();
  await page.answer("console_machine.discard");
  await row(page.t("console_machine.job_test")).filter({ hasText: page.t("console_machine.discarded") }).waitFor();
  // What was discarded stands in nobody's way: the next page comes out once there is paper.
  await counter.set("printer", { paper: "present" });
  await counter.state(office, printer.id, "online");
  const { printJobId } = await office.post(`/devices/${printer.id}/test`, {});
  await until(async () => (await office.get(`/print-jobs/${printJobId}`)).state === "confirmed", "the page after a discarded one comes out");
  const { items } = await office.get(`/print-jobs?deviceId=${printer.id}`);
  assert.deepEqual(items.map(({ state, why }) => `${state} ${why}`).sort(), ["confirmed printed", "failed discarded"]);
});

test("a store without a hub says so, and what a lost line would change is the table compared with itself", async () => {
  await at("replication");
  await page.sees("console_machine.alone");
  await page.picture("console_replication_alone");
  assert.deepEqual(await page.axe(), []);
  await at("replication/enrol");
  assert.deepEqual(await page.axe(), []);
  await at("capabilities");
  await page.heading("console_machine.outlook").waitFor();
  await page.page.getByRole("table", { name: page.t("console_machine.outlook") }).locator("tbody tr").first().waitFor();
  await page.picture("console_capabilities");
  assert.deepEqual(await page.axe(), []);
});

test("a store whose hub is silent shows what waits, pauses the line, and a row that cannot be in force with its document", async () => {
  const cut = await Store.make();
  const identity = { url: "http://127.0.0.1:9", siteId: "x", tenantId: "t", channelId: "c", key: "-", certificate: "-", authority: "-", renewAfter: "2036-01-01T00:00:00.000Z" };
  writeFileSync(join(cut.data, "hub.json"), JSON.stringify(identity), { mode: 0o600 });
  const rows = `
INSERT INTO feed_row(dataset, row_key, row_version, body_sha, body, trouble) VALUES ('article', 'NEW-1', 7, zeroblob(32), '{"sku":"NEW-1","taxCategory":"moon"}', 'there is no tax category moon');
INSERT INTO dead_letter(uuid, direction, dataset, row_key, event_type, error_class, detail, first_us, last_us)
  VALUES (randomblob(16), 'down', 'article', 'NEW-1', 'article', 'ValidationError', 'there is no tax category moon', 1795255200000000, 1795255200000000);`;
  const script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.executescript(sys.argv[2]); db.commit()";
  execFileSync("/usr/bin/python3", ["-c", script, join(cut.data, "store.db"), rows]);
  await cut.start();
  const looker = await Console.open(browser, cut.url, {});
  try {
    await looker.enter(cut, "replication");
    await looker.loaded();
    await looker.page.getByText(looker.t("console_machine.lag_money")).waitFor();
    await looker.picture("console_replication");
    assert.deepEqual(await looker.axe(), []);
    await looker.page.getByRole("region", { name: looker.t("console_machine.up"), exact: true }).getByRole("button", { name: looker.t("console_machine.pause") }).click();
    await looker.dialog.getByLabel(looker.t("core.reason")).fill("The hub moves");
    await looker.answer("console_machine.pause");
    await looker.page.getByText("The hub moves").waitFor();
    await looker.page.getByRole("link", { name: "NEW-1" }).click();
    await looker.page.locator(".document").filter({ hasText: '"taxCategory": "moon"' }).waitFor();
    await looker.picture("console_letter");
    assert.deepEqual(await looker.axe(), []);
    // It comes down by itself once it is mended there: trying again is no choice.
    assert.equal(await looker.button("console_machine.replay").count(), 0);
    await looker.tap("console_machine.discard_letter");
    await looker.dialog.getByLabel(looker.t("core.reason")).fill("Mended at the hub");
    await looker.answer("console_machine.discard_letter");
    await looker.page.getByText("Mended at the hub", { exact: true }).waitFor();
  } finally {
    await looker.close();
    await cut.kill();
  }
});

test("a drill pulls the line, is ended by hand, and its report says what was sold and refused", async () => {
  await at("capabilities");
  await page.tap("console_machine.drill_begin");
  await page.dialog.getByLabel(page.t("core.reason")).fill("Practice");
  await page.answer("console_machine.drill_begin");
  await page.page.locator(".drill-running").waitFor();
  const refused = await office.post("/products", { name: "Not now", taxCategory: "zero", variants: [{ sku: "NOT-NOW" }] });
  assert.equal(refused.status, 503);
  await page.picture("console_drill");
  await page.tap("console_machine.drill_end");
  await page.page.locator(".drill-running").waitFor({ state: "detached" });
  await page.page.getByRole("table", { name: page.t("console_machine.drills") }).getByRole("button").first().click();
  await page.dialog.getByText(page.has("console_machine.what_was_different")).waitFor();
  await page.picture("console_drill_report");
  assert.deepEqual(await page.axe(), []);
  await page.press("Escape");
});

test("the policy is narrowed by a choice a row, as a new version", async () => {
  await at("capabilities/policy");
  await page.page.getByLabel("Take a price down for a while").selectOption("denied");
  await page.picture("console_policy");
  assert.deepEqual(await page.axe(), []);
  await page.tap("console_machine.policy_save");
  await page.sees("console_machine.policy_saved");
  const policy = await office.get("/capabilities/policy");
  assert.deepEqual(policy.operations, { "price.down": { state: "denied" } });
});

const looks = [["fr", "light", phone], ["ar", "dark", undefined]];
if (process.env.HOLDFAST_EVERY_LOOK) looks.push(["ar", "dark", phone], ["ar", "light", undefined], ["fr", "dark", undefined], ["en", "dark", phone]);
for (const [lang, theme, viewport] of looks)
  test(`every page holds together in ${lang}, ${theme}, ${viewport ? "on a phone" : "on a desk"}`, async () => {
    const looker = await consoleAt("articles", { lang, theme, ...(viewport ? { viewport } : {}) });
    const { variant } = await office.get(`/lookup/${mango.code}`);
    const places = ["articles", `articles/${mangoPage}`, "prices", "promotions", "promotions/new", "promotions/try", "stock", `stock/${variant.id}`, "devices", "devices/add", "replication", "capabilities"];
    for (const place of places) {
      await looker.at(place);
      await looker.loaded();
      await looker.picture(`console_${lang}_${theme}_${viewport ? "phone" : "desk"}_${place.replace(/\W+/g, "_").slice(0, 24)}`);
      assert.deepEqual(await looker.axe(), [], place);
      const wide = await looker.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${place} is ${wide} px wider than the screen`);
    }
    await looker.close();
    open.splice(open.indexOf(looker), 1);
  });
