// A card terminal that is not wired: the cashier keys in what it shows, and looks a second time before it counts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mug = article("MUG-HARBOUR");
let store, browser, till, office;

before(async () => {
  store = await (await Store.make()).start();
  office = await store.manager();
  const { items: registers } = await office.get("/registers");
  const here = registers.find(({ number }) => number === 1).id;
  const device = await office.post("/devices", { kind: "card_terminal", name: "Old terminal", address: "none:", profile: "external", registers: [here] });
  assert.ok(device.id, JSON.stringify(device));
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  await till.page.locator(".lights .light-good").nth(1).waitFor({ state: "attached" });
});
after(() => end({ browser, store, tills: [till] }));

async function charge() {
  await till.scanTo(mug.code, mug.price);
  await till.toTender();
  await till.tender("card");
  await till.heading("eft.ask.enter_result").waitFor();
}
async function looksGood(name) {
  await till.drawn();
  await till.picture(name);
  assert.deepEqual(await till.axe(), [], name);
}

test("keyed in, looked at twice, booked with its slip", async () => {
  await charge();
  await looksGood("card_result");
  await till.field("card.result_slip").or(till.page.getByRole("textbox", { name: till.has("card.result_slip") })).first().fill("4711");
  await till.press("Enter");
  await till.heading("eft.ask.confirm_result").waitFor();
  await till.sees("card.slip_is", { slip: "4711" });
  await looksGood("card_second_look");
  await till.tap("card.second_look_yes");
  await till.booked();
  const [order] = (await office.get("/orders?limit=1")).items;
  assert.equal(order.payments[0].amount, mug.price);
  await till.nextSale();
});

test("keyed in wrongly it is keyed in again; declined leads back to the payment", async () => {
  await charge();
  await till.press("Enter");
  await till.heading("eft.ask.confirm_result").waitFor();
  await till.tap("card.second_look_no");
  await till.heading("eft.ask.enter_result").waitFor();
  await till.tap("tender.card_declined");
  await till.heading("eft.ask.confirm_result").waitFor();
  await till.tap("card.second_look_yes");
  await till.heading("tender.title").waitFor();
  await till.sees("card.refused");
  await till.press("F8");
  await till.booked();
  await till.nextSale();
});
