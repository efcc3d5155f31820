// Recorded streams of scanners: what is a scan is added once, what is typing stays typing, and nothing is swallowed.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const cucumber = article("CUCUMBER");
const broccoli = article("BROCCOLI");
let store, browser, till, due;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
});
beforeEach(async () => {
  await till.home();
  await till.dismissMessages();
  due = await till.due();
});
after(() => end({ browser, store, tills: [till] }));
const added = (article, times = 1) => till.dueIs((due += times * article.price));
const entry = () => till.page.locator("[data-entry]").getAttribute("data-entry");

for (const gap of [1, 5, 12, 25])
  test(`a stream with ${gap} ms between its keys is one scan`, async () => {
    const passed = await till.scan(cucumber.code, { gap });
    assert.deepEqual(passed, [], "no key of it reaches the page");
    await added(cucumber);
    assert.equal(await entry(), "");
  });

test("keys at the pace of a person are typing", async () => {
  await till.page.keyboard.type("4225", { delay: 60 });
  await till.page.locator('[data-entry="4225"]').waitFor();
  await till.press("Enter");
  await added(article("AVOCADO"));
});

test("a scanner that ends by Tab, or by nothing at all, is understood", async () => {
  await till.scan(cucumber.code, { suffix: ["Tab"] });
  await added(cucumber);
  await till.scan(cucumber.code, { suffix: [] });
  await added(cucumber);
});

test("the AIM identifier in front is taken off", async () => {
  await till.keys(["]", "E", "0", ...cucumber.code, "Enter"]);
  await added(cucumber);
});

test("a GS1-128 stream with its separators is read by the appliance", async () => {
  await till.keys(["]", "C", "1", "0", "1", "0", ...cucumber.code, "1", "0", "A", "B", "Ctrl+]", "1", "7", "2", "7", "0", "1", "0", "1", "Enter"]);
  await added(cucumber);
});

test("a prefix that this till's scanner is set to send is taken off", async () => {
  await till.menu("settings");
  await till.page.getByRole("radio", { name: till.t("settings.tab_scanner"), exact: true }).click();
  await till.field("settings.prefix").fill("~~");
  await till.home();
  await till.scan(cucumber.code, { prefix: "~~" });
  await added(cucumber);
  await till.menu("settings");
  await till.page.getByRole("radio", { name: till.t("settings.tab_scanner"), exact: true }).click();
  await till.field("settings.prefix").fill("");
  await till.home();
});

test("two scans in one stream, split by Enter, are two", async () => {
  await till.keys([...cucumber.code, "Enter", ...broccoli.code, "Enter"]);
  due += cucumber.price;
  await added(broccoli);
});

test("typing that was begun is kept, and the scan in its middle counts", async () => {
  await till.page.keyboard.type("42", { delay: 60 });
  await till.page.locator('[data-entry="42"]').waitFor();
  await till.scan(cucumber.code);
  await added(cucumber);
  assert.equal(await entry(), "42");
  await till.page.keyboard.type("25", { delay: 60 });
  await till.press("Enter");
  await added(article("AVOCADO"));
});

test("a scan that a pause breaks in two is no wrong article", async () => {
  await till.keys([...cucumber.code.slice(0, 3)], 8);
  // The pause itself is what is tested: the guard waits in real time, and gives the keys back as typing when it is over.
  await till.page.locator(`[data-entry="${cucumber.code.slice(0, 3)}"]`).waitFor();
  await till.press("Escape");
  await till.dueIs(due);
});

test("a scan never types into the field that has the focus", async () => {
  const search = till.page.getByRole("combobox", { name: till.t("sale.search") });
  await search.fill("mil");
  await search.focus();
  await till.scan(cucumber.code);
  await added(cucumber);
  assert.equal(await search.inputValue(), "mil");
  await search.press("Escape");
});

test("a scan never presses the button that has the focus", async () => {
  await till.button("sale.void").focus();
  const passed = await till.scan(cucumber.code);
  assert.deepEqual(passed, [], "not even its Enter");
  await added(cucumber);
  assert.equal(await till.page.getByRole("dialog").count(), 0);
});

test("a scan while a dialog is open is in the sale, and the dialog stays", async () => {
  await till.press("F7");
  const field = till.dialog.getByRole("textbox");
  await field.fill("for the neigh");
  await till.scan(broccoli.code);
  await added(broccoli);
  assert.equal(await field.inputValue(), "for the neigh");
  await till.press("Escape");
});

test("ten scans in a row without waiting: none swallowed, none doubled", async () => {
  const requests = [];
  const listen = (request) => /\/items$/.test(request.url()) && request.method() === "POST" && requests.push(request.headers()["idempotency-key"]);
  till.page.on("request", listen);
  for (let n = 0; n < 5; ++n) await till.keys([...cucumber.code, "Enter", ...broccoli.code, "Enter"], 5);
  due += 5 * cucumber.price;
  await added(broccoli, 5);
  // Acts go in order: once one more is through, whatever the ten caused is through as well.
  await till.scan(cucumber.code);
  await added(cucumber);
  till.page.off("request", listen);
  assert.equal(requests.length, 11);
  assert.equal(new Set(requests).size, 11, "each scan has an idempotency key of its own");
});

test("an unknown code is told, changes nothing, and the next scan works", async () => {
  await till.scan("4006381333931");
  await till.sees("sale.unknown_title", { code: "4006381333931" });
  assert.equal(await till.due(), due);
  await till.scan(cucumber.code);
  await added(cucumber);
});

test("a code with letters that is neither article nor coupon is told as that", async () => {
  await till.scan("SUMMER2020");
  await till.sees("sale.unknown_coupon", { code: "SUMMER2020" });
  assert.equal(await till.due(), due);
});

test("scans on other screens lead to the sale; while a card is asked for they are refused, not lost", async () => {
  await till.menu("customer");
  await till.scan(cucumber.code);
  await added(cucumber);
  await till.toTender();
  await till.scan(cucumber.code);
  await added(cucumber);
  await till.page.locator(".sale").waitFor();
  await till.toTender();
  await till.tender("card");
  await till.page.getByRole("heading", { name: till.has("tender.card_charge") }).waitFor();
  await till.scan(cucumber.code);
  await till.sees("shell.scan_not_now");
  await till.tap("tender.card_cancel");
  await till.press("Escape", "Escape");
  await till.dueIs(due);
});

test("the receipt of the journal, a price check: scans go to who asked for them", async () => {
  await till.menu("price_check");
  await till.scan(article("BROCCOLI").code);
  await till.page.getByRole("article", { name: broccoli.name }).waitFor();
  await till.home();
  await till.dueIs(due);
});
