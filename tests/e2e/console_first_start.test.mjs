// From an empty box to a first sale in the browser alone, with a stopwatch; then the same broken off half-way.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Counter } from "./support/devices.mjs";
import { EmptyBox } from "./support/empty_box.mjs";
import { Till } from "./support/till.mjs";

const limit = 5 * 60_000; // ms, from the first page to the first receipt
const manager = { name: "Morgan", code: "9001", pin: "424242" };

/** The console's pages by their words, as the till's are. */
class Console extends Till {
  async choose(key, value) {
    await this.page.getByRole("combobox", { name: this.name(key) }).selectOption(value);
  }
  async next(key = "console_setup.next") {
    await this.tap(key);
  }
  async step(key) {
    await this.heading(key).waitFor();
  }
}

/** A till's page in the same window of time, with its complaints heard too. */
async function open(browser, url, path) {
  const screen = await Console.open(browser, url);
  await screen.page.goto(url + path);
  return screen;
}

async function answerStore(page, name = "Corner & Söhne") {
  await page.step("console_setup.welcome");
  await page.next();
  await page.step("console_setup.store");
  await page.field("console_setup.name").fill(name);
  await page.choose("console_setup.country", "DE");
  await page.field("console_setup.address").fill("1 Example Street\nExample Town");
  await page.next();
  await page.step("console_setup.tax");
  await page.next();
  await page.step("console_setup.registers");
  await page.next();
  await page.step("console_setup.staff");
}
async function answerStaff(page) {
  await page.field("console_setup.person_name").fill(manager.name);
  await page.page.getByLabel(page.t("sign_on.pin")).fill(manager.pin);
  await page.next();
  await page.step("console_setup.review");
}

test("an empty box sells within five minutes, in the browser alone", async () => {
  const box = await (await EmptyBox.make()).start();
  const counter = await Counter.start();
  const browser = await launch();
  const begin = Date.now();
  const lap = (what) => console.log(`first start: ${what} after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  const findings = [];
  const look = async (screen, name) => {
    await screen.picture(`console_setup-${name}`);
    for (const violation of await screen.axe()) findings.push(`${name}: ${violation}`);
  };
  let console_, till;
  try {
    // Nothing but the console and its questions answers, and a wrong code opens nothing.
    assert.match((await (await fetch(`${box.url}/v1/products`)).json()).type, /not-configured$/);
    assert.equal((await fetch(`${box.url}/v1/setup/draft`, { headers: { Authorization: "Bearer AAAA-AAAA" } })).status, 401);
    console_ = await open(browser, box.url, `/console#code=${box.code()}`);
    await console_.step("console_setup.welcome");
    await look(console_, "welcome");
    await answerStore(console_);
    await look(console_, "staff");
    await answerStaff(console_);
    await look(console_, "review");
    await console_.next("console_setup.make");
    await console_.step("console_first.title");
    lap("the store is made");
    await look(console_, "first_steps");

    // Articles from a file whose columns have other names and a comma before the cents.
    const file = join(box.folder, "articles.csv");
    writeFileSync(file, "Artikel;Bezeichnung;Preis;EAN;Steuer\nTEA;Green tea;2,49;4006381333931;standard\nBREAD;Brown bread;3,20;;reduced\n");
    await console_.page.getByRole("link", { name: console_.name("console_first.from_file") }).click();
    await console_.page.locator('input[type="file"]').setInputFiles(file);
    const column = (head, field) => console_.page.getByRole("combobox", { name: head, exact: true }).selectOption(field);
    await column("Artikel", "sku");
    await column("Bezeichnung", "name");
    await column("Preis", "price");
    await column("EAN", "barcode");
    await column("Steuer", "taxCategory");
    await console_.tap("console_goods.preview");
    await console_.page.getByRole("button", { name: console_.name("console_goods.import_now"), disabled: false }).click();
    await console_.sees("console_goods.imported");
    lap("articles are in");
    await console_.page.goto(`${box.url}/console#/first_steps`);
    await console_.tap("console_first.articles_there");

    // A printer by its address, with a page that comes out of it.
    await console_.field("console_first.printer_address").fill(counter.addresses.printer.replace("tcp://", ""));
    await console_.choose("console_first.model", "epson-tm-t88vi");
    await console_.tap("console_first.take_address");
    await console_.tap("console_first.test");
    await counter.until("printer", ({ cuts }) => cuts > 0);
    await look(console_, "printer");
    await console_.tap("console_first.printer_works");
    lap("the printer prints");
    await console_.tap("console_first.stand_alone");

    // The till opens what the code says, signs on and sells.
    const address = await console_.page.locator(".pair-code a").getAttribute("href");
    await look(console_, "till");
    till = await open(browser, box.url, address.replace(box.url, ""));
    await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
    await till.signOn(manager);
    await till.openShift("100.00");
    await till.scanTo("4006381333931", 249);
    await till.press("F8", "Enter");
    await till.booked();
    const taken = Date.now() - begin;
    console.log(`first start: the first sale after ${(taken / 1000).toFixed(1)} s of ${limit / 1000} s`);
    assert.ok(taken < limit, `${taken} ms`);

    await console_.tap("console_first.next_step");
    await console_.field("console_backups.folder").fill(join(box.folder, "kept"));
    await console_.page.getByLabel(console_.t("console_backups.passphrase")).fill("a long enough passphrase");
    await look(console_, "backup");
    await console_.tap("core.save");
    await console_.button("console_first.finish").waitFor();
    await look(console_, "done");
    lap("backups are set up");
  } catch (error) {
    for (const [name, screen] of Object.entries({ console_, till })) await screen?.picture(`failed-first_start-${name}`).catch(() => undefined);
    console.log(box.log().slice(-1500));
    throw error;
  } finally {
    const complaints = [console_, till].flatMap((each) => [...(each?.errors ?? []), ...(each?.elsewhere ?? [])]);
    await browser.close();
    counter.close();
    await box.stop();
    assert.deepEqual([...complaints, ...findings], []);
  }
});

test("what was answered survives a reload and a power cut, and no PIN lies on the disk meanwhile", async () => {
  const box = await (await EmptyBox.make()).start();
  const browser = await launch();
  let page;
  try {
    page = await open(browser, box.url, "/console");
    await page.field("console_setup.claim_code").fill("AAAA-AAAA");
    await page.tap("console_setup.begin");
    await page.sees("console_setup.wrong_claim");
    await page.field("console_setup.claim_code").fill(box.code());
    await page.tap("console_setup.begin");
    await answerStore(page, "Second try");
    await answerStaff(page);
    assert.ok(!box.cli("setup-code", "--data", box.data).includes(manager.pin));
    await box.kill();
    await box.start();
    await page.page.reload();
    // The review knows everything but the PIN, says so, and leads back.
    await page.step("console_setup.review");
    await page.sees("console_setup.pin_again");
    await page.tap("core.back");
    assert.equal(await page.field("console_setup.person_name").inputValue(), manager.name);
    await page.page.getByLabel(page.t("sign_on.pin")).fill(manager.pin);
    await page.next();
    await page.next("console_setup.make");
    await page.step("console_first.title");
    await page.page.reload();
    await page.step("console_first.title");
    // The code has done its work: the box is a store, and nobody sets it up again.
    assert.equal((await fetch(`${box.url}/v1/setup/draft`)).status, 409);
  } catch (error) {
    await page?.picture("failed-first_start-again").catch(() => undefined);
    throw error;
  } finally {
    await browser.close();
    await box.stop();
  }
});
