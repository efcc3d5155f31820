// A menu is scanned and what goes with it chosen; packaging is taken off a weight; an order paid at once is shown to the kitchen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const menuCode = "4006381333931";
const banana = article("BANANA");
let store, browser, till, office, kitchen;

async function made(name, sku, price, members = {}) {
  const body = { name, taxCategory: "reduced", variants: [{ sku, price, ...members }] };
  return (await office.post("/products", body)).variants[0];
}

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  office = await store.manager();
  const menu = await made("Lunch menu", "MENU", 990, { barcodes: [menuCode] });
  for (const [name, sku, price] of [["Burger", "M-BURGER", 800], ["Chips", "M-CHIPS", 300], ["Salad", "M-SALAD", 350], ["Cola", "M-COLA", 250], ["Large beer", "M-BEER", 400]])
    await made(name, sku, price);
  const terms = {
    combo: true,
    choices: [
      { name: "Dish", options: [{ sku: "M-BURGER" }] },
      { name: "Sides", least: 1, most: 2, options: [{ sku: "M-CHIPS" }, { sku: "M-SALAD" }] },
      { name: "Drink", options: [{ sku: "M-COLA" }, { sku: "M-BEER", extra: 100 }] },
    ],
  };
  assert.equal((await office.send("PUT", `/variants/${menu.id}/terms`, terms)).status, 200);
  const tares = [{ label: "Bag", weight: "0.005" }, { label: "Tub", weight: "0.02" }];
  assert.equal((await office.send("PUT", "/layout/plan", { rooms: [], tares })).status, 200);
  till = await Till.open(browser, store.url);
  await till.ready(store);
});
after(() => end({ browser, store, tills: [till, kitchen].filter(Boolean) }));

const option = (name) => till.page.getByRole("dialog").getByRole("button", { name: new RegExp(`(^|× ?)${name}`) });
const send = () => till.page.getByRole("dialog").locator(".button-primary");

test("a menu that is scanned asks for each of its groups and is one price", async () => {
  await till.scan(menuCode);
  await option("Chips").waitFor();
  assert.ok(await send().isDisabled(), "a side and a drink are missing");
  assert.equal(await option("Burger").getAttribute("aria-pressed"), "true", "what has no alternative is chosen");
  await option("Chips").click();
  await option("Salad").click();
  await option("Large beer").click();
  await till.picture("menu_choices");
  assert.deepEqual(await till.axe(), []);
  await option("Cola").click();
  await send().click();
  await till.dueIs(990);
  await till.linesAre(5);
  await till.picture("menu_cart");
  await till.menu("check");
  await till.back();
});

test("packaging is taken off a weight by a key", async () => {
  await till.home();
  const before = await till.due();
  const { variant } = await office.get(`/lookup/${banana.code}`);
  await till.enter("4011");
  const dialog = till.page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("0.520");
  await dialog.locator(".button-primary").click();
  await till.linesAre(6);
  await till.menu("check");
  await till.page.getByRole("button", { name: /Tub/ }).click();
  await till.page.locator('[aria-pressed="true"]').filter({ hasText: "Tub" }).waitFor();
  await till.picture("tare");
  assert.deepEqual(await till.axe(), []);
  await till.home();
  assert.ok(variant.price > 0 && before === 990);
  await till.dueIs(990 + Math.floor((variant.price * 500 + 500) / 1000));
});

test("packaging is taken off a weight as it is typed", async () => {
  const { variant } = await office.get(`/lookup/${banana.code}`);
  const due = await till.due();
  await till.enter("4011");
  const dialog = till.page.getByRole("dialog");
  const tub = dialog.getByRole("group", { name: till.t("scale.packaging") }).getByRole("button", { name: /Tub/ });
  await tub.click();
  assert.equal(await tub.getAttribute("aria-pressed"), "true");
  await dialog.getByRole("textbox").fill("0.320");
  await till.picture("tare_typed");
  assert.deepEqual(await till.axe(), []);
  await dialog.locator(".button-primary").click();
  await till.linesAre(7);
  await till.dueIs(due + Math.floor((variant.price * 300 + 500) / 1000));
  const items = (await office.get("/carts?status=ACTIVE")).items.find((each) => each.items.length > 0).items;
  assert.deepEqual([items.at(-1).quantity, items.at(-1).tare], ["0.3", "0.02"]);
});
