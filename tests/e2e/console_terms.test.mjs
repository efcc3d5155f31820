// The console's forms for what is out of the ordinary: taxes on tax, by band and exempt; a customer with a certificate and a
// tax number; what selling an article takes.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Office } from "./support/office.mjs";
import { Store } from "./support/store.mjs";

const phone = { width: 390, height: 844 };
const mango = article("MANGO");
const screens = [];
let store, browser, manager, office;

async function enter(options) {
  const made = await Office.enter(browser, store, options);
  screens.push(made);
  return made;
}
before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  manager = await store.manager();
  office = await enter({ page: "money" });
});
after(() => end({ browser, store, tills: screens }));

afterEach(() => office.page.keyboard.press("Escape"));

const rate = (n) => office.dialog.getByRole("group", { name: office.name("console_taxes.rate_n", { n }) });
const saved = async (code) => (await manager.get("/tax-categories")).items.find((each) => each.code === code);
async function newTax(name) {
  await office.visit("money");
  await office.tap("console_money.add_tax");
  await office.dialog.getByLabel(office.t("console_money.name")).fill(name);
  await office.answer("console_taxes.all");
  await rate(1).waitFor();
  assert.equal(await office.dialog.getByLabel(office.t("console_money.name"), { exact: true }).inputValue(), name, "what was typed stays");
}
async function fillRate(n, name, percent) {
  await rate(n).getByLabel(office.t("console_taxes.rate_name")).fill(name);
  await rate(n).getByLabel(office.t("console_money.percent")).fill(percent);
}
async function more(n) {
  const fold = rate(n).locator("details");
  if (!(await fold.evaluate((it) => it.open))) await fold.locator("summary").click();
}
async function save() {
  await office.answer("core.save");
  await office.dialog.waitFor({ state: "detached" });
}

test("a tax on tax, as Quebec had it", async () => {
  await newTax("Quebec");
  await fillRate(1, "GST 5 %", "5");
  await rate(1).getByLabel(office.t("console_taxes.included")).uncheck();
  await more(1);
  await rate(1).getByLabel(office.t("console_taxes.affects_base")).check();
  await office.answer("console_taxes.add_rate");
  await fillRate(2, "QST 9.5 %", "9,5");
  await rate(2).getByLabel(office.t("console_taxes.included")).uncheck();
  await office.picture("tax_compound");
  assert.deepEqual(await office.axe(), []);
  await save();
  const { rates } = await saved("quebec");
  assert.deepEqual(rates.map((each) => [each.rate, each.included, each.affectsBase ?? false]), [["5", false, true], ["9.5", false, false]]);
});

test("clothing is taxed from a price on, and sent abroad as something else", async () => {
  await newTax("Clothing");
  await fillRate(1, "Sales tax", "4");
  await rate(1).getByLabel(office.t("console_taxes.included")).uncheck();
  await more(1);
  await rate(1).getByLabel(office.t("console_taxes.band"), { exact: true }).selectOption("unit");
  await rate(1).getByLabel(office.t("console_taxes.band_from"), { exact: true }).fill("x");
  assert.ok(await office.dialog.locator("button[type=submit]").isDisabled(), "no amount, no sending");
  await rate(1).getByLabel(office.t("console_taxes.band_from"), { exact: true }).fill("110.00");
  await office.answer("console_taxes.add_place");
  await office.dialog.getByLabel(office.t("console_taxes.place"), { exact: true }).fill("Paris");
  await office.sees("console_taxes.place_wrong");
  await office.dialog.getByLabel(office.t("console_taxes.place"), { exact: true }).fill("fr");
  await office.dialog.getByLabel(office.t("console_taxes.taxed_as"), { exact: true }).selectOption("zero");
  await office.picture("tax_band");
  assert.deepEqual(await office.axe(), []);
  await save();
  const made = await saved("clothing");
  assert.deepEqual([made.rates[0].band.of, made.rates[0].band.from], ["unit", 11000]);
  assert.deepEqual(made.destinations, [{ place: "FR", taxedAs: "zero" }]);
});

test("exempt is not the same as nothing", async () => {
  await newTax("Stamps");
  await fillRate(1, "Exempt", "0");
  await more(1);
  await rate(1).getByLabel(office.t("console_taxes.exempt")).check();
  await save();
  assert.equal((await saved("stamps")).rates[0].exempt, true);
  // and it comes back as it was left
  await office.page.getByRole("button", { name: "Stamps" }).click();
  assert.ok(await rate(1).getByLabel(office.t("console_taxes.exempt")).isChecked());
  await office.press("Escape");
});

test("a business has a tax number, a certificate and days to pay", async () => {
  await office.visit("customers/new");
  await office.field("customer.name").fill("Example School");
  await office.page.getByLabel(office.t("console_customers.exemption_until")).fill("2030-06-30");
  await office.sees("console_customers.number_missing");
  assert.ok(await office.page.locator("form button[type=submit]").isDisabled(), "a day without a certificate is not dropped");
  await office.field("console_customers.exemption_number").fill("EX-2030");
  await office.page.getByLabel(office.t("console_customers.exemption_taxes")).selectOption({ label: "VAT 23 %" });
  await office.field("console_customers.tax_number").fill("IE1234567T");
  await office.field("console_customers.tax_country").fill("ie");
  await office.field("console_customers.net_days").fill("0");
  await office.sees("console_customers.net_days_wrong");
  await office.field("console_customers.net_days").fill("30");
  await office.picture("customer_business");
  assert.deepEqual(await office.axe(), []);
  await office.tap("core.save");
  await office.page.getByRole("heading", { name: "Example School" }).waitFor();
  const { items } = await manager.get("/customers?q=Example");
  const made = items[0];
  assert.deepEqual([made.exemption.number, made.exemption.taxes, made.netDays], ["EX-2030", ["VAT23"], 30]);
  assert.deepEqual(made.taxNumber, { number: "IE1234567T", country: "IE" });
  await office.visit(`customers/${made.id}`);
  await office.picture("customer_business_kept");
  assert.deepEqual(await office.axe(), []);
});

const group = (n) => office.page.getByRole("group", { name: office.name("console_terms.group_n", { n }) });
async function choose(sku) {
  const search = office.dialog.getByRole("searchbox");
  await search.fill(article(sku).name.split(",")[0]);
  await office.dialog.locator(".article-choices button").filter({ hasText: sku }).first().click();
  await office.dialog.waitFor({ state: "detached" });
}

test("what selling an article takes is set up in its sheet, each mistake at its field", async () => {
  const { variant } = await manager.get(`/lookup/${mango.code}`);
  await office.visit(`articles/${variant.productId}`);
  await office.heading("console_terms.title").waitFor();
  await office.field("console_terms.warranty").fill("many");
  await office.sees("console_terms.wrong_months");
  await office.field("console_terms.warranty").fill("24");
  await office.page.getByLabel(office.t("console_terms.serial")).check();
  await office.page.getByLabel(office.t("console_terms.issues"), { exact: true }).selectOption("membership");
  await office.field("console_terms.valid_days").fill("365");
  await office.tap("console_terms.add_group");
  await office.sees("console_terms.no_options");
  await group(1).getByLabel(office.t("console_terms.group_name")).fill("Sauce");
  await group(1).getByRole("button", { name: office.t("console_terms.add_option") }).click();
  await choose("KIWI");
  await group(1).getByLabel(office.name("console_terms.extra_of")).fill("1,50");
  await office.tap("console_terms.add_substitute");
  await choose("KIWI");
  await office.tap("console_terms.add_share");
  await office.page.getByLabel(office.t("console_terms.party")).fill("Orchard Ltd");
  await office.page.getByLabel(office.t("console_terms.percent")).fill("101");
  await office.sees("console_terms.wrong_percent");
  await office.page.getByLabel(office.t("console_terms.percent")).fill("7,5");
  await office.heading("console_terms.title").scrollIntoViewIfNeeded();
  await office.picture("terms_form");
  assert.deepEqual(await office.axe(), []);
  await office.page.locator(".card").filter({ has: office.heading("console_terms.title") }).getByRole("button", { name: office.t("core.save"), exact: true }).click();
  await office.sees("console_goods.saved");
  const terms = await manager.get(`/variants/${variant.id}/terms`);
  assert.deepEqual(terms.choices, [{ name: "Sauce", least: 1, most: 1, options: [{ sku: "KIWI", extra: 150 }] }]);
  assert.deepEqual([terms.serial, terms.warrantyMonths, terms.issues, terms.validDays], [true, 24, "membership", 365]);
  assert.deepEqual(terms.shares, [{ kind: "royalty", party: "Orchard Ltd", percent: "7.5" }]);
  assert.deepEqual(terms.substitutes.map((each) => each.sku), ["KIWI"]);
  await office.visit("money");
  await office.visit(`articles/${variant.productId}`);
  await office.page.getByLabel(office.t("console_terms.party")).waitFor();
  assert.equal(await office.field("console_terms.warranty").inputValue(), "24");
});

test("all of it fits a phone at night and reads from right to left", async () => {
  const { variant } = await manager.get(`/lookup/${mango.code}`);
  for (const [name, options] of [["phone_dark", { viewport: phone, theme: "dark" }], ["ar", { lang: "ar" }]]) {
    const other = await enter({ page: `articles/${variant.productId}`, ...options });
    await other.heading("console_terms.title").waitFor();
    await other.settled();
    await other.heading("console_terms.title").scrollIntoViewIfNeeded();
    await other.picture(`terms_form_${name}`);
    assert.deepEqual(await other.axe(), []);
    assert.deepEqual(await other.stickingOut(), []);
    await other.visit("customers/new");
    await other.picture(`customer_form_${name}`);
    assert.deepEqual(await other.axe(), []);
    assert.deepEqual(await other.stickingOut(), []);
    await other.visit("money");
    await other.page.getByRole("button", { name: "Quebec" }).click();
    await other.dialog.waitFor();
    await other.picture(`tax_form_${name}`);
    assert.deepEqual(await other.axe(), []);
  }
});
