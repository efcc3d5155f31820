// From an empty box to a first sale in the browser alone, with a stopwatch; then the same broken off half-way.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Counter } from "./support/devices.mjs";
import { EmptyBox } from "./support/empty_box.mjs";
import { manager, Wizard } from "./support/wizard.mjs";

const limit = 5 * 60_000; // ms, from the first page to the first receipt

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
    console_ = await Wizard.at(browser, box.url, `/console#code=${box.code()}`);
    await console_.step("console_setup.welcome");
    await look(console_, "welcome");
    await console_.answerStore();
    await look(console_, "staff");
    await console_.answerStaff();
    await look(console_, "review");
    await console_.make();
    lap("the store is made");
    await look(console_, "first_steps");

    await console_.importArticles(box.folder);
    lap("articles are in");

    // A printer by its address, with a page that comes out of it.
    await console_.printerAt(counter.addresses.printer.replace("tcp://", ""), () => counter.until("printer", ({ cuts }) => cuts > 0));
    await look(console_, "printer");
    await console_.tap("console_first.printer_works");
    lap("the printer prints");
    await console_.tap("console_first.stand_alone");

    // The till opens what the code says, signs on and sells.
    const path = await console_.pairingPath();
    await look(console_, "till");
    till = await Wizard.at(browser, box.url, path);
    await till.sellTea();
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
    page = await Wizard.at(browser, box.url, "/console");
    await page.field("console_setup.claim_code").fill("AAAA-AAAA");
    await page.tap("console_setup.begin");
    await page.sees("console_setup.wrong_claim");
    await page.field("console_setup.claim_code").fill(box.code());
    await page.tap("console_setup.begin");
    await page.answerStore("Second try");
    await page.answerStaff();
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
    await page.make();
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
