// The line between a store and its hub, cut and mended by the switch on the hub's page: the store sells on, the till says what is different,
// and afterwards both hold the same. A real hub beside a real store.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { article } from "./support/catalogue.mjs";
import { launch, Screen } from "./support/browser.mjs";
import { end } from "./support/end.mjs";
import { Hub } from "./support/hub.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";
import { until } from "./support/until.mjs";

const mango = article("MANGO");
const limit = 180_000; // the mode of a link has its least stays; a machine may be slow besides
let store, hub, browser, board, till, office;

const eventually = (question, what) => until(question, what, { limit, every: 500 });

before(async () => {
  store = await (await Store.make()).start();
  hub = await Hub.start(store.folder);
  office = await store.manager();
  hub.enrol(store);
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  board = await Screen.open(browser, hub.api);
  await board.page.goto(`${hub.api}/#token=${hub.token}`);
});
after(async () => {
  hub?.stop();
  await end({ browser, store, tills: [till, board] });
});

const mode = async () => (await office.get("/capabilities")).mode;
const sell = async () => {
  await till.scanTo(mango.code, mango.price);
  await till.payExact();
  await till.nextSale();
};
/** Of all orders that a side holds: how many, and what they come to. */
const ofStore = async () => {
  const { items } = await office.get("/orders?limit=200");
  return { orders: items.length, net: items.reduce((sum, order) => sum + order.total, 0) };
};
const ofHub = async () => {
  const { items } = await hub.get("/v1/totals");
  return items.reduce((sum, day) => ({ orders: sum.orders + day.orders, net: sum.net + day.net }), { orders: 0, net: 0 });
};
const equal = async () => {
  const [ours, theirs] = [await ofStore(), await ofHub()];
  return ours.orders > 0 && ours.orders === theirs.orders && ours.net === theirs.net && ours;
};

test("a store sells on while the switch on the hub's page cuts its line, the till says what is different, and then both hold the same", async () => {
  await sell();
  await eventually(equal, "the hub has the first sale");

  await board.page.getByRole("button", { name: "Cut the line" }).click();
  await board.page.getByRole("button", { name: "Mend the line" }).waitFor();
  await eventually(async () => (await mode()) === "edge", "the store notices");
  await till.page.locator(".sale").waitFor();
  await till.page.getByRole("button", { name: new RegExp(`^${till.t("lights.title")}`) }).click();
  for (const key of ["capabilities.title", "capabilities.selling_goes_on", "capabilities.op_catalogue_edit", "capabilities.op_customer_create"])
    await till.dialog.getByText(till.t(key), { exact: true }).waitFor();
  await till.picture("line-cut-till");
  await till.press("Escape");
  await sell();
  await sell();
  assert.equal((await ofHub()).orders, 1, "nothing crossed a line that is cut");
  await board.picture("line-cut-hub");

  await board.page.getByRole("button", { name: "Mend the line" }).click();
  const both = await eventually(equal, "the hub catches up");
  assert.equal(both.orders, 3);
  await board.page.getByRole("button", { name: "Totals…" }).click();
  const totals = board.page.getByRole("dialog");
  await totals.getByText("cash", { exact: false }).first().waitFor();
  assert.deepEqual(await board.axe(), []);
  await board.picture("line-mended-hub");
  await totals.getByRole("button", { name: "Close" }).click();
});
