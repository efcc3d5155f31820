// The floor of a restaurant: a check is opened on the plan, its courses go to the kitchen, it moves, and two become one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
let store, browser, till, office, kitchen;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  office = await store.manager();
  till = await Till.open(browser, store.url);
  await till.ready(store);
});
after(() => end({ browser, store, tills: [till, kitchen].filter(Boolean) }));

const table = (code) => till.page.locator(`[data-code="${code}"]`);
const onPlan = async (code) => (await office.get("/tables")).rooms.flatMap(({ tables }) => tables).find((each) => each.code === code);
async function openAt(code) {
  await till.menu("tables");
  await table(code).click();
  await till.tap("floor.open");
  await till.page.locator(".sale").waitFor();
}

test("a check is opened on the plan, and its course is told to the kitchen's screen once", async () => {
  await openAt("4");
  await till.scanTo(mango.code, mango.price);
  await till.menu("check");
  await till.tap("floor.fire_none");
  await till.sees("floor.all_known");
  await till.picture("check_kitchen");
  assert.deepEqual(await till.axe(), []);
  kitchen = await Till.open(browser, store.url);
  await kitchen.page.goto(`${store.url}/kitchen#code=${store.pairingCode}`);
  const paper = kitchen.page.getByRole("article");
  await paper.waitFor();
  assert.match(await paper.innerText(), new RegExp(mango.name.split(",")[0]));
  await kitchen.picture("kitchen");
  assert.deepEqual(await kitchen.axe(), []);
  await kitchen.tap("kitchen.ready");
  await kitchen.sees("kitchen.none");
});

test("tables are reached by keys, a check moves to a free one, and is put together with another", async () => {
  await till.home();
  await openAt("1");
  await till.scanTo(mango.code, mango.price);
  await till.menu("tables");
  await table("4").getByText(/./).first().waitFor();
  await table("1").focus();
  await till.press("ArrowRight");
  assert.equal(await till.page.evaluate(() => document.activeElement?.getAttribute("data-code")), "2");
  await table("4").click();
  await till.picture("tables");
  assert.deepEqual(await till.axe(), []);
  await till.tap("floor.move");
  await table("5").click();
  await table("5").and(till.page.locator(".floor-taken")).waitFor();
  assert.deepEqual([(await onPlan("4")).checks.length, (await onPlan("5")).checks.length], [0, 1]);
  await table("5").click();
  await till.tap("floor.move");
  await table("1").click();
  await till.answer("floor.merge");
  await table("5").and(till.page.locator(".floor-free")).waitFor();
  const [check] = (await onPlan("1")).checks;
  assert.deepEqual([check.total, check.lines], [2 * mango.price, 2]);
});
