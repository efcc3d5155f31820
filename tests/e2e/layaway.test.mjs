// Goods kept for a customer at the till: a first payment, a second, and the goods for the rest.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { root, Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
const pictures = join(root, "build/pictures");
let store, browser, till, office;
const picture = (name) => till.page.screenshot({ path: join(pictures, `${name}.png`) });

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  office = await store.manager();
  await office.post("/customers", { name: "Layaway customer" });
  till = await Till.open(browser, store.url);
  await till.ready(store);
  mkdirSync(pictures, { recursive: true });
});
after(() => end({ browser, store, tills: [till] }));

test("a sale is kept, paid in parts, and handed out for the rest", async () => {
  await till.home();
  await till.scanTo(mango.code, mango.price);
  await till.menu("layaways");
  await till.sees("layaways.needs_customer");
  await till.tap("layaways.name_customer");
  await till.page.locator(".customer input").fill("Layaway");
  await till.page.locator(".customer-pick").first().click();
  await till.home();
  await till.menu("layaways");
  await till.field("layaways.first").fill("0.50");
  await picture("layaway_keep");
  await till.tap("layaways.keep");
  await till.nextSale();
  await till.menu("layaways");
  await till.page.locator(".layaway-entry").getByText("Layaway customer").waitFor();
  await picture("layaways");
  await till.page.locator(".layaway-entry").click();
  await till.tap("layaways.pay_in");
  await till.page.locator(".ask-number input").fill("0.19");
  await till.page.keyboard.press("Enter");
  await till.nextSale();
  await till.menu("layaways");
  await till.page.locator(".layaway-entry").click();
  await picture("layaway");
  await till.page.locator(".layaway-acts .button-primary").click();
  await till.nextSale();
  const [kept] = (await office.get("/layaways?open=false")).items;
  assert.deepEqual([kept.status, kept.total], ["pickedUp", mango.price]);
  const order = await office.get(`/orders/${kept.orderId}`);
  assert.deepEqual(order.payments.map((each) => [each.tender, each.amount]), [["layaway", 69], ["cash", mango.price - 69]]);
});
