// Two tills of one store: parked sales are everybody's, a sale in hand can be taken over, and nobody works on an old one.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const cucumber = article("CUCUMBER");
const broccoli = article("BROCCOLI");
let store, browser, front, back;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  front = await Till.open(browser, store.url);
  await front.ready(store);
  back = await Till.open(browser, store.url, { lang: "fr" });
  await back.ready(store, { register: "Till 2", staff: store.staffOf("1002") });
});
beforeEach(async () => {
  for (const till of [front, back]) {
    await till.home();
    await till.dismissMessages();
  }
});
after(() => end({ browser, store, tills: [front, back] }));

async function park(till, label) {
  await till.press("Alt+p");
  await till.field("sale.park_note").fill(label);
  await till.press("Enter");
  await till.sees("sale.empty");
}

test("what one till parks appears on the other at once, and leaves it when it is taken up", async () => {
  await back.menu("parked");
  await back.sees("parked.none");
  await front.scanTo(cucumber.code, cucumber.price);
  await park(front, "Blue coat");
  const card = back.page.getByRole("article", { name: /Blue coat/ });
  await card.waitFor({ timeout: 3000 });
  assert.match(await card.textContent(), /Till 1/, "it says where it was begun");
  await front.menu("parked");
  await front.tap("parked.resume_of", { label: "Blue coat" });
  await front.dueIs(cucumber.price);
  await back.page.getByRole("region", { name: back.t("parked.waiting"), exact: true }).waitFor({ state: "detached", timeout: 3000 });
  await back.page.getByRole("button", { name: /Blue coat/ }).getByText(back.t("parked.take_over"), { exact: true }).waitFor();
});

test("taking over warns whose sale it is, asks for consent, and clears the other screen with a word", async () => {
  await back.menu("parked");
  await back.page.getByRole("button", { name: new RegExp(`^${back.t("parked.take_over")}`) }).click();
  await back.page.getByRole("heading", { name: back.name("parked.take_over_title") }).waitFor();
  assert.match(await back.dialog.textContent(), /Till (of )?Till 1|Till 1/, "the warning names the till");
  await back.answer("parked.leave");
  await front.dueIs(cucumber.price);
  await back.page.getByRole("button", { name: new RegExp(`^${back.t("parked.take_over")}`) }).click();
  await back.answer("parked.take_over_now");
  await back.approve(store.staff.supervisor);
  await back.dueIs(cucumber.price);
  await front.sees("parked.taken");
  await front.linesAre(0);
  await back.payExact();
  await back.nextSale();
});

test("with a sale on the screen, another is resumed only after the first is parked", async () => {
  await front.scanTo(broccoli.code, broccoli.price);
  await park(front, "Green hat");
  await back.scanTo(cucumber.code, cucumber.price);
  await back.menu("parked");
  await back.tap("parked.resume_of", { label: "Green hat" });
  await back.page.getByRole("heading", { name: back.name("parked.busy_title") }).waitFor();
  await back.field("parked.busy_label").fill("Mine");
  await back.answer("parked.busy_park");
  await back.dueIs(broccoli.price);
  await back.payExact();
  await back.nextSale();
  await back.menu("parked");
  await back.tap("parked.resume_of", { label: "Mine" });
  await back.dueIs(cucumber.price);
  await back.payExact();
  await back.nextSale();
});

/** A second window of the same till, on the same sale. */
async function secondWindow(till, { hears = true } = {}) {
  const page = await till.context.newPage();
  // A window whose stream stays silent works on what it last saw.
  if (!hears) await page.routeWebSocket(/\/v1\/stream/, () => undefined);
  const window = Object.assign(Object.create(Till.prototype), { ...till, page });
  await page.goto(`${till.url}/pos`);
  await window.signOn(store.staffOf("1001"));
  return window;
}

test("two windows on one sale follow each other", async () => {
  await front.scanTo(cucumber.code, cucumber.price);
  const other = await secondWindow(front);
  await other.dueIs(cucumber.price);
  await other.scanTo(broccoli.code, cucumber.price + broccoli.price);
  await front.dueIs(cucumber.price + broccoli.price);
  await front.press("Delete");
  await front.linesAre(1);
  await other.linesAre(1);
  await other.page.close();
});

test("a change made on an old state is refused in plain words, and the screen shows what is true", async () => {
  const other = await secondWindow(front, { hears: false });
  const due = await front.due();
  await other.dueIs(due);
  await front.press("+");
  await front.dueIs(2 * due);
  await other.press("+");
  await other.sees("problem.stale-version");
  await other.sees("problem_next.stale-version");
  await other.dueIs(2 * due);
  assert.equal(await front.due(), 2 * due, "nothing was done twice");
  await other.page.close();
});

test("a till that missed the take-over is refused, told so, and loses the sale from its screen", async () => {
  const deaf = await secondWindow(front, { hears: false });
  const due = await front.due();
  await deaf.dueIs(due);
  await back.menu("parked");
  await back.page.getByRole("button", { name: new RegExp(`^${back.t("parked.take_over")}`) }).click();
  await back.answer("parked.take_over_now");
  await back.approve(store.staff.supervisor);
  await back.dueIs(due);
  await deaf.press("+");
  await deaf.sees("problem.in-use-elsewhere");
  await deaf.linesAre(0);
  await back.dueIs(due);
  await deaf.page.close();
  await back.payExact();
  await back.nextSale();
});
