// The customers' screen: what is bought, what to do, the change and the receipt; without signing on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const [mug, mango] = [article("MUG-HARBOUR"), article("MANGO")];
let counter, store, browser, till, screen, office, other;

before(async () => {
  counter = await Counter.start("terminal");
  await counter.set("terminal", { mode: "wait", times: { customerMs: 50, hostMs: 50 } });
  store = await (await Store.make()).start();
  office = await store.manager();
  await counter.connect(office, "terminal");
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  await till.page.locator(".lights .light-good").nth(1).waitFor({ state: "attached" });
});
after(async () => {
  try {
    await end({ browser, store, tills: [till, other] });
  } finally {
    counter?.close();
  }
});

const sees = (text) => screen.getByText(text).first().waitFor();
/** Pictures and axe of the page in light and dark, on a handset and on a large screen. */
async function looksGood(name) {
  const whole = Object.create(till, { page: { value: screen } });
  for (const [theme, viewport] of [["light", { width: 1920, height: 1080 }], ["dark", { width: 1024, height: 768 }], ["light", { width: 390, height: 844 }]]) {
    await screen.setViewportSize(viewport);
    await screen.evaluate((theme) => void (document.documentElement.dataset.theme = theme), theme);
    await whole.drawn();
    await whole.picture(`display_${name}-${theme}-${viewport.width}`);
    assert.deepEqual(await whole.axe(), [], `${name}, ${theme}`);
  }
}

test("opened from the till's settings it greets, without a code or a sign-on", async () => {
  await till.menu("settings");
  await till.page.getByRole("radio", { name: till.t("settings.tab_till"), exact: true }).click();
  const opened = till.page.waitForEvent("popup");
  await till.tap("display.open");
  screen = await opened;
  await sees(till.t("display.welcome"));
  await looksGood("idle");
  await till.home();
});

test("each article is there as it is added, with the total", async () => {
  await till.scanTo(mug.code, mug.price);
  await sees(mug.name);
  await till.scanTo(mango.code, mug.price + mango.price);
  await sees(mango.name);
  await screen.locator(".show-figure").filter({ hasText: ((mug.price + mango.price) / 100).toFixed(2) }).waitFor();
  await looksGood("selling");
});

test("while a card is taken it says what to do; then thanks, with the receipt as a QR code", async () => {
  await till.toTender();
  await till.tender("card");
  await sees(till.t("display.use_terminal"));
  await sees(till.t("eft.status.insert_card"));
  await looksGood("paying");
  await counter.until("terminal", ({ awaitsCustomer }) => awaitsCustomer);
  await counter.act("terminal", "customer", { how: "pays" });
  const number = await till.booked();
  await sees(till.t("display.thanks"));
  await sees(number);
  await screen.locator(".show-qr svg path").waitFor();
  await looksGood("done");
  await till.nextSale();
});

test("cash: the change, large; and the next sale takes its place", async () => {
  await till.scanTo(mango.code, mango.price);
  await till.toTender();
  await till.field("tender.amount").fill("10");
  await till.press("Enter");
  await till.booked();
  await sees(till.t("display.change"));
  await till.nextSale();
  await till.scanTo(mug.code, mug.price);
  await sees(mug.name);
  await till.payExact();
  await till.nextSale();
});

test("a screen of its own is paired by a code in its address, and follows the register it is told", async () => {
  other = await Till.open(browser, store.url, { lang: "ar" });
  await other.page.goto(`${store.url}/display?lang=ar#code=${store.pairingCode}`);
  await other.page.getByRole("button", { name: "Till 1" }).click();
  await other.page.getByText(other.t("display.title")).or(other.page.locator(".show-idle, .show-done")).first().waitFor({ state: "attached" });
  assert.ok(!other.page.url().includes("code"), "the code is out of the address");
  await till.scanTo(mug.code, mug.price);
  await other.page.getByText(mug.name).first().waitFor();
  await other.picture("display_ar");
  assert.deepEqual(await other.axe(), []);
  await till.payExact();
  await till.nextSale();
});
