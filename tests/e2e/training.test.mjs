// Practising never touches the books; and the page as an installed application: manifest, worker, offline, new versions.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { root, Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const cucumber = article("CUCUMBER");
const mango = article("MANGO");
const dist = process.env.HOLDFAST_UI_DIR ?? join(root, "daemon/ui/dist");
let store, browser, till, office, built;

before(async () => {
  built = existsSync(join(dist, "pos.html")) ? mkdtempSync(join(tmpdir(), "holdfast-ui-")) : null;
  if (built) cpSync(dist, built, { recursive: true });
  store = await (await Store.make()).start(built ? { ui: built } : {});
  browser = await launch();
  office = await store.manager();
  till = await Till.open(browser, store.url, { workers: "allow" });
  await till.ready(store);
});
after(async () => {
  await end({ browser, store, tills: [till] });
  if (built) rmSync(built, { recursive: true });
});

async function books() {
  const { items: orders } = await office.get("/orders?limit=200");
  const { items: registers } = await office.get("/registers");
  const { openShift } = registers.find(({ number }) => number === 1);
  const { sales, gross, expectedCash, receipts } = await office.get(`/shifts/${openShift.shiftId}/report`);
  const carts = await office.get("/carts");
  return { orders: orders.map(({ receiptNumber, total }) => `${receiptNumber} ${total}`), openShift, sales, gross, expectedCash, receipts, carts: carts.items.length };
}

test("training looks different all the time, sells as ever, and leaves the books alone", async () => {
  await till.scanTo(cucumber.code, cucumber.price);
  await till.menu("training");
  await till.sees("menu.training_not_now");
  await till.dismissMessages();
  await till.home();
  await till.payExact();
  await till.nextSale();
  const before = await books();
  const look = () => till.page.evaluate(() => getComputedStyle(document.querySelector(".shell")).cssText + getComputedStyle(document.querySelector(".shell"), "::before").cssText + document.querySelector(".shell").className);
  const plain = await look();
  await till.menu("training");
  await till.sees("core.training");
  await till.sees("shell.training_hint");
  await till.signOn(store.staff.cashier);
  assert.notEqual(await look(), plain);
  await till.openShift("50");
  for (let n = 0; n < 2; ++n) {
    await till.scanTo(mango.code, mango.price);
    await till.page.getByText(till.has("core.training")).first().waitFor();
    await till.payExact();
    await till.sees("core.training");
    await till.nextSale();
  }
  assert.deepEqual(await books(), before, "orders, receipt numbers, shift and carts are as they were");
  await till.page.reload();
  await till.sees("core.training");
  await till.menu("training_end");
  await till.page.getByText(till.has("shell.training_hint")).waitFor({ state: "detached" });
  await till.signOn(store.staff.cashier);
  await till.scanTo(cucumber.code, cucumber.price);
  assert.equal(await till.payExact(), "1-000002", "the next number of the real books");
  await till.nextSale();
  assert.equal((await books()).orders.length, before.orders.length + 1);
});

test("the manifest says what an installation needs, and its icons are there", async () => {
  const address = await till.page.locator('link[rel="manifest"]').getAttribute("href");
  const answer = await fetch(new URL(address, `${store.url}/pos`));
  assert.match(answer.headers.get("Content-Type"), /manifest\+json/);
  const manifest = await answer.json();
  for (const name of ["name", "short_name", "start_url", "icons"]) assert.ok(manifest[name], name);
  assert.ok(["standalone", "fullscreen"].includes(manifest.display), manifest.display);
  assert.ok(new URL(manifest.start_url, store.url).pathname.startsWith("/pos"));
  const sizes = manifest.icons.map(({ sizes }) => sizes);
  for (const size of ["192x192", "512x512"]) assert.ok(sizes.includes(size), `${size} in ${sizes}`);
  for (const { src, type } of manifest.icons) {
    const icon = await fetch(new URL(src, new URL(address, store.url)));
    assert.equal(icon.status, 200, src);
    assert.equal(icon.headers.get("Content-Type"), type, src);
  }
});

test("the worker keeps the shell: without the appliance the page still comes, with its sale", async () => {
  await till.page.evaluate(() => navigator.serviceWorker.ready);
  await till.page.reload();
  await till.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await till.sees("sale.empty");  // it knows of its shift
  await till.scanTo(cucumber.code, cucumber.price);
  await store.kill();
  await till.page.reload();
  await till.page.getByRole("alert").getByText(till.t("shell.lost"), { exact: true }).waitFor();
  await store.start(built ? { ui: built } : {});
  await till.dueIs(cucumber.price);
});

/** Another build of the same page: its script has another name. */
function newVersion() {
  const assets = join(built, "assets");
  const script = readdirSync(assets).find((name) => /^pos-.*\.js$/.test(name));
  const fresh = script.replace(/^pos-.*\.js$/, "pos-NewBuild1.js");
  for (const kind of ["", ".gz", ".br"]) rmSync(join(assets, script + kind), { force: true });
  cpSync(join(dist, "assets", script), join(assets, fresh));
  for (const folder of [built, assets])
    for (const name of readdirSync(folder).filter((name) => /\.(gz|br)$/.test(name))) rmSync(join(folder, name));
  // Screens that come later name the script they belong to.
  for (const name of readdirSync(assets).filter((name) => name.endsWith(".js") && name !== fresh)) {
    const text = readFileSync(join(assets, name), "utf8");
    if (text.includes(script)) writeFileSync(join(assets, name), text.replaceAll(script, fresh));
  }
  for (const name of ["pos.html", "manifest.json", "sw.js"]) {
    const file = join(built, name);
    writeFileSync(`${file}.new`, readFileSync(file, "utf8").replaceAll(script, fresh) + (name === "sw.js" ? "\n// another build\n" : ""));
    renameSync(`${file}.new`, file);
  }
}

test("a new version is taken between two sales, never within one", async (t) => {
  if (!built) return t.skip("the page is not built here");
  newVersion();
  await store.kill();
  await store.start({ ui: built });
  await till.dueIs(cucumber.price);
  const loaded = () => till.page.evaluate(() => document.querySelector('script[type="module"]').src);
  await till.page.evaluate(() => (window.sameLoad = true));
  // The new worker takes the page over, which is when the page could load itself anew.
  await till.page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const taken = new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    await (await serviceWorker.ready).update();
    await taken;
  });
  await till.drawn();
  assert.equal(await till.page.evaluate(() => window.sameLoad), true, "not while something is in the cart");
  assert.doesNotMatch(await loaded(), /NewBuild1/);
  await till.payExact();
  assert.equal(await till.page.evaluate(() => window.sameLoad), true, "not while the change is on the screen");
  await till.nextSale();
  await till.page.waitForFunction(() => window.sameLoad === undefined && /NewBuild1/.test(document.querySelector('script[type="module"]')?.src));
  await till.sees("sale.empty");
  await till.scanTo(mango.code, mango.price);
});
