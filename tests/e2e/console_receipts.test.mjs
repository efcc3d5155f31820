// What a manager does about single receipts: finds one by what somebody remembers, has a copy of it printed, voids it, decides
// about a card that nobody is sure of; and what the drawer's variance is then said to come from.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Console } from "./support/console.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { until } from "./support/until.mjs";

let store, browser, office, counter, page, register, shift, sold, byCard;

const sell = (sku, payment) => office.post("/sales", { registerId: register, items: [{ sku, quantity: 1 }], payments: [payment] });

before(async () => {
  store = await (await Store.make()).start();
  office = await store.manager();
  counter = await Counter.start("terminal");
  await counter.connect(office, "printer");
  const { items } = await office.get("/registers");
  register = items.find(({ number }) => number === 1).id;
  ({ shiftId: shift } = await office.post(`/registers/${register}/shifts`, { openingCash: 10000 }));
  sold = await sell("HAMPER-SMALL", { tender: "cash" });
  byCard = await sell("MUG-HARBOUR", { tender: "card", reference: "AUTH4711" });
  await sell("MANGO", { tender: "cash" });
  browser = await launch();
  page = await Console.open(browser, store.url);
  await page.enter(store, "orders");
  await page.loaded();
});
after(async () => {
  await end({ browser, store, tills: [page] });
  counter?.close();
});

async function open(place) {
  await page.at(place);
  await page.loaded();
}
const rows = () => page.page.getByRole("table", { name: page.t("console_orders.title") }).locator("tbody tr");

for (const [what, key, typed, wanted] of [
  ["its number", "number", () => sold.receiptNumber, () => sold],
  ["the card's reference", "card", () => "AUTH4711", () => byCard],
  ["its amount", "amount", () => (sold.total / 100).toFixed(2), () => sold],
  ["an amount between two", "amount", () => [byCard.total - 1, byCard.total + 1].map((minor) => (minor / 100).toFixed(2)).join("-"), () => byCard],
])
  test(`a receipt is found by ${what}`, async () => {
    await open("orders");
    await page.field(`console_orders.${key}`).fill(typed());
    await page.tap("core.search");
    await rows().filter({ hasText: wanted().receiptNumber }).waitFor();
    await until(async () => (await rows().count()) === 1, "nothing else is listed");
  });

test("what is no amount is said so, and nothing found says how to go on", async () => {
  await open("orders");
  await page.field("console_orders.amount").fill("ten");
  await page.tap("core.search");
  await page.sees("console_orders.amount_wrong");
  await page.field("console_orders.amount").fill("123456.78");
  await page.tap("core.search");
  await page.sees("console_orders.none_found");
  await page.picture("console_orders_none");
  assert.deepEqual(await page.axe(), []);
  await page.tap("console_orders.clear");
  await rows().nth(2).waitFor();
});

test("a copy comes out of the printer, and says that it is one", async () => {
  await open(`orders/${sold.orderId}`);
  await page.tap("journal.reprint");
  await page.sees("console_orders.copy_sent");
  await until(async () => /COPY 1/.test(await counter.roll()), "the copy is on the paper");
  assert.match(await counter.roll(), new RegExp(`Receipt ${sold.receiptNumber}`));
});

test("a receipt is voided with a reason, says so afterwards, and its trail is in words", async () => {
  await open(`orders/${sold.orderId}`);
  await page.tap("journal.void");
  await page.dialog.getByRole("textbox").fill("Booked on the wrong till");
  await page.picture("console_void");
  assert.deepEqual(await page.axe(), []);
  await page.answer("journal.void");
  await page.page.getByText(page.t("journal.voided"), { exact: true }).first().waitFor();
  assert.equal(await page.button("journal.void").count(), 0);
  const trail = page.page.getByRole("table", { name: page.t("console_orders.trail") });
  await trail.getByText(page.t("console_audit.void_order"), { exact: true }).waitFor();
});

test("a card that nobody is sure of is decided from the inbox", async () => {
  await counter.connect(office, "terminal");
  await counter.set("terminal", { mishap: { at: "authorising", what: "unplug" } });
  const { cartId } = await office.post("/carts", { registerId: register });
  await office.post(`/carts/${cartId}/items`, { sku: "STRAWB-400", quantity: 1 });
  await office.post("/orders", { cartId, payments: [{ tender: "card" }] });
  await open("inbox");
  const decide = page.button("console_inbox.fix_decidePayment");
  await decide.first().waitFor();
  await page.picture("console_inbox_doubt");
  assert.deepEqual(await page.axe(), []);
  await decide.first().click();
  await page.answer("console_inbox.decide_not_charged");
  await page.dialog.getByRole("textbox").fill("Not in the terminal's journal");
  await page.press("Enter");
  await decide.first().waitFor({ state: "detached" });
});

test("a drawer that is over by all of it names the void after its receipt and the card in doubt, each with its receipt", async () => {
  const { expectedCash } = await office.get(`/shifts/${shift}/report`);
  await office.post(`/shifts/${shift}/close`, { countedCash: expectedCash + sold.payments[0].amount, varianceReason: "Nobody knows" });
  await open(`shifts/${shift}`);
  await page.sees("console_shifts.cause_voidAfterPrint");
  await page.sees("console_shifts.cause_unknownCard");
  await page.page.getByRole("link", { name: sold.receiptNumber }).waitFor();
  await page.picture("console_shift_causes");
  assert.deepEqual(await page.axe(), []);
});

test("a drawer that lacks its whole float says that the float was not what was entered", async () => {
  const { items } = await office.get("/registers");
  const other = items.find(({ number }) => number === 2).id;
  const { shiftId } = await office.post(`/registers/${other}/shifts`, { openingCash: 10000 });
  await office.post(`/shifts/${shiftId}/close`, { countedCash: 0, varianceReason: "The drawer was empty" });
  await open(`shifts/${shiftId}`);
  await page.sees("console_shifts.cause_missingFloat");
});
