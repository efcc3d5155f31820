// A day at the till in each language: from pairing to the Z report, and what the appliance says of it afterwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article, minorOf, pieces } from "./support/catalogue.mjs";
import * as sales from "./support/sales.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const days = [
  { lang: "en", theme: "light", viewport: { width: 1280, height: 800 } },
  { lang: "fr", theme: "dark", viewport: { width: 1024, height: 768 } },
  { lang: "ar", theme: "light", viewport: { width: 390, height: 844 } },
];
const wanted = process.env.HOLDFAST_E2E === "all" ? days : days.slice(0, 1);

for (const day of wanted)
  test(`a day at the till: ${day.lang}, ${day.theme}, ${day.viewport.width} x ${day.viewport.height}`, async (t) => {
    const store = await (await Store.make()).start();
    const browser = await launch();
    const till = await Till.open(browser, store.url, day);
    // A step that fails ends the day: the next one would only find its ruins.
    const step = async (name, run) => {
      let good = false;
      await t.test(name, async () => {
        try {
          await run();
          good = true;
        } catch (error) {
          await till.picture(`failed-${day.lang}`).catch(() => undefined);
          throw error;
        }
      });
      if (!good) throw new Error(`the day ended at: ${name}`);
    };
    try {
      await work(till, store, browser, step);
    } finally {
      await end({ browser, store, tills: [till] });
    }
  });

async function work(till, store, browser, step) {
  const { supervisor } = store.staff;
  const office = await store.manager();
  const numbers = {};
  await step("pair, choose the register, sign on, open the shift", () => till.ready(store));
  for (const [name, sell] of Object.entries(sales))
    await step(`sale: ${name}`, async () => void (numbers[name] = await sell(till, { office, supervisor })));
  await step("return with a receipt", () => returnWithReceipt(till, numbers.threeTimes));
  await step("return without a receipt, approved", () => returnWithout(till, supervisor));
  await step("exchange in one basket", () => exchange(till, numbers.tapped));
  await step("suspend here, resume at the second till", () => suspendAndResume(till, store, browser));
  await step("another price, approved", () => overridePrice(till, supervisor));
  await step("void a booked sale", () => voidOrder(till, numbers.searched, supervisor));
  await step("pay money out", () => payOut(till, supervisor));
  await step("close the shift by its notes and coins, and read the Z", () => closeShift(till, office));
  await step("the Z is what the orders add up to", () => compare(office));
}

async function findReceipt(till, number) {
  await till.menu("returns");
  await till.scan(number);
  await till.page.getByRole("list", { name: till.t("returns.lines") }).waitFor();
}

/** The refund button says what goes back; the dialog asks how. */
async function refundInCash(till) {
  await till.page.getByRole("button", { name: till.has("returns.refund") }).click();
  await till.dialog.getByRole("button", { name: till.has("tender.kind_cash") }).first().click();
}

async function returnWithReceipt(till, number) {
  await findReceipt(till, number);
  await till.tap("returns.more");
  await till.tap("returns.reason_faulty");
  await refundInCash(till);
  await till.booked();
  assert.equal(minorOf(await till.page.locator(".done-change-amount").textContent()), 170, "one of three, rounded in cash");
  await till.nextSale();
}

async function returnWithout(till, supervisor) {
  await till.menu("returns");
  await till.tap("returns.without");
  await till.drawn();
  await till.scan(article("BALL-RUBBER").code);
  await till.page.getByRole("list", { name: till.t("returns.lines") }).waitFor();
  await till.tap("returns.reason_changed_mind");
  await refundInCash(till);
  await till.approve(supervisor);
  await till.booked();
  await till.nextSale();
}

async function exchange(till, number) {
  const [back, taken] = [article("CROISSANT"), article("MUG-HARBOUR")];
  await findReceipt(till, number);
  await till.tap("returns.more");
  await till.tap("returns.reason_wrong_article");
  await till.tap("returns.exchange");
  await till.dueIs(-back.price);
  await till.scanTo(taken.code, taken.price - back.price);
  await till.payExact();
  await till.nextSale();
}

async function suspendAndResume(till, store, browser) {
  const mug = article("MUG-HARBOUR");
  await till.scanTo(mug.code, mug.price);
  await till.pane("act");
  await till.tap("sale.park");
  await till.field("sale.park_note").fill("Blue coat");
  await till.answer("sale.park");
  await till.pane("cart");
  await till.sees("sale.empty");
  const { lang, theme, viewport } = till;
  const second = await Till.open(browser, store.url, { lang, theme, viewport });
  const colleague = store.staffOf("1002");
  await second.ready(store, { register: "Till 2", staff: colleague, float: "50.00" });
  await second.menu("parked");
  await second.tap("parked.resume_of", { label: "Blue coat" });
  await second.dueIs(mug.price);
  await second.payExact();
  assert.deepEqual(second.errors, []);
  await second.close();
}

async function overridePrice(till, supervisor) {
  const mug = article("MUG-HARBOUR");
  await till.scanTo(mug.code, mug.price);
  await till.pane("act");
  await till.tap("sale.price");
  await till.dialog.getByRole("textbox", { name: till.name("sale.price_in") }).fill("8,00");
  await till.press("Enter");
  await till.approve(supervisor);
  await till.dueIs(800);
  await till.payExact();
  await till.nextSale();
}

async function voidOrder(till, number, supervisor) {
  await till.menu("journal");
  await till.scan(number);
  await till.page.getByRole("article", { name: number }).waitFor();
  await till.tap("journal.void");
  await till.dialog.getByRole("button", { name: till.t("parked.reason_mistake"), exact: true }).click();
  await till.answer("returns.void_now");
  await till.approve(supervisor);
  await till.sees("journal.hand_back");
  await till.dismissMessages();
  await till.home();
}

async function payOut(till, supervisor) {
  await till.menu("cash_movement");
  await till.page.getByRole("radio", { name: till.t("shift.payOut"), exact: true }).click();
  await till.field("shift.amount").fill("12.50");
  await till.tap("shift.why_payOut_1");
  await till.tap("shift.do_payOut");
  await till.approve(supervisor);
  await till.sees("shift.done_payOut");
  await till.home();
}

async function registerOf(office) {
  const { items } = await office.get("/registers");
  return items.find(({ number }) => number === 1);
}

async function closeShift(till, office) {
  const { openShift } = await registerOf(office);
  const { expectedCash } = await office.get(`/shifts/${openShift.shiftId}`);
  await till.menu("shift_close");
  for (const [value, count] of pieces(expectedCash)) await till.page.locator(".piece").nth(placeOf(value)).getByRole("textbox").fill(String(count));
  await till.tap("shift.close_button");
  await till.sees("shift.closed");
  await till.sees("shift.no_variance");
  const report = await office.get(`/shifts/${openShift.shiftId}/report`);
  const sheet = till.page.getByRole("article", { name: till.t("shift.report_Z") });
  for (const [key, minor] of Object.entries({ gross: report.gross, net: report.net, tax: report.tax, expected: expectedCash }))
    await isOnSheet(till, sheet, `shift.${key}`, minor);
  assert.equal(report.countedCash, expectedCash);
  assert.equal(report.variance, 0);
}

/** Where the page asks for the pieces of a value: notes, then coins, the largest first. */
function placeOf(value) {
  return [50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1].indexOf(value);
}

async function isOnSheet(till, sheet, key, minor) {
  const row = sheet.getByRole("row").filter({ has: till.page.getByRole("rowheader", { name: till.name(key) }) }).first();
  assert.equal(minorOf(await row.locator(".amount").last().textContent()), Math.abs(minor), `${key} on the Z`);
}

/** The Z against the orders of the shift: gross, taxes, tenders, drawer. */
async function compare(office) {
  const register = await registerOf(office);
  const { items: shifts } = await office.get(`/registers/${register.id}/shifts?limit=1`);
  const report = await office.get(`/shifts/${shifts[0].shiftId}/report`);
  const { items: orders } = await office.get(`/orders?registerId=${register.id}&limit=200`);
  const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);
  assert.equal(report.kind, "Z");
  assert.equal(orders.length, Object.keys(sales).length + 5, "two returns, an exchange, another price, a void");
  assert.equal(report.receipts.count, orders.length);
  assert.equal(report.gross, sum(orders, (order) => order.total));
  assert.equal(report.tax, sum(orders, (order) => order.tax));
  assert.equal(report.rounding, sum(orders, (order) => order.rounding));
  for (const { tender, amount } of report.tenders)
    assert.equal(amount, sum(orders.flatMap((order) => order.payments).filter((payment) => payment.tender === tender), (payment) => payment.amount), tender);
  assert.equal(report.cashMovements.payOut.amount, 1250);
  const numbers = orders.map((order) => Number(order.receiptNumber.split("-")[1])).sort((a, b) => a - b);
  assert.deepEqual(numbers, numbers.map((_, at) => at + 1), "receipt numbers without a gap");
}
