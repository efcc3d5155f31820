// The line between a store and its hub, cut and mended by the switch on the hub's page: the store sells on, the till says what is different,
// and afterwards both hold the same. A real hub beside a real store.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { article } from "./support/catalogue.mjs";
import { launch, Screen } from "./support/browser.mjs";
import { end } from "./support/end.mjs";
import { root, Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");
const mango = article("MANGO");
const limit = 180_000; // the mode of a link has its least stays; a machine may be slow besides
let store, hub, browser, board, till, office;

async function until(question, what) {
  for (const begun = Date.now(); Date.now() - begun < limit; ) {
    const answer = await question();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`in vain: ${what}`);
}

/** Its operators' API and page; `stores` is where stores go. */
async function startHub(folder) {
  const data = join(folder, "hub");
  const ports = join(folder, "hub-ports");
  const log = openSync(join(folder, "hub.log"), "a");
  const started = spawn(join(bin, "holdfast-hub"),
    ["--data", data, "--listen", "127.0.0.1:0", "--operator-listen", "127.0.0.1:0", "--port-file", ports], { stdio: ["ignore", log, log] });
  const numbers = await until(() => existsSync(ports) && /^(\d+)\s+(\d+)/.exec(readFileSync(ports, "utf8")), "the hub listens");
  const token = readFileSync(join(data, "hub-token"), "utf8").trim();
  const api = `http://127.0.0.1:${numbers[2]}`;
  return {
    data, token, api, process: started, stores: `https://127.0.0.1:${numbers[1]}`,
    get: async (path) => (await fetch(api + path, { headers: { Authorization: `Bearer ${token}` } })).json(),
  };
}

before(async () => {
  store = await (await Store.make()).start();
  hub = await startHub(store.folder);
  office = await store.manager();
  const made = execFileSync(join(bin, "holdfast-hub"), ["token", "create", "--data", hub.data, "--channel", "shops", "--json"], { encoding: "utf8" });
  execFileSync(join(bin, "holdfast"), ["enrol", JSON.parse(made).token, "--hub", hub.stores, "--data", store.data]);
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  board = await Screen.open(browser, hub.api);
  await board.page.goto(`${hub.api}/#token=${hub.token}`);
});
after(async () => {
  hub?.process.kill("SIGTERM");
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
  await until(equal, "the hub has the first sale");

  await board.page.getByRole("button", { name: "Cut the line" }).click();
  await board.page.getByRole("button", { name: "Mend the line" }).waitFor();
  await until(async () => (await mode()) === "edge", "the store notices");
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
  const both = await until(equal, "the hub catches up");
  assert.equal(both.orders, 3);
  await board.page.getByRole("button", { name: "Totals…" }).click();
  const totals = board.page.getByRole("dialog");
  await totals.getByText("cash", { exact: false }).first().waitFor();
  assert.deepEqual(await board.axe(), []);
  await board.picture("line-mended-hub");
  await totals.getByRole("button", { name: "Close" }).click();
});
