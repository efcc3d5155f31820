// What breaks in a store: the appliance killed, the network slow, cut or lying. The sale stays, and nothing is done twice.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Line } from "./support/line.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const cucumber = article("CUCUMBER");
const broccoli = article("BROCCOLI");
const mango = article("MANGO");
const three = cucumber.price + broccoli.price + mango.price;
let store, line, browser, till, office, booked;

before(async () => {
  store = await (await Store.make()).start();
  line = await new Line(store.port).listen();
  browser = await launch();
  office = await store.manager();
  till = await Till.open(browser, line.url);
  await till.ready(store);
});
beforeEach(async () => {
  await till.home();
  await till.linesAre(0);
  booked = await orders();
});
after(() => end({ browser, line, store, tills: [till] }));
const orders = async () => (await office.get("/orders?limit=200")).items.length;
const lost = () => till.page.getByRole("alert").getByText(till.t("shell.lost"), { exact: true });
async function oneMore(total) {
  assert.equal(await orders(), booked + 1, "exactly one order");
  assert.equal((await office.get("/orders?limit=1")).items[0].total, total);
  await till.nextSale();
}

test("the appliance is killed in mid-sale: said at once, the cart stays, the next scan waits, it goes on by itself", async () => {
  await till.scan(cucumber.code);
  await till.scanTo(broccoli.code, cucumber.price + broccoli.price);
  await store.kill();
  await lost().waitFor({ timeout: 3000 });
  await till.linesAre(2);
  await till.scan(mango.code);
  await till.sees("sale.waiting", { n: 1 });
  await till.linesAre(2);
  await store.start();
  await till.dueIs(three);
  await lost().waitFor({ state: "detached" });
  await till.sees("shell.back");
  await till.linesAre(3);
  await till.payExact();
  await oneMore(three);
});

test("killed before the payment arrives: it is booked once the appliance is back, once", async () => {
  for (const { code } of [cucumber, broccoli, mango]) await till.scan(code);
  await till.dueIs(three);
  await till.toTender();
  await store.kill();
  await till.press("Enter");
  await till.sees("tender.booking_unknown_title");
  await till.sees("tender.booking_unknown_text");
  await store.start();
  await till.booked();
  await oneMore(three);
});

/** Pays, and the answer is lost: the appliance has booked it, the page does not know. */
async function payUnheard() {
  for (const { code } of [cucumber, broccoli, mango]) await till.scan(code);
  await till.dueIs(three);
  await till.toTender();
  line.state = "deaf";
  await till.press("Enter");
  await till.sees("tender.booking_unknown_title");
  assert.equal(await orders(), booked + 1, "the appliance has it, the page does not know");
}

test("killed after the payment was stored, its answer lost: booked once", async () => {
  await payUnheard();
  await store.kill();
  line.open();
  await store.start();
  await till.booked();
  await oneMore(three);
});

test("reloaded while nobody knows whether it is booked: the page finds out", async () => {
  await payUnheard();
  line.open();
  // The page is torn away before it can ask again.
  await till.page.goto("about:blank");
  await till.page.goto(`${line.url}/pos`);
  await till.booked();
  await oneMore(three);
});

test("a network that loses every answer for a while: nothing twice, nothing missing", async () => {
  await till.scanTo(cucumber.code, cucumber.price);
  line.state = "deaf";
  await till.scan(broccoli.code);
  await till.scan(mango.code);
  await lost().waitFor();
  // It tries again and again, and no answer comes back.
  for (let tries = 0; tries < 3; ++tries) await till.page.waitForRequest((request) => request.method() === "POST" && /\/items$/.test(request.url()));
  line.open();
  await till.dueIs(three);
  await till.linesAre(3);
  const { items } = (await office.get("/carts?status=ACTIVE")).items[0];
  assert.deepEqual(items.map(({ quantity }) => quantity), ["1", "1", "1"]);
  await till.payExact();
  await oneMore(three);
});

test("a network that takes everything and says nothing: the page says so, and goes on when it speaks", async () => {
  await till.scanTo(cucumber.code, cucumber.price);
  line.state = "silent";
  await lost().waitFor({ timeout: 12_000 });
  await till.linesAre(1);
  line.cut();
  line.open();
  await lost().waitFor({ state: "detached" });
  await till.scan(broccoli.code);
  await till.scanTo(mango.code, three);
  await till.payExact();
  await oneMore(three);
});

test("300 ms each way: five quick scans are five, a payment is one, and the change is there", async () => {
  line.delay = 300;
  for (let n = 0; n < 5; ++n) await till.scan(cucumber.code);
  await till.dueIs(5 * cucumber.price);
  await till.press("F8", "Enter");
  await till.booked();
  line.delay = 0;
  await oneMore(5 * cucumber.price);
});

test("pay pressed while scans are still under way takes all of them", async () => {
  line.delay = 300;
  await till.scan(cucumber.code);
  await till.scan(broccoli.code);
  await till.scan(mango.code);
  await till.press("F8");
  await till.heading("tender.title").waitFor();
  await till.press("Enter");
  await till.booked();
  line.delay = 0;
  await oneMore(three);
});

test("the lights say in words what is away: the hub always, the appliance while it is cut off", async () => {
  const lights = till.page.getByRole("button", { name: new RegExp(`^${till.t("lights.title")}`) });
  await till.page.getByRole("button", { name: till.has("lights.hub_away") }).waitFor();
  line.cut();
  await lost().waitFor({ timeout: 6000 });
  await till.page.getByRole("button", { name: new RegExp(till.t("lights.lost")) }).waitFor();
  await lights.click();
  for (const key of ["lights.lost", "lights.unknown", "lights.appliance_meaning"]) await till.sees(key);
  assert.equal(await till.dialog.getByRole("listitem").count(), 4);
  await till.press("Escape");
  line.open();
  await lost().waitFor({ state: "detached" });
  await till.page.getByRole("button", { name: till.has("lights.hub_away") }).waitFor();
});
