// Every kind of sale, from the first article to the receipt: each answers the receipt's number and leaves the till free.
import assert from "node:assert/strict";
import { article, minorOf, weighed } from "./catalogue.mjs";

const cucumber = article("CUCUMBER");
const broccoli = article("BROCCOLI");
const strawberries = article("STRAWB-400");
const mango = article("MANGO");

async function done(till, number) {
  assert.match(number ?? "", /^\d+-\d{6,}$/, "the receipt's number stands on the screen");
  await till.nextSale();
  return number;
}
const change = async (till) => minorOf(await till.page.locator(".done-change-amount").textContent());

/** Three scans in a row, a note of twenty, and the change. */
export async function scanned(till) {
  for (const { code } of [cucumber, broccoli, strawberries]) await till.scan(code);
  const total = cucumber.price + broccoli.price + strawberries.price;
  await till.dueIs(total);
  await till.toTender();
  await till.field("tender.amount").fill("20");
  await till.press("Enter");
  const number = await till.booked();
  assert.equal(await change(till), 2000 - Math.round(total / 5) * 5, "change out of twenty, rounded to five cents");
  return done(till, number);
}

/** `3 *`, then one scan. */
export async function threeTimes(till) {
  await till.type("3*");
  await till.scanTo(mango.code, 3 * mango.price);
  await till.linesAre(1);
  return done(till, await till.payExact());
}

/** A label from the scale: its weight is in the code. */
export async function fromTheScale(till) {
  const bananas = article("BANANA");
  await till.scanTo(weighed("04011", 850), Math.round(bananas.price * 0.85));
  return done(till, await till.payCard());
}

/** Look-up numbers typed on the keys; what is sold by weight asks for it. */
export async function typedNumbers(till) {
  const [avocado, apples] = [article("AVOCADO"), article("APPLE-GALA")];
  await till.enter(avocado.code);
  await till.dueIs(avocado.price);
  await till.enter(apples.code);
  await till.dialog.getByRole("textbox").fill("0,5");
  await till.press("Enter");
  await till.dueIs(avocado.price + Math.round(apples.price * 0.5));
  return done(till, await till.payExact());
}

/** Words in the search field, then the article. */
export async function searched(till) {
  const kiwi = article("KIWI");
  await till.pane("find");
  const field = till.page.getByRole("combobox", { name: till.t("sale.search") });
  await field.fill("kiwi");
  await till.page.getByRole("option", { name: kiwi.name }).first().click();
  await till.dueIs(kiwi.price);
  return done(till, await till.payExact());
}

/** A tap on the store's own page of tiles. */
export async function tapped(till) {
  const croissant = article("CROISSANT");
  await till.pane("find");
  await till.page.getByRole("button", { name: /^Croissant/ }).click();
  await till.dueIs(croissant.price);
  return done(till, await till.payCard());
}

/** An article whose price the cashier names. */
export async function openPrice(till) {
  await till.pane("find");
  await till.page.getByRole("button", { name: /^Bouquet/ }).click();
  await till.dialog.getByRole("textbox", { name: till.name("sale.price_in") }).fill("32.50");
  await till.press("Enter");
  await till.dueIs(3250);
  return done(till, await till.payCard());
}

/** A code that nobody knows, sold by hand with a supervisor's consent. */
export async function notOnFile(till, { supervisor }) {
  await till.scan("4006381333931");
  await till.sees("sale.unknown_title", { code: "4006381333931" });
  await till.tap("sale.unknown_quick");
  await till.field("sale.quick_name").fill("Garden gnome");
  await till.press("Enter");
  await till.field("sale.price_in").fill("7,90");
  await till.press("Enter");
  await till.approve(supervisor);
  await till.dueIs(790);
  assert.deepEqual(await till.lines(), ["Garden gnome"]);
  return done(till, await till.payExact());
}

/** Something that not everybody may buy. */
export async function ageRestricted(till) {
  const beer = article("BEER-IPA-440");
  await till.scan(beer.code);
  await till.answer("sale.age_yes");
  await till.dueIs(beer.price);
  return done(till, await till.payExact());
}

/** Ten per cent off a line, which is all a cashier may give; one euro more off the sale takes a supervisor. */
export async function discounted(till, { supervisor }) {
  await till.scanTo(strawberries.code, strawberries.price);
  await till.scanTo(article("HAMPER-SMALL").code, strawberries.price + article("HAMPER-SMALL").price);
  await till.pane("act");
  await till.tap("sale.discount");
  await till.dialog.getByRole("textbox", { name: till.t("sale.percent"), exact: true }).fill("10");
  await till.press("Enter");
  const line = article("HAMPER-SMALL").price;
  await till.dueIs(strawberries.price + line - Math.round(line / 10));
  await till.tap("sale.discount_all");
  await till.dialog.getByRole("radio", { name: till.name("sale.amount_in") }).click();
  await till.dialog.getByRole("textbox", { name: till.name("sale.amount_in") }).fill("1");
  await till.press("Enter");
  await till.approve(supervisor);
  await till.dueIs(strawberries.price + line - Math.round(line / 10) - 100);
  return done(till, await till.payExact());
}

/** A coupon's code, scanned like an article. */
export async function withCoupon(till) {
  const hamper = article("HAMPER-SMALL");
  await till.scanTo(hamper.code, hamper.price);
  await till.scanTo("FIVEOFF", hamper.price - 500);
  return done(till, await till.payExact());
}

/** Five on the card, the rest in cash. */
export async function split(till) {
  const puzzle = article("PUZZLE-500");
  await till.scanTo(puzzle.code, puzzle.price);
  await till.toTender();
  await till.field("tender.amount").fill("5");
  await till.tender("card");
  await till.tap("tender.card_approved");
  await till.page.getByRole("list", { name: till.t("tender.lines") }).getByText(till.t("tender.state_approved"), { exact: true }).waitFor();
  await till.press("Enter");
  return done(till, await till.booked());
}

/** A voucher that covers a part, the rest in cash. */
export async function byVoucher(till, { office }) {
  const { code, balance } = await office.post("/vouchers", { amount: 400 });
  assert.equal(balance, 400);
  const mug = article("MUG-HARBOUR");
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await till.tender("voucher");
  await till.field("tender.voucher_code").fill(code);
  await till.press("Enter");
  await till.sees("tender.voucher_balance");
  await till.tap("tender.voucher_use");
  await till.page.getByRole("list", { name: till.t("tender.lines") }).waitFor();
  await till.press("Enter");
  const number = await till.booked();
  assert.equal((await office.get(`/vouchers/${code}`)).balance, 0);
  return done(till, number);
}

/** Dollars at the stored rate; the change is in euro. */
export async function foreignCash(till) {
  const mug = article("MUG-HARBOUR");
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  const dollars = till.lang === "en" ? "US dollars" : new Intl.DisplayNames(till.lang, { type: "currency" }).of("USD");
  await till.tender("foreign_cash", new RegExp(dollars.slice(1)));
  await till.field("tender.foreign_amount").fill("20");
  await till.press("Enter");
  const number = await till.booked();
  assert.equal(await change(till), 1840 - Math.round(mug.price / 5) * 5, "20 dollars at 0.92, less the price in cash");
  return done(till, number);
}

/** On the account of a customer who is found by a few letters. */
export async function onAccount(till, { office }) {
  const customer = await office.post("/customers", { name: `Quay Street Café ${till.lang}`, accountLimit: 50_000 });
  await till.scanTo(cucumber.code, cucumber.price);
  await till.toTender();
  await till.tender("account");
  await till.tap("tender.account_choose");
  await till.page.getByRole("searchbox", { name: till.t("customer.search") }).fill("Quay Str");
  await till.tap("customer.attach_of", { name: customer.name });
  await till.tap("tender.account_charge");
  const number = await till.booked();
  assert.equal((await office.get(`/customers/${customer.id}`)).accountBalance, cucumber.price);
  return done(till, number);
}
