// Scanner, scale and drawer of the appliance at the till: scans over the stream, a weight bound to its line, the page of all.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";
import { until } from "./support/until.mjs";

const cucumber = article("CUCUMBER");
let counter, store, browser, till, office;

before(async () => {
  counter = await Counter.start("scale", "scanner");
  store = await (await Store.make()).start();
  office = await store.manager();
  for (const name of ["printer", "scale", "scanner"]) await counter.connect(office, name, name === "printer" ? { settings: { openWhenHigh: true, drawerLimitSeconds: 1 } } : {});
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  // The scanner's light is there once the page knows of it; then it is claimed.
  await till.page.locator(".lights .light").nth(4).waitFor({ state: "attached" });
  await claimed();
});
beforeEach(async () => {
  if ((await till.page.getByRole("dialog").count()) > 0) await till.press("Escape");
  await till.home();
});
after(async () => {
  try {
    await end({ browser, store, tills: [till] });
  } finally {
    counter?.close();
  }
});

const claimed = () => until(async () => (await office.get("/devices")).items.find(({ kind }) => kind === "scanner").claim, "somebody claims the scanner");
const read = (data) => counter.act("scanner", "scan", { data });
async function looksGood(name) {
  await till.drawn();
  await till.picture(name);
  assert.deepEqual(await till.axe(), [], name);
}
const weighedLine = async () => {
  const { items } = (await office.get("/carts?status=ACTIVE")).items[0];
  return items.at(-1);
};

test("a scan of the appliance's scanner is a line, whatever has the focus", async () => {
  const due = await till.due();
  await read(cucumber.code);
  await till.dueIs(due + cucumber.price);
  await till.page.getByRole("combobox", { name: till.t("sale.search") }).focus();
  // Another article: the same code at once is the scanner's own stutter to the appliance.
  await read(article("BROCCOLI").code);
  await till.dueIs(due + cucumber.price + article("BROCCOLI").price);
});

test("ten scans in a row: none lost, none doubled; one in a dialog is in the sale", async () => {
  const due = await till.due();
  for (let n = 0; n < 10; ++n) await read(n % 2 === 0 ? cucumber.code : article("BROCCOLI").code);
  await till.dueIs(due + 5 * cucumber.price + 5 * article("BROCCOLI").price);
  await till.press("F7");
  await till.dialog.waitFor();
  await read(cucumber.code);
  await till.dueIs(due + 6 * cucumber.price + 5 * article("BROCCOLI").price);
  await till.press("Escape");
});

test("what is sold by weight goes on the scale, and its stable weight into the line", async () => {
  await counter.set("scale", { goods: "0" });
  await till.page.getByRole("button", { name: /^Bananas/ }).click();
  await till.sees("scale.at_zero");
  await looksGood("weigh_empty");
  await counter.set("scale", { inMotion: true, goods: "0.482" });
  await till.sees("scale.in_motion");
  await looksGood("weigh_motion");
  await counter.set("scale", { inMotion: false });
  await till.page.getByRole("dialog").waitFor({ state: "detached" });
  await till.page.locator("[data-item]").filter({ hasText: "0.482" }).waitFor();
  const line = await weighedLine();
  assert.equal(line.quantity, "0.482");
});

test("packaging is taken off what the scale says by a key, and a second tap puts it back", async () => {
  const tares = [{ label: "Bag", weight: "0.005" }, { label: "Tub", weight: "0.02" }, { label: "Crate", weight: "0.5", unit: "lb" }];
  assert.equal((await office.send("PUT", "/layout/plan", { rooms: [], tares })).status, 200);
  await counter.set("scale", { goods: "0" });
  await till.page.getByRole("button", { name: /^Bananas/ }).click();
  await till.sees("scale.at_zero");
  const key = (name) => till.dialog.getByRole("group", { name: till.t("scale.packaging") }).getByRole("button", { name: new RegExp(name) });
  await key("Tub").click();
  assert.equal(await key("Tub").getAttribute("aria-pressed"), "true");
  assert.equal(await key("Crate").count(), 0, "of another unit");
  await looksGood("weigh_packaging");
  await key("Tub").click();
  assert.equal(await key("Tub").getAttribute("aria-pressed"), "false");
  await key("Bag").click();
  await key("Tub").click();
  assert.equal(await key("Bag").getAttribute("aria-pressed"), "false", "one at a time");
  await counter.set("scale", { goods: "0.482" });
  await till.page.getByRole("dialog").waitFor({ state: "detached" });
  await till.page.locator("[data-item]").filter({ hasText: "0.462" }).waitFor();
  const line = await weighedLine();
  assert.deepEqual([line.quantity, line.tare], ["0.462", "0.02"]);
});

test("goods of the same weight, not lifted, are asked for", async () => {
  const lines = await till.page.locator("[data-item]").count();
  await till.page.getByRole("button", { name: /^Bananas/ }).click();
  await till.button("scale.confirm_same").waitFor();
  await looksGood("weigh_same");
  await till.press("Enter");
  await till.page.getByRole("dialog").waitFor({ state: "detached" });
  await till.linesAre(lines + 1);
  assert.equal((await weighedLine()).quantity, "0.482");
});

test("too heavy is said, and the weight can be typed instead", async () => {
  await counter.set("scale", { goods: "20" });
  await till.page.getByRole("button", { name: /^Bananas/ }).click();
  await till.sees("scale.over_capacity");
  await looksGood("weigh_over");
  await till.press("F2");
  await till.dialog.getByRole("textbox").fill("1.5");
  await till.press("Enter");
  await till.page.locator("[data-item]").filter({ hasText: "1.5" }).waitFor();
  await counter.set("scale", { goods: "0" });
});

test("the page of all devices says how each is, whose it is, and tries it out", async () => {
  await till.menu("devices");
  await till.page.getByRole("listitem", { name: "scale" }).waitFor();
  await till.sees("devices.ours");
  await looksGood("devices");
  await read(cucumber.code);
  await till.sees("devices.scanned", { code: cucumber.code });
  await till.page.getByRole("button", { name: till.name("devices.test_of", { name: "scale" }) }).click();
  await till.page.getByRole("listitem", { name: "scale" }).locator(".device-said").filter({ hasText: "kg" }).waitFor();
  await till.home();
});

test("a drawer that is left open is said, and the message goes when it is shut", async () => {
  await counter.set("printer", { drawerOpen: true });
  await till.sees("devices.drawer_open");
  await looksGood("drawer_open");
  await counter.set("printer", { drawerOpen: false });
  await till.page.locator(".banner").filter({ hasText: till.t("devices.drawer_open") }).waitFor({ state: "detached" });
});

test("at sign-off the scanner is let go", async () => {
  const { terminalName } = await claimed();
  assert.equal(terminalName, "Till of Till 1");
  await till.tap("shell.menu");
  // The appliance lets go of it with the session, which the page ends behind the screen that it shows.
  const told = till.page.waitForResponse((answer) => answer.request().method() === "DELETE" && /\/v1\/sessions\//.test(answer.url()) && answer.ok());
  await till.button("menu.sign_off").click();
  await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
  await told;
  const { items } = await office.get("/devices");
  assert.equal(items.find(({ kind }) => kind === "scanner").claim ?? null, null);
});
