// The plan of the tables is made in the console: rooms, tables by keys and by dragging, packaging, the kitchen's categories.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Console } from "./support/console.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";

let store, browser, page, office;

before(async () => {
  store = await (await Store.make()).start();
  office = await store.manager();
  browser = await launch();
  page = await Console.open(browser, store.url);
  await page.enter(store, "floor");
  await page.loaded();
});
after(() => end({ browser, store, tills: [page].filter(Boolean) }));

const table = (code) => page.page.locator(".plan-table").filter({ has: page.page.locator("strong", { hasText: new RegExp(`^${code}$`) }) });
const stored = async () => (await office.get("/layout")).rooms;
const saved = () => page.page.locator(".banner").filter({ hasText: page.t("console_store.saved") });

test("a table is added, named, moved by keys and by dragging, and saved", async () => {
  const before = await stored();
  await page.tap("console_floor.add_table");
  await page.field("console_floor.code").fill("W1");
  await table("W1").focus();
  const at = () => table("W1").getAttribute("aria-label");
  const leaves = (label) => page.page.waitForFunction((before) => ![...document.querySelectorAll(".plan-table")].some((each) => each.getAttribute("aria-label") === before), label);
  const first = await at();
  await page.page.keyboard.press("ArrowRight"); // a new table stands with a free square around it
  await leaves(first);
  assert.deepEqual(await page.axe(), []);
  await page.picture("console_floor");
  const box = await table("W1").boundingBox();
  const grid = await page.page.locator(".plan-grid").boundingBox();
  const bySteps = await at();
  await page.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.page.mouse.down();
  await page.page.mouse.move(grid.x + (grid.width / 24) * 22, grid.y + (grid.height / 16) * 14.5, { steps: 4 });
  await page.page.mouse.up();
  await leaves(bySteps);
  await page.page.locator(".form-buttons .button-primary").first().click();
  await saved().waitFor();
  const rooms = await stored();
  assert.equal(rooms[0].tables.length, before[0].tables.length + 1);
  assert.equal(rooms[0].tables.at(-1).code, "W1");
  assert.deepEqual(rooms[0].tables.slice(0, -1), before[0].tables, "the others stay where they were");
});

test("two tables of one name are not saved", async () => {
  await table("W1").click();
  await page.field("console_floor.code").fill((await stored())[0].tables[0].code);
  await page.sees("console_floor.code_wrong");
  assert.ok(await page.page.locator(".form-buttons .button-primary").first().isDisabled());
  await page.field("console_floor.code").fill("W2");
});

/** The first or last form's button, until the store has answered. */
async function sent(which, method, path) {
  const answered = page.page.waitForResponse((answer) => answer.request().method() === method && new URL(answer.url()).pathname === path);
  await page.page.locator(".form-buttons .button-primary")[which]().click();
  assert.equal((await answered).status(), 200);
}

test("packaging and the kitchen's categories are kept", async () => {
  await page.tap("console_floor.add_tare");
  await page.field("console_store.name").last().fill("Tub");
  await page.field("console_floor.weight").last().fill("0.02");
  await sent("first", "PUT", "/v1/layout/plan");
  assert.deepEqual((await office.get("/layout")).tares, [{ label: "Tub", weight: "0.02", unit: "kg" }]);
  const kitchen = page.page.locator(".plan-kitchen");
  await kitchen.getByRole("checkbox").first().check();
  await sent("last", "PATCH", "/v1/site");
  assert.equal((await office.get("/site")).policy.kitchenCategories.length, 1);
  assert.deepEqual(await page.axe(), []);
});

test("on a phone the plan begins where the room does, also in a language from right to left", async () => {
  const phone = await Console.open(browser, store.url, { lang: "ar", viewport: { width: 390, height: 844 } });
  await phone.enter(store, "floor");
  await phone.loaded();
  const first = phone.page.locator(".plan-table").first();
  await first.waitFor();
  const { x, width } = await first.boundingBox();
  assert.ok(x >= 0 && x + width <= 390, `the first table stands from ${x} to ${x + width}`);
  await phone.picture("console_floor_ar_phone");
  assert.deepEqual(phone.errors, []);
  await phone.close();
});
