// Tips without a card terminal that asks for them: set up in the console, taken at the till in cash and by a card keyed by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Office } from "./support/office.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mug = article("MUG-HARBOUR");
const screens = [];
let store, browser, manager, till;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  manager = await store.manager();
});
after(() => end({ browser, store, tills: screens }));

const wants = (key) => till.page.locator(".tender-on-top").getByRole("button", { name: till.has(key) });
const lastSale = async () => (await manager.get("/orders?limit=1")).items[0];

test("a way to pay takes tips once the console says so, with what the till offers", async () => {
  const office = await Office.enter(browser, store, { page: "money" });
  screens.push(office);
  for (const name of ["Cash", "Card"]) {
    await office.page.getByRole("row").filter({ hasText: name }).first().getByRole("button").first().click();
    await office.dialog.getByLabel(office.t("console_money.tips")).check();
    await office.dialog.getByLabel(office.t("console_money.tip_percents")).fill("10; 0");
    await office.dialog.getByLabel(office.t("console_money.tip_amounts")).fill("1.00; 2.00");
    await office.answer("core.save");
    await office.dialog.locator(".field-error").waitFor();
    if (name === "Cash") await office.picture("tips_policy");
    assert.deepEqual(await office.axe(), []);
    await office.dialog.getByLabel(office.t("console_money.tip_percents")).fill("5; 10");
    await office.answer("core.save");
    await office.dialog.waitFor({ state: "detached" });
  }
  const { items } = await manager.get("/tenders");
  const tips = { percents: [5, 10], amounts: [100, 200], refunded: false };
  for (const code of ["cash", "card"]) assert.deepEqual(items.find((each) => each.code === code).tips, tips);
});

test("a tip in cash is in what was handed over, and change is given on the rest", async () => {
  till = await Till.open(browser, store.url);
  screens.push(till);
  await till.ready(store);
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await wants("tender.tip").click();
  await till.dialog.waitFor();
  await till.picture("tips_ask");
  assert.deepEqual(await till.axe(), []);
  await till.dialog.getByRole("button", { name: /2\.00/ }).click();
  await till.sees("tender.with_tip");
  await till.field("tender.amount").fill("1.00");
  await till.press("Enter");
  await till.sees("tender.complaint_under_tip");
  await till.field("tender.amount").fill("50.00");
  await till.picture("tips_cash");
  assert.deepEqual(await till.axe(), []);
  await till.press("Enter");
  await till.booked();
  await till.sees("receipt.with_tip");
  await till.page.locator(".done-receipt img").waitFor();
  await till.picture("tips_done");
  assert.deepEqual(await till.axe(), []);
  const sale = await lastSale();
  assert.deepEqual([sale.payments[0].tip, sale.payments[0].tendered], [200, 4800]);
  assert.equal(sale.change, 4800 - sale.total - sale.rounding);
  await till.nextSale();
});

test("a card keyed by hand is charged for both, and a declined one leaves the tip to be paid", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await wants("tender.tip").click();
  const tip = Math.floor((mug.price * 10 + 50) / 100);
  await till.dialog.getByRole("button", { name: /^10/ }).click();
  await till.tender("card");
  const both = ((mug.price + tip) / 100).toFixed(2);
  await till.page.getByRole("heading", { name: new RegExp(both.replace(".", "\\.")) }).waitFor();
  await till.picture("tips_card");
  await till.tap("tender.card_declined");
  await till.sees("tender.with_tip");
  await till.tender("card");
  await till.tap("tender.card_approved");
  await till.booked();
  const sale = await lastSale();
  assert.deepEqual(sale.payments.map((each) => [each.tender, each.amount, each.tip]), [["card", mug.price, tip]]);
  await till.nextSale();
  const { items } = await manager.get("/shifts?limit=1");
  const report = await manager.get(`/shifts/${items[0].shiftId}/report`);
  assert.deepEqual(report.tips, { count: 2, amount: 200 + tip });
  assert.equal(report.gross, 2 * mug.price);
});

test("goods that come back bring the tip with them where the way to pay says so", async () => {
  const number = (await manager.get("/orders?limit=10")).items.find((each) => each.payments[0].tip === 200).receiptNumber;
  const back = async () => {
    await till.menu("returns");
    await till.field("returns.number").fill(number);
    await till.press("Enter");
    await till.tap("returns.take_all");
    await till.page.getByRole("button", { name: till.name("returns.reason_changed_mind") }).click();
    await till.page.locator(".returns-refund").click();
    await till.dialog.waitFor();
  };
  await back();
  await till.sees("returns.to_pay_back");
  assert.equal(await till.field("returns.tip").count(), 0, "no way to pay gives a tip back yet");
  await till.press("Escape");
  await till.home();

  const { code, ...cash } = (await manager.get("/tenders")).items.find((each) => each.code === "cash");
  assert.equal((await manager.send("PUT", `/tenders/${code}`, { ...cash, tips: { ...cash.tips, refunded: true } })).status, 200);
  await till.page.reload();
  await till.button("shell.menu").waitFor();
  await back();
  await till.field("returns.tip").waitFor();
  assert.equal(await till.field("returns.tip").inputValue(), "", "it stays unless somebody says so");
  await till.field("returns.tip").fill("2.01");
  await till.sees("returns.tip_wrong");
  await till.dialog.getByRole("button", { name: till.t("returns.tip_all") }).click();
  await till.sees("returns.with_tip");
  await till.picture("tips_back");
  assert.deepEqual(await till.axe(), []);
  const way = (name) => till.dialog.locator(".refund-tender").filter({ has: till.page.getByText(name, { exact: true }) });
  await way("Card").click();
  await till.sees("returns.tip_by");
  assert.deepEqual(await till.axe(), []);
  await till.field("returns.tip").fill("1.50");
  await way("Cash").click();
  await till.page.locator(".done-booked").waitFor();
  const made = await lastSale();
  assert.deepEqual([made.kind, made.payments.length, made.payments[0].tender, made.payments[0].tip], ["return", 1, "cash", -150]);
  await till.nextSale();
});

test("what went back of a tip is not offered again", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.scanTo(mug.code, 2 * mug.price);
  await till.toTender();
  await wants("tender.tip").click();
  await till.dialog.getByRole("button", { name: /2\.00/ }).click();
  await till.field("tender.amount").fill("50.00");
  await till.press("Enter");
  const number = await till.booked();
  await till.nextSale();
  for (const [left, tip] of [["2.00", "0.80"], ["1.20", "1.20"]]) {
    await till.menu("returns");
    await till.field("returns.number").fill(number);
    await till.press("Enter");
    await till.page.getByRole("button", { name: till.name("returns.more") }).click();
    await till.page.getByRole("button", { name: till.name("returns.reason_faulty") }).click();
    await till.page.locator(".returns-refund").click();
    await till.sees("returns.tip_hint", { amount: `€${left}` });
    await till.field("returns.tip").fill(tip);
    await till.dialog.locator(".refund-tender").filter({ hasText: "Cash" }).click();
    await till.page.locator(".done-booked").waitFor();
    assert.equal((await lastSale()).payments[0].tip, -Math.round(Number(tip) * 100));
    await till.nextSale();
  }
});

test("the question is as clear on a phone at night, and from right to left", async () => {
  const { receiptNumber } = (await manager.get("/orders?limit=20")).items.find((each) => each.payments[0].tender === "card" && each.payments[0].tip > 0);
  for (const [name, options] of [
    ["phone_dark", { viewport: { width: 390, height: 844 }, theme: "dark" }],
    ["ar", { lang: "ar" }],
  ]) {
    const other = await Till.open(browser, store.url, options);
    screens.push(other);
    await other.ready(store, { register: name === "ar" ? "Till 2" : "Till 1", float: null });
    if (name === "ar") await other.openShift("100.00");
    await other.scanTo(mug.code, mug.price);
    await other.pane("cart");
    await other.toTender();
    await other.page.locator(".tender-on-top button").first().click();
    await other.dialog.waitFor();
    await other.picture(`tips_ask_${name}`);
    assert.deepEqual(await other.axe(), []);
    await other.dialog.getByRole("button", { name: /[2٢]/ }).last().click().catch(() => undefined);
    await other.picture(`tips_${name}`);
    assert.deepEqual(await other.axe(), []);
    await other.press("Escape");
    await other.dialog.waitFor({ state: "detached" });
    await other.tap("tender.back");
    await other.menu("returns");
    await other.field("returns.number").fill(receiptNumber);
    await other.press("Enter");
    await other.tap("returns.take_all");
    await other.page.getByRole("button", { name: other.name("returns.reason_faulty") }).click();
    await other.page.locator(".returns-refund").click();
    await other.button("returns.tip_all").click();
    await other.sees("returns.with_tip");
    await other.picture(`tips_back_${name}`);
    assert.deepEqual(await other.axe(), []);
  }
});
