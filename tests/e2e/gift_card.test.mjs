// A gift card at the till: sold, part of a sale paid with it, the rest in cash, and what is left on the receipt; points beside it.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { article } from "./support/catalogue.mjs";
import { launch } from "./support/browser.mjs";
import { end } from "./support/end.mjs";
import { root, Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
const pictures = join(root, "build/pictures");
let store, browser, till, office;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  office = await store.manager();
  await office.send("PUT", "/tenders/giftcard", { name: "Gift card", kind: "gift_card", currency: "EUR" });
  await office.send("PUT", "/tenders/points", { name: "Points", kind: "points", currency: "EUR" });
  const made = await office.post("/products", {
    name: "Gift card of the house",
    taxCategory: "zero",
    variants: [{ sku: "HOUSE-GIFT", priceKind: "open", inventorySource: "none" }],
  });
  await office.send("PUT", `/variants/${made.variants[0].id}/gift-card`, { giftCard: true });
  till = await Till.open(browser, store.url);
  await till.ready(store);
  mkdirSync(pictures, { recursive: true });
});
beforeEach(() => till.home());
after(() => end({ browser, store, tills: [till] }));

const code = "PLASTIC 100 200";
const picture = (name) => till.page.screenshot({ path: join(pictures, `${name}.png`) });

test("a card is scanned in, sold for an amount, and paid", async () => {
  await till.menu("gift_cards");
  await till.field("gift.code").fill(code);
  await till.tap("gift.check");
  await till.sees("gift.fresh");
  await till.field("gift.amount").fill("25");
  await picture("gift_card_sell");
  await till.tap("gift.sell");
  await till.dueIs(2500);
  await till.linesAre(1);
  await till.payExact();
  await till.nextSale();
});

test("it pays part of a sale, cash the rest, and the receipt says what is left", async () => {
  await till.enter("20*");
  const due = (await till.due()) + 20 * mango.price; // beside what the sale before left
  await till.scanTo(mango.code, due);
  assert.ok(due > 1000);
  await till.toTender();
  await till.field("tender.amount").fill("10");
  await till.tender("gift_card");
  await till.field("gift.code").fill(code.toLowerCase());
  await till.tap("gift.check");
  await till.page.locator(".gift-facts").getByText("25.00").waitFor();
  await picture("gift_card_pay");
  await till.tap("gift.use");
  await till.page.locator(".tender-line").getByText("•••• 0200").waitFor();
  await till.press("Enter");
  const number = await till.booked();
  const [order] = (await office.get(`/orders?receiptNumber=${number}`)).items ?? [];
  const paid = (await office.get(`/orders/${order.orderId}`)).payments;
  assert.deepEqual(paid.map((each) => [each.tender, each.amount < 0]), [["giftcard", false], ["cash", false]]);
  assert.deepEqual([paid[0].amount, paid[0].storedValue.balance], [1000, 1500]);
  const receipt = await (await office.send("GET", `/orders/${order.orderId}/receipt`)).json();
  assert.match(JSON.stringify(receipt.rows), /15\.00/);
  await till.nextSale();
});

test("its balance is asked for between two sales", async () => {
  await till.menu("gift_cards");
  await till.field("gift.code").fill(code);
  await till.tap("gift.check");
  await till.page.locator(".gift-facts").getByText("15.00").waitFor();
  await picture("gift_card_balance");
});

test("a line that is taken off lets go of what it had set aside", async () => {
  await till.scanTo(mango.code, mango.price);
  await till.toTender();
  await till.field("tender.amount").fill("0.50");
  await till.tender("gift_card");
  await till.field("gift.code").fill(code);
  await till.tap("gift.check");
  await till.tap("gift.use");
  await till.page.locator(".tender-line").waitFor();
  const card = async () => (await office.post("/gift-cards/lookup", { code })).available;
  assert.equal(await card(), 1450);
  await till.page.locator(".tender-line").getByRole("button").click();
  for (let tries = 0; tries < 100 && (await card()) !== 1500; ++tries) await till.page.waitForTimeout(50);
  assert.equal(await card(), 1500);
  await till.press("Escape");
});

test("a customer's points take something off before any money is taken, and may be taken off again", async () => {
  await office.post("/loyalty/programmes", [
    { id: "club", name: "Club", earn: [{ id: "base", perAmount: 100 }], redeem: { pointValue: 1, asDiscount: true } },
  ]);
  const member = await office.post("/customers", { name: "Point saver" });
  await office.post(`/customers/${member.id}/loyalty/adjustments`, { points: 300, reason: "welcome" });
  await till.enter("20*");
  const due = (await till.due()) + 20 * mango.price; // beside what the sale before left
  await till.scanTo(mango.code, due);
  await till.menu("customer");
  await till.page.getByRole("searchbox").fill("Point saver");
  await till.page.locator(".customer-pick").first().click();
  await till.home();
  await till.toTender();
  await till.tap("tender.points_off");
  await till.dialog.waitFor();
  await till.page.locator(".dialog").getByText("300").first().waitFor();
  await till.field("gift.points_off_label").fill("301");
  await till.press("Enter");
  await till.sees("gift.points_off_most", { n: 300 });
  await till.field("gift.points_off_label").fill("120");
  await picture("points_off");
  assert.deepEqual(await till.axe(), []);
  await till.press("Enter");
  await till.dialog.waitFor({ state: "detached" });
  await till.press("Escape");
  await till.dueIs(due - 120);
  await till.toTender();
  await till.tap("tender.points_off");
  await till.answer("gift.points_off_none");
  await till.dialog.waitFor({ state: "detached" });
  await till.press("Escape");
  await till.dueIs(due);
});
