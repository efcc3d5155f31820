// The receipt on the register's own printer: what the screen says of it, and the way out when it is not well.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
let store, browser, till, counter;

const roll = () => counter.roll();

before(async () => {
  store = await (await Store.make()).start();
  const office = await store.manager();
  counter = await Counter.start();
  await counter.connect(office, "printer");
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
});
after(async () => {
  await end({ browser, store, tills: [till] });
  counter?.close();
});

async function sell() {
  await till.scanTo(mango.code, mango.price);
  return till.payExact();
}

test("a sale prints its receipt, and the screen says that it is printed", async () => {
  const number = await sell();
  await till.sees("printing.printed");
  assert.match(await roll(), new RegExp(`Receipt ${number}`));
  await till.tap("receipt.gift");
  await till.sees("printing.printed");
  await till.nextSale();
});

test("without paper the screen says what to do, and the receipt comes by itself once there is some", async () => {
  await counter.set("printer", { paper: "out" });
  const number = await sell();
  await till.sees("printing.trouble");
  await till.sees("printing.load_paper");
  assert.ok(!(await roll()).includes(number));
  await counter.set("printer", { paper: "present" });
  await till.sees("printing.printed");
  assert.equal((await roll()).split(`Receipt ${number}`).length, 2, "once");
  await till.nextSale();
});

test("when nobody knows whether it printed, the way out is a marked copy", async () => {
  await counter.set("printer", { bytesPerSecond: 50 });
  await sell();
  await till.sees("printing.printing");
  await counter.act("printer", "power-cycle");
  await till.sees("printing.unknown");
  await counter.set("printer", { bytesPerSecond: 0 });
  await till.tap("printing.unknown_way");
  await till.sees("printing.printed");
  assert.match(await roll(), /COPY 1/);
  await till.nextSale();
});
