// What a sale carries beside its goods: a deposit and bags as visible lines, the table, an order number, and who pays what.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
const screens = [];
let store, browser, till, office;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  office = await store.manager();
  await office.post("/charges", [
    { id: "bag", kind: "fee", name: "Paper bag", amount: "0.10", tax_category: "standard" },
    { id: "box", kind: "deposit", name: "Deposit on the box", amount: "0.25", goods: { skus: ["MANGO"] }, tax_category: "standard" },
  ]);
  till = await Till.open(browser, store.url);
  screens.push(till);
  await till.ready(store);
});
beforeEach(() => till.home());
after(() => end({ browser, store, tills: screens }));

test("a deposit stands in the cart, a bag is asked for, and the bill is shared to the cent", async () => {
  await till.scanTo(mango.code, mango.price + 25);
  await till.linesAre(1);
  await till.page.getByText("Deposit on the box").first().waitFor();
  await till.menu("check");
  await till.heading("check.title").waitFor();
  await till.button("check.more", { name: "Paper bag" }).click();
  await till.page.getByRole("radio", { name: till.name("check.eatIn") }).click();
  await till.field("check.table").fill("12");
  await till.field("check.purchase_order").fill("PO-77");
  await till.press("Enter");
  await till.tap("check.people", { n: 2 });
  const shares = till.page.locator(".check-shares li");
  await shares.nth(1).waitFor();
  assert.equal(await shares.count(), 2);
  assert.deepEqual(await till.axe(), []);
  await till.picture("check");
  await till.home();
  await till.dueIs(mango.price + 25 + 10);
  await till.picture("check_sale");
  await till.payExact();
  await till.nextSale();
  const order = (await office.get("/orders?limit=1")).items[0];
  assert.equal(order.purchaseOrder, "PO-77");
  assert.deepEqual([order.table, order.service, order.items.length], ["12", "eatIn", 3]);
});

test("a guest pays for what they had: pieces of a line become a sale of their own", async () => {
  await till.scanTo(mango.code, mango.price + 25);
  await till.scanTo(mango.code, 2 * (mango.price + 25));
  await till.menu("check");
  await till.tap("check.by_item");
  const items = till.page.getByRole("region", { name: till.t("check.by_item") });
  assert.ok(await items.getByRole("button", { name: till.t("check.part_items") }).isDisabled(), "nothing is picked");
  await items.getByRole("button", { name: till.name("check.more") }).click();
  await till.picture("check_by_item");
  assert.deepEqual(await till.axe(), []);
  await items.getByRole("button", { name: till.t("check.part_items") }).click();
  await till.sees("check.parted_next");
  await till.home();
  await till.dueIs(mango.price + 25);
  await till.payExact();
  await till.nextSale();
  const parked = (await office.get("/carts?status=SUSPENDED")).items;
  assert.deepEqual(parked.map((each) => each.total), [mango.price + 25]);
});

test("guests pay what each says, one after the other, and the rest stays on the sale", async () => {
  const due = 3 * (mango.price + 25);
  for (let n = 1; n <= 3; ++n) await till.scanTo(mango.code, n * (mango.price + 25));
  await till.menu("check");
  await till.tap("check.by_amount");
  const guests = till.page.getByRole("region", { name: till.t("check.by_amount") });
  const says = async (text) => {
    await till.field("check.amount").fill(text);
    await till.press("Enter");
  };
  const stays = (minor) => guests.locator("strong").filter({ hasText: (minor / 100).toFixed(2) }).waitFor();
  await stays(due);
  await says("2.00");
  await stays(due - 200);
  await says("99.00");
  await till.sees("check.amount_wrong", { amount: `€${((due - 200) / 100).toFixed(2)}` });
  await says("0");
  await till.sees("check.amount_wrong");
  await says("x");
  await till.sees("check.amount_none");
  assert.deepEqual(await till.axe(), []);
  await says("1.50");
  await stays(due - 350);
  await till.picture("check_by_amount");
  assert.deepEqual(await till.axe(), []);
  await guests.getByRole("button", { name: /2\.00/ }).click();
  await till.heading("tender.title").waitFor();
  assert.equal(await till.field("tender.amount").inputValue(), "2.00");
  await till.press("Enter");
  await till.sees("tender.rest");
  // The message of the sale before is still there: it does not hold up the way back.
  await till.tap("tender.back");
  await stays(due - 350);
  await guests.getByText(till.t("check.paid"), { exact: true }).waitFor();
  assert.equal(await guests.getByRole("button", { name: /2\.00/ }).count(), 0, "that guest has paid");
  await till.picture("check_by_amount_paid");
  await guests.getByRole("button", { name: /1\.50/ }).click();
  await till.tender("card");
  await till.tap("tender.card_approved");
  await till.sees("tender.rest");
  await till.press("Enter");
  await till.booked();
  const order = (await office.get("/orders?limit=1")).items[0];
  assert.deepEqual(order.payments.map((each) => [each.tender, each.amount]), [["cash", 200], ["card", 150], ["cash", due + order.rounding - 350]]);
  await till.nextSale();
});

test("who pays how much is as clear on a phone at night, and from right to left", async () => {
  for (const [name, options] of [
    ["phone_dark", { viewport: { width: 390, height: 844 }, theme: "dark" }],
    ["ar", { lang: "ar" }],
  ]) {
    const other = await Till.open(browser, store.url, options);
    screens.push(other);
    await other.ready(store, { register: "Till 2", float: name === "ar" ? null : "100.00" });
    await other.scanTo(mango.code, mango.price + 25);
    await other.menu("check");
    await other.tap("check.by_amount");
    for (const [text, count] of [["0.50", 1], ["0.75", 2]]) {
      await other.field("check.amount").fill(text);
      await other.press("Enter");
      await other.page.locator(".check-items .button-primary").nth(count - 1).waitFor();
    }
    await other.field("check.amount").fill("9");
    await other.press("Enter");
    await other.sees("check.amount_wrong");
    await other.page.locator(".check-items").evaluate((section) => section.scrollIntoView({ block: "end" }));
    await other.picture(`check_by_amount_${name}`);
    assert.deepEqual(await other.axe(), []);
    if (name === "phone_dark") {
      await other.button("check.guest_pays", { amount: "€0.50" }).click();
      await other.heading("tender.title").waitFor();
      await other.picture("check_guest_pays_phone_dark");
      assert.deepEqual(await other.axe(), []);
    }
  }
});

test("something else is given instead of a line, at the price that the article says", async () => {
  const wanted = (await office.get(`/lookup/${mango.code}`)).variant;
  const terms = { substitutes: [{ sku: "KIWI", price: "own" }, { sku: "BROCCOLI", price: "original" }] };
  assert.equal((await office.send("PUT", `/variants/${wanted.id}/terms`, terms)).status, 200);
  await till.scanTo(mango.code, mango.price + 25);
  await till.menu("check");
  await till.tap("floor.substitute");
  const offers = till.page.getByRole("listitem").filter({ has: till.page.getByRole("button", { name: till.t("floor.give_this") }) });
  await offers.nth(1).waitFor();
  assert.match(await offers.nth(0).textContent(), new RegExp(`${(article("KIWI").price / 100).toFixed(2)}.*${till.t("floor.price_own")}`));
  assert.match(await offers.nth(1).textContent(), new RegExp(`${(mango.price / 100).toFixed(2)}.*${till.t("floor.price_original")}`));
  await offers.nth(1).scrollIntoViewIfNeeded();
  await till.picture("check_substitutes");
  assert.deepEqual(await till.axe(), []);
  await offers.nth(1).getByRole("button").click();
  await till.sees("floor.instead_of", { name: mango.name });
  await till.picture("check_substituted");
  assert.deepEqual(await till.axe(), []);
  await till.home();
  await till.dueIs(mango.price);
  assert.deepEqual(await till.lines(), [article("BROCCOLI").name]);
  await till.payExact();
  await till.nextSale();
  const line = (await office.get("/orders?limit=1")).items[0].items[0];
  assert.deepEqual([line.sku, line.insteadOf.sku, line.total], ["BROCCOLI", "MANGO", mango.price]);
});

test("a ticket that was sold here is found by its code and let in once", async () => {
  const made = await office.post("/products", { name: "Evening show", taxCategory: "zero", variants: [{ sku: "SHOW", price: 2500 }] });
  assert.equal((await office.send("PUT", `/variants/${made.variants[0].id}/terms`, { issues: "ticket", validDays: 30 })).status, 200);
  const { items: registers } = await office.get("/registers");
  const sale = await office.post("/sales", { registerId: registers.find((each) => each.openShift).id, items: [{ sku: "SHOW", quantity: 1 }], payments: [{ tender: "card" }] });
  const [code] = sale.items[0].issued;
  await till.menu("price_check");
  await till.scan(code);
  const card = till.page.getByRole("region", { name: "Evening show" });
  await card.getByText(till.t("price.unit_is_sold"), { exact: true }).waitFor();
  await till.picture("ticket_good");
  assert.deepEqual(await till.axe(), []);
  await card.getByRole("button", { name: till.t("price.let_in") }).click();
  await card.getByText(till.t("price.unit_is_used"), { exact: true }).waitFor();
  assert.equal(await card.getByRole("button", { name: till.t("price.let_in") }).count(), 0, "once");
  await till.home();
});

test("empties pay back their deposit without goods", async () => {
  await till.menu("check");
  const more = till.button("check.more", { name: "Deposit on the box" });
  await more.click();
  await more.click();
  await till.home();
  await till.dueIs(-50);
  await till.page.getByText("Deposit on the box").first().waitFor();
});
