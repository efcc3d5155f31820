// What a manager does with a button, and what stands in the books afterwards: print jobs tried again and given up, stock put
// right and written off, a customer's data handed over, the log of one matter, and a backup put in the store's place.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { Console } from "./support/console.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { until } from "./support/until.mjs";

const mango = article("MANGO");
let store, browser, office, counter, printer, page, registerId, log;

async function at(place) {
  await page.at(place);
  await page.loaded();
}
const row = (text) => page.page.getByRole("row").filter({ hasText: text });

before(async () => {
  store = await Store.make();
  log = join(store.folder, "shop.log");
  await store.start({ more: ["--log-file", log, "--log-level", "debug"] });
  office = await store.manager();
  counter = await Counter.start();
  printer = await counter.connect(office, "printer");
  registerId = (await office.get("/registers")).items.find(({ number }) => number === 1).id;
  await office.post(`/registers/${registerId}/shifts`, { openingCash: 10000 });
  browser = await launch();
  page = await Console.open(browser, store.url);
  await page.enter(store, "devices");
  await page.loaded();
});
after(async () => {
  await end({ browser, store, tills: [page] });
  counter?.close();
});

const sell = async () => {
  const sold = await office.post("/sales", { registerId, items: [{ sku: "MANGO", quantity: "1" }], payments: [{ tender: "cash" }] });
  assert.ok(sold.receiptNumber, JSON.stringify(sold));
  return sold;
};
const jobOf = async (orderId) => (await office.get(`/print-jobs?orderId=${orderId}`)).items;

test("a receipt that nobody knows of is printed again as a marked copy, by the button in the queue", async () => {
  await counter.set("printer", { bytesPerSecond: 50 });
  const { orderId, receiptNumber } = await sell();
  await until(async () => (await jobOf(orderId))[0]?.state === "printing", "it prints");
  await counter.act("printer", "power-cycle");
  await until(async () => (await jobOf(orderId))[0].state === "unknown", "nobody knows");
  await counter.set("printer", { bytesPerSecond: 0 });
  await at("devices");
  const line = row(receiptNumber).filter({ hasText: page.t("console_machine.job_state_unknown") });
  await line.waitFor();
  await page.picture("console_queue_unknown");
  assert.deepEqual(await page.axe(), []);
  await line.getByRole("button", { name: page.t("console_machine.retry"), exact: true }).click();
  await page.answer("console_machine.retry");
  const copy = await until(async () => (await jobOf(orderId)).find(({ state }) => state === "confirmed"), "the copy comes out", { limit: 60_000 });
  assert.equal(copy.kind, "copy", JSON.stringify(copy));
  const paper = await counter.roll();
  assert.match(paper, new RegExp(`COPY 1[\\s\\S]*${receiptNumber}|${receiptNumber}[\\s\\S]*COPY 1`));
  assert.equal(copy.copy, 1);
});

test("one that waits without paper is discarded, and the books say that it never came out", async () => {
  await counter.set("printer", { paper: "out" });
  await counter.state(office, printer.id, "fault");
  const { orderId, receiptNumber } = await sell();
  await at("devices");
  const line = row(receiptNumber).filter({ hasText: page.t("console_machine.job_state_queued") });
  await line.getByRole("button", { name: page.t("console_machine.discard"), exact: true }).click();
  await page.answer("console_machine.discard");
  await until(async () => (await jobOf(orderId))[0].why === "discarded", "it is discarded");
  await counter.set("printer", { paper: "present" });
  await counter.state(office, printer.id, "online");
  const { printJobId } = await office.post(`/devices/${printer.id}/test`, {});
  await until(async () => (await office.get(`/print-jobs/${printJobId}`)).state === "confirmed", "the next one comes out");
  assert.ok(!(await counter.roll()).includes(receiptNumber), "what was discarded stays so");
  assert.deepEqual((await jobOf(orderId)).map(({ state, why }) => `${state} ${why}`), ["failed discarded"]);
});

test("stock is put right and written off by their buttons, each a line of the ledger with its reason", async () => {
  const { variant } = await office.get(`/lookup/${mango.code}`);
  const level = async () => Number((await office.get(`/stock?variantId=${variant.id}`)).items[0].quantity);
  const ledger = async () => (await office.get(`/stock/${variant.id}/moves`)).items;
  const before = await level();
  await at(`stock/${variant.id}`);
  await page.tap("console_goods.adjust");
  await page.dialog.getByLabel(page.t("console_goods.quantity_adjust")).fill("-2");
  assert.ok(await page.dialog.getByRole("button", { name: page.t("console_goods.adjust"), exact: true }).isDisabled(), "not without a reason");
  await page.dialog.getByLabel(page.t("core.reason")).fill("Two were counted twice");
  await page.answer("console_goods.adjust");
  await row("Two were counted twice").filter({ hasText: "-2" }).waitFor();
  assert.equal(await level(), before - 2);
  await page.tap("console_goods.write_off");
  await page.dialog.getByLabel(page.t("console_goods.quantity_write_off")).fill("3");
  await page.dialog.getByRole("combobox", { name: page.t("core.reason") }).selectOption("expired");
  await page.dialog.getByLabel(page.t("console_goods.note")).fill("best before Friday");
  await page.answer("console_goods.write_off");
  await row("best before Friday").filter({ hasText: "-3" }).waitFor();
  assert.equal(await level(), before - 5);
  await page.picture("console_adjusted");
  assert.deepEqual(await page.axe(), []);
  const moves = (await ledger()).filter(({ kind }) => kind === "adjustment").slice(0, 2);
  assert.deepEqual(moves.map(({ quantity }) => quantity), ["-3", "-2"]);
  assert.match(moves[0].reason, /best before Friday$/);
});

test("what is kept of a customer is handed over as a file, in both forms", async () => {
  const customer = await office.post("/customers", { name: "Ada Example", email: "ada@example.com", phone: "+353 1 555 0100" });
  const bought = await office.post("/sales", { registerId, personId: customer.id, items: [{ sku: "MANGO", quantity: "1" }], payments: [{ tender: "cash" }] });
  assert.ok(bought.receiptNumber, JSON.stringify(bought));
  await at(`customers/${customer.id}`);
  const keep = async (key) => {
    const [download] = await Promise.all([page.page.waitForEvent("download"), page.tap(key)]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  const json = await keep("console_customers.export_json");
  assert.equal(json.name, `customer-${customer.id}.json`);
  const kept = JSON.parse(json.text);
  assert.ok(json.text.includes("ada@example.com") && json.text.includes(bought.receiptNumber), json.text.slice(0, 400));
  assert.equal(typeof kept, "object");
  const csv = await keep("console_customers.export_csv");
  assert.equal(csv.name, `customer-${customer.id}.csv`);
  const [head, ...lines] = csv.text.trim().split("\n");
  assert.match(head, /^receipt,at,kind,sku,/);
  assert.deepEqual(lines.map((line) => line.split(",")[0]), [bought.receiptNumber]);
});

test("the log shows one matter alone by its id, and says so in the address", async () => {
  const id = "5b1d7c52-0f1e-4a53-8d21-b8f1f3a6c901";
  // A sale refused at the counter's request: what the daemon says of it carries the caller's id.
  const { token } = await (async () => {
    const post = async (path, body, bearer) =>
      (await fetch(`${store.url}/v1${path}`, { method: "POST", headers: { "Content-Type": "application/json", ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) }, body: JSON.stringify(body) })).json();
    const terminal = await post("/pairings", { code: store.pairingCode, name: "Matter" });
    return post("/sessions", { staffCode: store.staff.manager.code, pin: store.staff.manager.pin }, terminal.token);
  })();
  await fetch(`${store.url}/v1/products`, { headers: { Authorization: `Bearer ${token}`, "X-Correlation-Id": id } });
  const own = await until(async () => ((found) => found.length > 0 && found)((await office.get(`/system/logs?level=debug&correlationId=${id}&limit=200`)).items), "it is written");
  const { items: all } = await office.get("/system/logs?level=debug&limit=200");
  assert.ok(own.every(({ correlationId }) => correlationId === id), JSON.stringify(own));
  assert.ok(all.some(({ correlationId }) => correlationId !== id), "there are others");
  await at("logs");
  await page.page.getByRole("combobox", { name: page.t("console_system.level") }).selectOption("debug");
  const field = page.page.getByRole("searchbox", { name: page.t("console_system.correlation") });
  await field.fill(id);
  await field.press("Enter");
  const table = page.page.getByRole("table", { name: page.t("console_system.logs") });
  const ids = () => table.locator("tbody button.table-open").evaluateAll((buttons) => buttons.map(({ title }) => title));
  const alone = async () => ((shown) => shown.length === own.length && shown.every((each) => each === id))(await ids());
  await until(alone, async () => {
    await page.picture("failed-console_acts-logs");
    return `the matter alone is shown: ${JSON.stringify(await ids())} of ${own.length}`;
  });
  assert.match(page.page.url(), new RegExp(`correlationId=${id}`));
  await page.picture("console_logs_matter");
  assert.deepEqual(await page.axe(), []);
});

test("a backup takes the store's place by the button: what came after it is gone, and the till sells again", async () => {
  await at("backups");
  await page.tap("console_backups.schedule");
  await page.dialog.getByLabel(page.t("console_backups.folder"), { exact: true }).fill(join(store.folder, "kept"));
  await page.dialog.getByLabel(page.t("console_backups.passphrase")).fill("a long enough passphrase");
  await page.answer("core.save");
  await page.dialog.waitFor({ state: "detached" });
  await page.tap("console_backups.now");
  await page.button("console_backups.restore").first().waitFor({ timeout: 60_000 });
  await until(async () => !(await office.get("/backups")).running, "it is through", { limit: 60_000 });
  const orders = async () => (await office.get("/orders?limit=100")).items.length;
  const before = await orders();
  await sell();
  assert.equal(await orders(), before + 1);
  await page.tap("console_backups.restore");
  await page.picture("console_restore_asks");
  assert.deepEqual(await page.axe(), []);
  await page.answer("console_backups.restore");
  await page.sees("console_backups.restoring");
  const there = async () => (await fetch(`${store.url}/readyz`).catch(() => null))?.ok;
  await until(async () => {
    if (!(await there())) return false;
    const again = await store.manager().catch(() => null);
    if (again === null) return false;
    office = again;
    return (await orders().catch(() => -1)) === before;
  }, "the backup has the store's place", { limit: 60_000, every: 250 });
  await sell();
  assert.equal(await orders(), before + 1);
});
