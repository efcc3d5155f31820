// Other stores at the till: who else has an article, and goods that another store sold. The hub is one of a few lines.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { article } from "./support/catalogue.mjs";
import { launch } from "./support/browser.mjs";
import { end } from "./support/end.mjs";
import { root, Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
const pictures = join(root, "build/pictures");
const orderId = "01a1fd97-0000-7000-8000-000000010000";
const order = {
  siteId: "harbour", siteName: "Quay", orderId, receiptNumber: "7-000042", kind: "sale", currency: "EUR", total: 600, businessDate: "2026-11-20",
  returned: [],
  document: {
    createdAt: "2026-11-20T15:30:00Z",
    items: [{ position: 1, sku: "MANGO", name: "Mango", unit: "piece", quantity: "3", unitPrice: 200, subtotal: 600, discount: 0, net: 600, tax: 0, total: 600, taxes: [] }],
  },
};
const answers = {
  "stock.elsewhere": () => ({ sku: "MANGO", sites: [{ siteId: "harbour", name: "Quay", quantity: "7", asOf: "2026-11-21T09:00:00Z" }] }),
  "return.lookup": () => ({ orders: [order] }),
  "return.otherStore": (id, { lines }) => ({ claimId: id, order, lines: lines.map((line) => ({ ...line, before: "0" })) }),
};
const asked = [];
let hub, store, browser, till;

function answer(request, response) {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    const operation = /\/realtime\/([\w.]+)$/.exec(request.url)?.[1];
    const reply = (status, document) => response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(document));
    if (request.url === "/sync/v1/ping") return reply(200, { serverTime: "2026-11-21T10:00:00Z" });
    if (!answers[operation]) return reply(503, {});
    const question = JSON.parse(body);
    asked.push(operation);
    reply(200, { answer: answers[operation](question.operationId, question.request) });
  });
}

before(async () => {
  hub = createServer(answer);
  await new Promise((resolve) => hub.listen(0, "127.0.0.1", resolve));
  store = await (await Store.make()).start();
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  const identity = { url: `http://127.0.0.1:${hub.address().port}`, siteId: "x", tenantId: "t", channelId: "c", key: "-", certificate: "-", authority: "-", renewAfter: "2036-01-01T00:00:00.000Z" };
  writeFileSync(join(store.data, "hub.json"), JSON.stringify(identity), { mode: 0o600 });
  await till.page.waitForFunction(async () => (await (await fetch("/v1/health")).json()).mode === "online", undefined, { timeout: 30_000, polling: 500 });
  mkdirSync(pictures, { recursive: true });
});
beforeEach(() => till.home());
after(async () => {
  await end({ browser, store, tills: [till] });
  hub.closeAllConnections();
  hub.close();
});

test("the price check says who else has the article", async () => {
  await till.menu("price_check");
  await till.page.keyboard.type(mango.code, { delay: 5 });
  await till.page.keyboard.press("Enter");
  await till.tap("elsewhere.stock");
  await till.page.getByText("Quay", { exact: true }).waitFor();
  await till.page.screenshot({ path: join(pictures, "elsewhere_stock.png") });
  assert.deepEqual(asked, ["stock.elsewhere"]);
});

test("a receipt of another store is found by its number, vouched for by the hub, and paid back here", async () => {
  await till.menu("returns");
  await till.field("returns.number").fill("7-000042");
  await till.tap("returns.find");
  await till.tap("elsewhere.ask");
  await till.sees("elsewhere.verified_hub");
  await till.tap("returns.take_all");
  await till.tap("returns.reason_faulty");
  await till.page.screenshot({ path: join(pictures, "elsewhere_return.png") });
  await till.page.getByRole("button", { name: till.has("returns.refund") }).click();
  await till.dialog.getByRole("button", { name: till.has("tender.kind_cash") }).first().click();
  await till.booked();
  assert.match(await till.page.locator(".done-change-amount").textContent(), /6.00/);
  await till.nextSale();
  assert.ok(asked.includes("return.otherStore"));
});

test("a code that is none is said to be so", async () => {
  await till.menu("returns");
  await till.field("returns.number").fill("HFR1:NOT A CODE");
  await till.tap("returns.find");
  await till.sees("elsewhere.state_unreadable");
});
