// The console's page of releases, on an appliance under the real launcher: one comes by a stick and waits for its hours, a
// person does not wait, and goes back again; what was sold is there throughout.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Console } from "./support/console.mjs";
import { end } from "./support/end.mjs";
import { ManagedStore, Publisher } from "./support/releases.mjs";

const slow = { timeout: 120_000 }; // a release is unpacked, checked, started and proved
let store, browser, page, sold;

before(async () => {
  store = await ManagedStore.managed((folder) => new Publisher(join(folder, "publisher")));
  await store.start();
  const office = await store.manager();
  const { items } = await office.get("/registers");
  await office.post(`/registers/${items[0].id}/shifts`, { openingCash: 10000 });
  sold = await office.post("/sales", { registerId: items[0].id, items: [{ sku: "MANGO", quantity: 1 }], payments: [{ tender: "cash" }] });
  browser = await launch();
  page = await Console.open(browser, store.url);
  await page.enter(store, "system");
  await page.loaded();
});
after(() => end({ browser, store, tills: [page] }));

const card = (key) => page.page.getByRole("region", { name: page.t(key), exact: true });
const runs = (release) => card("console_updates.running").getByText(release, { exact: true }).waitFor(slow);

test("the page of the system leads there, and its hours are set: a day that is not today", async () => {
  await page.page.getByRole("link", { name: page.t("console_system.updates_link") }).click();
  await runs("0.1.0");
  await page.tap("console_updates.change");
  await page.dialog.getByLabel(page.t("console_updates.hours_from"), { exact: true }).fill("12:00");
  await page.dialog.getByLabel(page.t("console_updates.hours_to"), { exact: true }).fill("12:01");
  const days = page.dialog.getByRole("group", { name: page.t("console_updates.days") }).getByRole("checkbox");
  const kept = (new Date().getUTCDay() + 2) % 7; // of Monday to Sunday, three days from now
  for (let day = 0; day < 7; ++day) if (day !== kept) await days.nth(day).uncheck();
  await page.dialog.getByLabel(page.t("console_updates.no_open_shift")).uncheck();
  await page.picture("console_updates_window");
  assert.deepEqual(await page.axe(), []);
  await page.answer("core.save");
  await page.dialog.waitFor({ state: "detached" });
  await card("console_updates.window").getByText("12:00–12:01").waitFor();
});

test("a release from a stick is checked and says what it waits for", async () => {
  const folder = join(store.folder, "stick");
  mkdirSync(folder);
  store.publisher.stick(store.publisher.build(2), folder);
  await page.tap("console_updates.from");
  await page.dialog.getByLabel(page.t("console_updates.path")).fill(folder);
  await page.answer("console_updates.from");
  const coming = card("console_updates.coming");
  await coming.getByText("0.2.0", { exact: true }).waitFor(slow);
  await coming.getByText(page.has("console_updates.waits_for_window")).waitFor(slow);
  await coming.getByText(page.t("console_updates.source_stick"), { exact: true }).waitFor();
  await page.picture("console_updates_waits");
  assert.deepEqual(await page.axe(), []);
  const phone = await Console.open(browser, store.url, { lang: "ar", theme: "dark", viewport: { width: 390, height: 844 } });
  await phone.enter(store, "updates");
  await phone.loaded();
  await phone.sees("console_updates.waits_for_window");
  await phone.picture("console_updates_waits_ar");
  assert.deepEqual(await phone.axe(), []);
  await phone.close();
});

test("somebody who does not wait has it put in place, the page says when it is, and the sale is there", async () => {
  await page.tap("console_updates.now");
  await page.answer("console_updates.now");
  await runs("0.2.0");
  await page.page.getByRole("row", { name: /0\.2\.0/ }).getByText(page.t("console_updates.outcome_committed"), { exact: true }).waitFor(slow);
  await page.picture("console_updates_done");
  assert.deepEqual(await page.axe(), []);
  await page.at("orders");
  await page.page.getByRole("link", { name: sold.receiptNumber }).waitFor();
});

test("a person goes back, and lets the newer one try again", async () => {
  await page.at("updates");
  await page.loaded();
  await page.tap("console_updates.back");
  await page.answer("console_updates.back");
  await runs("0.1.0");
  // Offered again it is refused, and why is said in the page's words.
  await page.tap("console_updates.from");
  await page.dialog.getByLabel(page.t("console_updates.path")).fill(join(store.folder, "stick"));
  await page.answer("console_updates.from");
  await card("console_updates.coming").getByText(page.t("console_updates.why_failed_before"), { exact: true }).waitFor(slow);
  await page.picture("console_updates_refused");
  assert.deepEqual(await page.axe(), []);
  const reader = await Console.open(browser, store.url, { lang: "ar", theme: "dark", viewport: { width: 390, height: 844 } });
  await reader.enter(store, "updates");
  await reader.loaded();
  await reader.sees("console_updates.why_failed_before");
  await reader.picture("console_updates_refused_ar");
  assert.deepEqual(await reader.axe(), []);
  await reader.close();
  const bad = card("console_updates.bad");
  await bad.getByRole("button", { name: page.t("console_updates.try_again") }).click(slow);
  await bad.waitFor({ state: "detached", ...slow });
  await page.at("orders");
  await page.page.getByRole("link", { name: sold.receiptNumber }).waitFor();
});

test("a release that migrated the data for good says that no way leads back, and what leads on", async () => {
  const folder = join(store.folder, "last stick");
  mkdirSync(folder);
  store.publisher.stick(store.publisher.build(3, "-after"), folder);
  await page.at("updates");
  await page.loaded();
  await page.tap("console_updates.from");
  await page.dialog.getByLabel(page.t("console_updates.path")).fill(folder);
  await page.answer("console_updates.from");
  await card("console_updates.coming").getByText("0.3.0", { exact: true }).waitFor(slow);
  await page.tap("console_updates.now");
  await page.answer("console_updates.now");
  await runs("0.3.0");
  await card("console_updates.running").getByText(page.has("console_updates.no_way_back_migrated")).waitFor(slow);
  assert.equal(await page.page.getByRole("button", { name: page.t("console_updates.back") }).count(), 0);
  await page.picture("console_updates_no_way_back");
  assert.deepEqual(await page.axe(), []);
  const phone = await Console.open(browser, store.url, { lang: "ar", theme: "dark", viewport: { width: 390, height: 844 } });
  await phone.enter(store, "updates");
  await phone.loaded();
  await phone.sees("console_updates.no_way_back_migrated");
  await phone.picture("console_updates_no_way_back_ar");
  assert.deepEqual(await phone.axe(), []);
  await phone.close();
});
