// The manager's day in the console: is the shop fine, what was sold, why the drawer is off, what waits for a person; and
// a till that asks a manager's phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { Console } from "./support/console.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const phone = { width: 390, height: 844 };
const cucumber = article("CUCUMBER");
let store, browser, office, console_, till, sold, closed;
const open = [];

async function consoleAt(place, options = {}, person = undefined) {
  const page = await Console.open(browser, store.url, options);
  open.push(page);
  await page.enter(store, place, person);
  await page.loaded();
  return page;
}
/** A register with its day behind it: a sale, the drawer opened without one, and 12.34 missing at the count. */
async function aDay() {
  const { items } = await office.get("/registers");
  const register = items.find(({ number }) => number === 2).id;
  const { shiftId } = await office.post(`/registers/${register}/shifts`, { openingCash: 10000 });
  const lines = [{ sku: "MANGO", quantity: 2 }, { sku: "CUCUMBER", quantity: 1 }];
  sold = await office.post("/sales", { registerId: register, items: lines, payments: [{ tender: "cash" }] });
  await office.post(`/shifts/${shiftId}/cash-movements`, { kind: "noSale", reason: "Coins for the trolley" });
  const { expectedCash } = await office.get(`/shifts/${shiftId}/report`);
  await office.post(`/shifts/${shiftId}/close`, { countedCash: expectedCash - 1234, varianceReason: "Nobody knows" });
  closed = shiftId;
}

before(async () => {
  store = await (await Store.make()).start();
  office = await store.manager();
  browser = await launch();
  await aDay();
  console_ = await consoleAt("today");
});
after(() => end({ browser, store, tills: [...open, till].filter(Boolean) }));

test("today says in one sentence how the shop is, and shows the day by the hour, for eyes and for screen readers", async () => {
  await console_.page.locator(".today-fine").filter({ hasText: console_.has("console_day.fine_warning", { n: 1 }) }).waitFor();
  const table = console_.page.getByRole("table", { name: console_.t("console_day.by_hour") });
  assert.ok((await table.locator("tbody tr").count()) >= 9, "the chart's hours are a table too");
  await console_.page.getByRole("link", { name: sold.receiptNumber }).waitFor();
  await console_.picture("console_today_en");
  assert.deepEqual(await console_.axe(), []);
});

test("a sale at a till stands in the console at once", async () => {
  till = await Till.open(browser, store.url);
  await till.ready(store);
  await till.scanTo(cucumber.code, cucumber.price);
  const number = await till.payExact();
  await console_.page.getByRole("link", { name: number }).waitFor();
  await till.nextSale();
});

test("a receipt is found by an article, with its picture, its lines and why it cost what it cost", async () => {
  await console_.at("orders");
  await console_.field("console_orders.article").fill("mango");
  await console_.tap("core.search");
  await console_.page.getByRole("link", { name: sold.receiptNumber }).click();
  await console_.page.locator(".receipt-picture, .receipt-text").waitFor();
  const by = console_.page.locator(".facts div").filter({ hasText: console_.t("console_orders.staff") });
  assert.equal(await by.first().locator("dd").textContent(), store.staff.manager.name, "people are named, not numbered");
  await console_.picture("console_order");
  assert.deepEqual(await console_.axe(), []);
  await console_.tap("journal.why_price");
  await console_.dialog.getByText(console_.has("explain.title")).first().waitFor();
  await console_.press("Escape");
});

test("an order goes over the pick-up page, from being made to fetched", async () => {
  await console_.at(`orders/${sold.orderId}`);
  await console_.tap("console_pickup.prepare");
  await console_.button("console_pickup.prepare").waitFor({ state: "detached" });
  await console_.at("pickup");
  const column = (key) => console_.page.getByRole("region", { name: console_.t(key), exact: true });
  await column("console_pickup.being_made").getByRole("link", { name: sold.receiptNumber }).waitFor();
  await console_.picture("console_pickup");
  assert.deepEqual(await console_.axe(), []);
  await column("console_pickup.being_made").getByRole("button", { name: console_.t("console_pickup.is_ready") }).click();
  await column("console_pickup.ready").getByRole("link", { name: sold.receiptNumber }).waitFor();
  await console_.tap("console_pickup.board");
  await column("console_pickup.ready").getByText(sold.receiptNumber).waitFor();
  assert.deepEqual(await console_.axe(), []);
  await console_.at("pickup");
  await column("console_pickup.ready").getByRole("button", { name: console_.t("console_pickup.is_fetched") }).click();
  await column("console_pickup.ready").getByRole("link", { name: sold.receiptNumber }).waitFor({ state: "detached" });
});

test("a mango of a receipt comes back from the console, paid out of the till that is open", async () => {
  await console_.at(`orders/${sold.orderId}`);
  await console_.tap("journal.start_return");
  await console_.dialog.getByRole("textbox", { name: console_.name("console_orders.quantity_of", { name: "Mango, ripe and ready" }) }).fill("1");
  await console_.answer("returns.reason_damaged");
  assert.deepEqual(await console_.axe(), []);
  await console_.picture("console_return");
  await console_.answer("console_orders.pay_back");
  await console_.sees("console_orders.returned");
  await console_.page.getByText(console_.has("journal.returned")).first().waitFor();
});

test("a shift that is short names what may have caused it, each with its facts", async () => {
  await console_.at(`shifts/${closed}`);
  await console_.sees("console_shifts.cause_noSale");
  await console_.page.getByText("Coins for the trolley").waitFor();
  await console_.picture("console_shift");
  assert.deepEqual(await console_.axe(), []);
});

test("the exception of it says cause, money and what to do, and goes once somebody has seen to it", async () => {
  await console_.at("inbox");
  const item = console_.page.getByRole("article", { name: console_.has("console_inbox.drawer_variance_short") });
  await item.waitFor();
  await console_.picture("console_inbox");
  assert.deepEqual(await console_.axe(), []);
  await item.getByRole("button", { name: console_.t("console_inbox.seen") }).click();
  await console_.dialog.getByRole("textbox").fill("Counted again with the cashier");
  await console_.answer("console_inbox.seen");
  await item.waitFor({ state: "detached" });
});

test("a customer is added, changed and erased by name", async () => {
  await console_.at("customers/new");
  await console_.field("customer.name").fill("Ada Example");
  await console_.field("customer.phone").fill("+353 1 555 0100");
  await console_.tap("core.save");
  await console_.heading("customer.title").or(console_.page.getByRole("heading", { name: "Ada Example" })).first().waitFor();
  await console_.sees("console_customers.kept");
  await console_.picture("console_customer");
  assert.deepEqual(await console_.axe(), []);
  await console_.tap("console_customers.erase");
  await console_.dialog.getByRole("textbox").fill("Ada Example");
  await console_.answer("console_customers.erase");
  await console_.sees("console_customers.erase_done");
});

test("a till asks a manager's phone: it rings there with before and after, and goes on once a PIN has answered", async () => {
  const manager = await consoleAt("approvals", { viewport: phone }, store.staff.supervisor);
  await manager.sees("console_approvals.none");
  await till.scanTo(cucumber.code, cucumber.price);
  await askToVoid();
  const asked = manager.page.locator(".asked");
  await asked.waitFor();
  await manager.picture("console_approval_phone");
  await till.picture("till_asks_phone");
  assert.deepEqual(await manager.axe(), []);
  assert.deepEqual(await till.axe(), []);
  await asked.locator("input[type=password]").fill("00000");
  await asked.getByRole("button", { name: manager.t("approval.approve"), exact: true }).click();
  await manager.sees("approval.wrong_pin");
  await asked.locator("input[type=password]").fill(store.staff.supervisor.pin);
  await asked.getByRole("button", { name: manager.t("approval.approve"), exact: true }).click();
  await till.linesAre(0);
  await till.page.getByRole("dialog").first().waitFor({ state: "detached" });
  await manager.sees("console_approvals.state_approved");
});

test("a manager's no is told at the till with its reason, and nothing is done", async () => {
  const manager = open.at(-1);
  await till.scanTo(cucumber.code, cucumber.price);
  await askToVoid();
  const asked = manager.page.locator(".asked");
  await asked.waitFor();
  await asked.locator("input[type=password]").fill(store.staff.supervisor.pin);
  await asked.getByRole("textbox", { name: manager.t("console_approvals.note") }).fill("Call me first");
  await asked.getByRole("button", { name: manager.t("console_approvals.deny") }).click();
  await till.dialog.getByText("Call me first").waitFor();
  await till.press("Escape");
  await till.linesAre(1);
});

test("the day is sealed, and its seal can be looked at", async () => {
  await console_.at("shifts?view=days");
  await console_.tap("console_shifts.seal");
  await console_.answer("console_shifts.seal");
  await console_.sees("console_shifts.sealed", { number: 1 });
  await console_.at("shifts/day/1");
  await console_.sees("console_shifts.fingerprint");
  await console_.page.locator(".seal-text", { hasText: "DAY SEAL 1" }).waitFor();
  await console_.picture("console_day_seal");
  assert.deepEqual(await console_.axe(), []);
  for (const [lang, title] of [["fr", "SCELLÉ DU JOUR 1"], ["ar", "ختم اليوم 1"]]) {
    const reader = await consoleAt("shifts/day/1", { lang });
    const seal = reader.page.locator(".seal-text", { hasText: title });
    await seal.scrollIntoViewIfNeeded();
    assert.doesNotMatch(await seal.textContent(), /Cash|Register|Records/);
    await reader.picture(`console_day_seal_${lang}`);
    assert.deepEqual(await reader.axe(), []);
  }
});

for (const [lang, theme, viewport] of [
  ["fr", "dark", { width: 1280, height: 800 }],
  ["ar", "light", phone],
  ["en", "dark", phone],
  ["ar", "light", { width: 1920, height: 1080 }],
])
  test(`every page of the day is clean in ${lang}, ${theme}, ${viewport.width} wide`, async () => {
    const page = await consoleAt("today", { lang, theme, viewport });
    for (const place of ["today", "orders", `orders/${sold.orderId}`, "shifts", `shifts/${closed}`, "shifts?view=days", "inbox", "customers", "approvals"]) {
      await page.at(place);
      await page.loaded();
      await page.picture(`console_${place.replace(/[/?=]/g, "_").replace(/[0-9a-f-]{36}/, "one")}_${lang}_${theme}_${viewport.width}`);
      assert.deepEqual(await page.axe(), [], place);
      const wide = await page.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${place} does not scroll sideways (${wide})`);
    }
    await page.close();
  });

/** The cashier empties the sale, may not, and asks the phone. */
async function askToVoid() {
  await till.press("Alt+v");
  await till.dialog.getByRole("button", { name: till.t("sale.void_test"), exact: true }).click();
  await till.dialog.getByRole("button", { name: till.t("approval.ask_phone") }).click();
}
