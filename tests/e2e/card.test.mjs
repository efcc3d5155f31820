// A card on the register's terminal: approved, declined, in part, in doubt; the customer is charged once or not at all.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mug = article("MUG-HARBOUR");
const mango = article("MANGO");
let counter, store, browser, till, office, device, charged;

before(async () => {
  counter = await Counter.start("terminal");
  // A customer who is quick, so that a test waits for what happens and not for him.
  await counter.set("terminal", { mode: "wait", times: { customerMs: 50, hostMs: 50, bootMs: 200 } });
  store = await (await Store.make()).start();
  office = await store.manager();
  device = await counter.connect(office, "terminal", { settings: { offersTip: true, offersCashback: true } });
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  await till.page.getByRole("button", { name: till.has("lights.device_good") }).first().waitFor();
});
beforeEach(async () => {
  if ((await till.page.getByRole("dialog").count()) > 0) await till.press("Escape");
  // A test that failed left the terminal and the page where they were; the next one is not to find its ruins.
  if ((await card().count()) > 0) await till.press("F4");
  if ((await till.page.locator(".tender").count()) > 0) await till.press("F8");
  if ((await till.page.locator(".sale").count()) === 0) await till.press("Enter");
  await till.dismissMessages();
  await till.home();
  charged = await atTerminal();
});
after(async () => {
  try {
    await end({ browser, store, tills: [till] });
  } finally {
    counter?.close();
  }
});

const card = () => till.page.locator("section.card");
/** What the terminal has really charged, in minor units. */
const atTerminal = async () => (await counter.get("terminal")).charged;
const customer = async (how) => {
  await counter.until("terminal", ({ awaitsCustomer }) => awaitsCustomer);
  await counter.act("terminal", "customer", { how });
};
/** To the terminal's page, with the terminal waiting for the customer. */
async function charge(goods = mug) {
  await till.scanTo(goods.code, goods.price);
  await till.toTender();
  await till.tender("card");
  await card().waitFor();
}
async function looksGood(name) {
  await till.drawn();
  await till.picture(name);
  assert.deepEqual(await till.axe(), [], name);
}
/** A supervisor says what the terminal's journal shows. */
async function decide(charged) {
  await till.press("F7");
  await till.dialog.waitFor();
  await looksGood(`card_decision_${charged}`);
  await till.dialog.getByRole("radio", { name: till.t(`card.decide_${charged}`), exact: true }).click();
  await till.dialog.getByRole("textbox", { name: till.name("card.decide_reason") }).fill("Seen in its journal");
  await till.answer("card.decide_now");
  await till.approve(store.staff.supervisor);
}
const paidByCard = async () => (await office.get("/orders?limit=1")).items[0];

test("approved: the till follows the terminal, then gives the receipt", async () => {
  await charge();
  await till.sees("eft.status.insert_card");
  await looksGood("card_running");
  await customer("pays");
  const number = await till.booked();
  assert.match(number, /^1-\d+$/);
  assert.equal((await atTerminal()) - charged, mug.price);
  const order = await paidByCard();
  assert.equal(order.status, "PAID");
  assert.equal(order.payments[0].tender, "card");
  await till.nextSale();
});

test("declined: back at the payment with the terminal's words, the basket and what was paid besides", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await till.field("tender.amount").fill("2");
  await till.press("Enter");
  await till.tender("card");
  await card().waitFor();
  await customer("declined");
  await till.heading("tender.title").waitFor();
  await till.sees("card.refused");
  await till.sees("eft.result.declined");
  await looksGood("card_refused");
  assert.equal(await atTerminal(), charged, "nothing was charged");
  assert.equal(await till.page.locator(".tender-line-taken").count(), 1, "the cash is on the list still");
  await till.dismissMessages();
  await till.press("F8");
  await till.booked();
  await till.nextSale();
});

test("the cashier asks it to stop, and the terminal's answer decides", async () => {
  await charge();
  await counter.until("terminal", ({ awaitsCustomer }) => awaitsCustomer);
  await till.press("Escape");
  await till.sees("card.refused");
  await till.heading("tender.title").waitFor();
  assert.equal(await atTerminal(), charged);
  await till.dismissMessages();
  await till.press("Escape");
  await till.page.locator(".sale").waitFor();
  await till.toTender();
  await till.press("F8");
  await till.booked();
  await till.nextSale();
});

test("in part: the rest is paid in cash", async () => {
  await charge();
  await customer("pays_part");
  await till.sees("card.still_due");
  await looksGood("card_rest");
  const part = (await atTerminal()) - charged;
  assert.ok(part > 0 && part < mug.price, `${part}`);
  await card().getByRole("button", { name: till.t("tender.kind_cash"), exact: true }).click();
  await till.dialog.waitFor();
  await till.press("Enter");
  await till.booked();
  const order = await paidByCard();
  assert.deepEqual(order.payments.map(({ tender }) => tender).sort(), ["card", "cash"]);
  await till.nextSale();
});

test("in part, and given up: the card gets its money back, the basket stays", async () => {
  await charge();
  await customer("pays_part");
  await till.sees("card.still_due");
  await till.press("F6");
  await till.answer("card.give_up_yes");
  await till.approve(store.staff.supervisor);
  await till.heading("tender.title").waitFor();
  await counter.until("terminal", ({ charged: now }) => now === charged);
  await till.dismissMessages();
  await till.press("F8");
  await till.booked();
  await till.nextSale();
});

test("the plug pulled in the middle of an approval: one charge, one sale, and the next customer is served meanwhile", async () => {
  await counter.set("terminal", { mishap: { at: "confirmed", what: "unplug" } });
  await charge();
  await customer("pays");
  await till.sees("card.doubt_title");
  await looksGood("card_doubt");
  await till.press("F4");
  await till.page.locator(".sale").waitFor();
  await till.page.locator(".card-badge").waitFor();
  await looksGood("card_badge");
  await till.scanTo(mango.code, mango.price);
  const cash = await till.payExact();
  await till.nextSale();
  await till.page.locator(".card-badge").click();
  await till.sees("card.doubt_title");
  await counter.act("terminal", "plug");
  // Back again, the terminal itself tells what it did: nobody has to decide.
  const number = await till.booked();
  assert.notEqual(number, cash);
  assert.equal((await atTerminal()) - charged, mug.price, "charged once");
  await till.nextSale();
  await till.page.locator(".card-badge").waitFor({ state: "detached" });
});

test("the plug pulled before the bank has said yes: once it is back the terminal says so, and nobody decides", async () => {
  await counter.set("terminal", { mishap: { at: "authorising", what: "unplug" } });
  await charge();
  await customer("pays");
  await till.sees("card.doubt_title");
  await counter.act("terminal", "plug");
  await till.heading("tender.title").waitFor();
  await till.sees("card.refused");
  assert.equal(await atTerminal(), charged, "nothing was charged");
  await counter.state(office, device.id, "online");
  await till.dismissMessages();
  await till.tender("card");
  await card().waitFor();
  await customer("pays");
  await till.booked();
  assert.equal((await atTerminal()) - charged, mug.price);
  await till.nextSale();
});

test("in doubt for good: a supervisor decides with both records before the eyes", async () => {
  await counter.set("terminal", { mishap: { at: "authorising", what: "unplug" } });
  await charge();
  await customer("pays");
  await till.sees("card.doubt_title");
  await decide("no");
  await till.heading("tender.title").waitFor();
  await counter.act("terminal", "plug");
  await counter.state(office, device.id, "online");
  await till.dismissMessages();
  await till.press("F8");
  await till.booked();
  assert.equal(await atTerminal(), charged);
  await till.nextSale();
});

test("reloaded while the customer is at the terminal: the page finds the payment again", async () => {
  await charge();
  await counter.until("terminal", ({ awaitsCustomer }) => awaitsCustomer);
  await till.page.reload();
  await card().waitFor();
  await till.sees("eft.status.insert_card");
  await customer("pays");
  await till.booked();
  assert.equal((await atTerminal()) - charged, mug.price);
  await till.nextSale();
});

test("cash and card in one sale: the terminal is asked once the rest is there", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await till.field("tender.amount").fill("5");
  await till.tender("card");
  await till.sees("tender.state_terminal");
  await till.press("F8");
  await card().waitFor();
  await customer("pays");
  await till.booked();
  assert.equal((await atTerminal()) - charged, 500);
  await till.nextSale();
});

test("the terminal is away: by hand with a slip, if the cashier says so", async () => {
  await counter.act("terminal", "unplug");
  await till.page.getByRole("button", { name: till.has("printing.away") }).waitFor();
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await till.tender("card");
  await till.dialog.waitFor();
  await looksGood("card_away");
  await till.answer("card.away_by_hand");
  await till.tap("tender.card_approved");
  await till.sees("card.slip_needed");
  await till.field("tender.card_reference").fill("0815");
  await till.press("Enter");
  await till.booked();
  await till.nextSale();
  await counter.act("terminal", "plug");
});

const wants = (key) => till.page.locator(".tender-on-top").getByRole("button", { name: till.has(key) });

test("a tip of ten per cent, and more of it at the terminal: one charge, told apart on screen and receipt", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await wants("tender.tip").click();
  await till.dialog.waitFor();
  await looksGood("tip_ask");
  await till.dialog.getByRole("textbox").fill("999");
  await till.press("Enter");
  await till.sees("tender.tip_large");
  const tip = Math.floor((mug.price * 10 + 50) / 100);
  await till.dialog.getByRole("button", { name: /^10/ }).click();
  await till.sees("tender.on_card");
  await looksGood("tip_on_top");
  await till.tender("card");
  await card().waitFor();
  await till.sees("card.with_tip");
  const asked = await counter.until("terminal", ({ awaitsCustomer }) => awaitsCustomer);
  assert.deepEqual([asked.asked, asked.askedTip], [mug.price + tip, tip]);
  await looksGood("tip_running");
  await counter.act("terminal", "tip", { amount: 50 });
  await customer("pays");
  await till.booked();
  await till.page.locator(".done-receipt img").waitFor();
  await looksGood("tip_done");
  const { payments } = await paidByCard();
  assert.deepEqual([payments[0].amount, payments[0].card.tip], [mug.price, tip + 50]);
  assert.equal((await atTerminal()) - charged, mug.price + tip + 50);
  await till.nextSale();
});

test("cash back: the card is charged for it, and the till says what to hand out", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await till.press("Shift+F3");
  await till.dialog.getByRole("textbox").fill("20");
  await till.press("Enter");
  await wants("tender.cashback_is").waitFor();
  await till.press("F2");
  await card().waitFor();
  await till.sees("card.with_cashback");
  await customer("declined");
  await till.sees("card.refused");
  await till.dismissMessages();
  await wants("tender.cashback_is").waitFor(); // still wanted: with the next try
  await till.tender("card");
  await card().waitFor();
  await customer("pays");
  await till.booked();
  await till.sees("receipt.cashback");
  await looksGood("cashback_done");
  const order = await paidByCard();
  assert.deepEqual([order.change, order.payments[0].card.cashback], [2000, 2000]);
  assert.equal((await atTerminal()) - charged, mug.price + 2000);
  await till.nextSale();
});

test("neither is offered for cash alone, nor kept for the next customer", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await wants("tender.tip").click();
  await till.dialog.getByRole("textbox").fill("1");
  await till.press("Enter");
  await wants("tender.tip_is").waitFor();
  await till.press("F8");
  await till.booked();
  assert.equal(await atTerminal(), charged, "cash pays no tip by card");
  await till.nextSale();
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await wants("tender.tip").waitFor();
  assert.equal(await wants("tender.tip_is").count(), 0);
  await till.press("Escape", "Alt+v");
  await till.dialog.getByRole("button", { name: till.t("sale.void_test"), exact: true }).click();
  await till.approve(store.staff.supervisor);
  await till.sees("sale.empty");
});

/** A sale by card, from the first article to the receipt's number. */
async function soldByCard() {
  await charge();
  await customer("pays");
  const number = await till.booked();
  await till.nextSale();
  return number;
}
async function giveBack(number) {
  await till.menu("returns");
  await till.scan(number);
  await till.page.getByRole("list", { name: till.t("returns.lines") }).waitFor();
  await till.press("F2");
  await till.tap("returns.reason_faulty");
  await till.press("F8");
  await till.dialog.getByRole("button", { name: till.has("tender.kind_card") }).first().click();
}

test("a card sale comes back to the card: the customer is at the terminal, and the till follows", async () => {
  const number = await soldByCard();
  await giveBack(number);
  await till.heading("card.title_refund").waitFor();
  await counter.until("terminal", ({ awaitsCustomer }) => awaitsCustomer);
  await till.sees("card.amount_refund");
  await looksGood("card_refund_running");
  await customer("pays");
  await till.booked();
  await till.sees("receipt.booked_return");
  await looksGood("card_refund_done");
  assert.equal(await atTerminal(), charged, "what was charged is back on the card");
  const order = await paidByCard();
  assert.deepEqual([order.kind, order.status, order.total], ["return", "PAID", -mug.price]);
  await till.nextSale();
});

test("a refund that the terminal declines is not booked, and the goods can be given back another way", async () => {
  const number = await soldByCard();
  await giveBack(number);
  await card().waitFor();
  await customer("declined");
  await till.sees("card.refused_back");
  await looksGood("card_refund_refused");
  assert.equal((await atTerminal()) - charged, mug.price);
  await till.dismissMessages();
  await till.menu("returns");
  await till.scan(number);
  await till.page.getByRole("list", { name: till.t("returns.lines") }).waitFor();
  await till.press("F2");
  await till.tap("returns.reason_faulty");
  await till.press("F8");
  await till.dialog.getByRole("button", { name: till.has("tender.kind_cash") }).first().click();
  await till.booked();
  await till.nextSale();
});

test("a card sale is voided: the terminal reverses it, tip and cash back with it", async () => {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await till.press("Shift+F2");
  await till.dialog.getByRole("textbox").fill("1,50");
  await till.press("Enter");
  await till.press("Shift+F3");
  await till.dialog.getByRole("textbox").fill("10");
  await till.press("Enter");
  await till.tender("card");
  await card().waitFor();
  await customer("pays");
  const number = await till.booked();
  assert.equal((await atTerminal()) - charged, mug.price + 1150);
  await till.nextSale();
  await till.menu("journal");
  await till.scan(number);
  await till.page.getByRole("article", { name: number }).waitFor();
  await till.tap("journal.void");
  await till.dialog.getByRole("button", { name: till.t("parked.reason_mistake"), exact: true }).click();
  await till.answer("returns.void_now");
  await till.approve(store.staff.supervisor);
  await till.booked();
  await till.sees("receipt.booked_void");
  await till.sees("receipt.take_cash");
  await looksGood("card_void_done");
  assert.equal(await atTerminal(), charged, "all of it is back on the card");
  const { journal } = await counter.get("terminal");
  assert.equal(journal.at(-1).kind, "reversal");
  const order = await paidByCard();
  assert.deepEqual([order.kind, order.change], ["void", -1000]);
  await till.nextSale();
});
