// The console's page of the line to the hub, with a real hub: what it refused is looked at, put right field by field, sent
// again as it is, or given up; each with its reason in the books.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Console } from "./support/console.mjs";
import { end } from "./support/end.mjs";
import { Hub } from "./support/hub.mjs";
import { Store } from "./support/store.mjs";
import { until } from "./support/until.mjs";

const limit = 60_000; // for what two programs do together
let store, hub, browser, office, page, letters, site;

/** As if the hub had refused the newest three sales before: their letters lie there, the line is mended. */
const refuse = `
import sqlite3, sys, uuid
db = sqlite3.connect(sys.argv[1])
sales = db.execute("SELECT seq FROM event_log WHERE type = 'OrderPaid' ORDER BY seq DESC LIMIT 3").fetchall()
for (seq,), detail in zip(sales, ["\`actorRole\` is longer than 4 characters", "the hub was being moved", "sold in a test"]):
    letter = uuid.uuid4()
    db.execute("INSERT INTO dead_letter(uuid, direction, epoch, epoch_seq, event_type, error_class, detail, first_us, last_us) "
               "VALUES (?, 'up', 1, ?, 'OrderPaid', 'SchemaValidationError', ?, 1795255200000000, 1795255200000000)", (letter.bytes, seq, detail))
    print(letter)
db.commit()`;

before(async () => {
  store = await (await Store.make()).start();
  hub = await Hub.start(store.folder);
  office = await store.manager();
  hub.enrol(store);
  await until(async () => (await office.get("/replication")).up.link === "up", "the line is there", { limit, every: 100 });
  assert.equal((await office.send("POST", "/replication/pause", { direction: "up" })).status, 204);
  const { items } = await office.get("/registers");
  const registerId = items.find(({ number }) => number === 1).id;
  await office.post(`/registers/${registerId}/shifts`, { openingCash: 10000 });
  for (const sku of ["MANGO", "CUCUMBER", "BANANA"]) {
    const sold = await office.post("/sales", { registerId, items: [{ sku, quantity: "1" }], payments: [{ tender: "cash" }] });
    assert.ok(sold.receiptNumber, JSON.stringify(sold));
  }
  await store.kill();
  letters = execFileSync("/usr/bin/python3", ["-c", refuse, join(store.data, "store.db")], { encoding: "utf8" }).trim().split("\n");
  await store.start();
  office = await store.manager();
  assert.equal((await office.send("POST", "/replication/resume", { direction: "up" })).status, 204);
  site = `/v1/sites/${(await office.get("/health")).siteId}`;
  browser = await launch();
  page = await Console.open(browser, store.url);
  await page.enter(store, "replication");
  await page.loaded();
});
after(async () => {
  hub?.stop();
  await end({ browser, store, tills: [page] });
});

const sumsOfHub = async () => {
  const { days } = await hub.get(`${site}/totals?from=2000-01-01&to=2100-01-01`);
  return days.reduce((sum, { orders }) => sum + orders, 0);
};
const letterIs = (id, status) =>
  until(async () => (await office.get(`/sync/dead-letters/${id}`)).letter.status === status, `the letter is ${status}`, { limit, every: 100 });
async function open(id) {
  await page.at(`replication/letters/${id}`);
  await page.loaded();
}

test("the page lists what the hub refused, each with its reason", async () => {
  const table = page.page.getByRole("table", { name: page.t("console_machine.letters") });
  for (const reason of ["is longer than", "the hub was being moved", "sold in a test"]) await table.getByRole("row").filter({ hasText: reason }).waitFor();
  await page.picture("console_letters");
  assert.deepEqual(await page.axe(), []);
});

test("a refused sale is put right in the field that the hub complained of, and booked once there", async () => {
  const [letter] = letters;
  const there = async () => (({ ackSeq, appliedSeq }) => ackSeq > 0 && ackSeq === appliedSeq)(await hub.get(site));
  await until(there, "the hub has booked everything else", { limit, every: 100 });
  assert.equal(await sumsOfHub(), 0);
  await open(letter);
  await page.tap("console_machine.fix_letter");
  const fields = page.page.locator(".letter-fields");
  const complained = fields.getByRole("textbox", { name: /actorRole$/ }).first();
  await complained.waitFor();
  const few = await fields.getByRole("textbox").count();
  await page.page.getByLabel(page.t("console_machine.all_fields")).check();
  assert.ok((await fields.getByRole("textbox").count()) > few, "the others are a tick away");
  await page.page.getByLabel(page.t("console_machine.all_fields")).uncheck();
  assert.ok(await page.button("console_machine.fix_send").isDisabled(), "nothing is changed yet");
  await complained.fill("boss");
  await page.field("core.reason").fill("Too long for the hub");
  await page.picture("console_letter_fix");
  assert.deepEqual(await page.axe(), []);
  await page.tap("console_machine.fix_send");
  await page.page.getByText("Too long for the hub", { exact: true }).waitFor();
  await letterIs(letter, "corrected");
  await page.sees("console_machine.letter_corrected");
  assert.equal(await sumsOfHub(), 1);
  const { items } = await office.get("/audit?action=replication.fix");
  assert.match(JSON.stringify(items[0].detail), /Too long for the hub/);
});

test("one that nothing is wrong with is sent again as it is", async () => {
  const [, letter] = letters;
  await open(letter);
  await page.tap("console_machine.replay");
  await page.answer("console_machine.replay");
  await letterIs(letter, "replayed");
  await page.sees("console_machine.letter_replayed");
  assert.equal(await sumsOfHub(), 2);
});

test("one that is given up says who and why, and offers nothing more", async () => {
  const [, , letter] = letters;
  await open(letter);
  await page.tap("console_machine.discard_letter");
  await page.dialog.getByLabel(page.t("core.reason")).fill("Never was a sale");
  await page.answer("console_machine.discard_letter");
  await page.page.getByText("Never was a sale", { exact: true }).waitFor();
  for (const key of ["console_machine.discard_letter", "console_machine.fix_letter", "console_machine.replay"]) assert.equal(await page.button(key).count(), 0, key);
  await letterIs(letter, "discarded");
  assert.equal(await sumsOfHub(), 2);
});

test("each data set says how old it is, and one that was not compared for a day says that it is stale", async () => {
  const down = async () => (await office.get("/replication")).down;
  const sets = await until(async () => ((now) => now.datasets.length > 0 && now.datasets.every(({ confirmedAt }) => confirmedAt) && now.datasets)(await down()), "they are compared", { limit });
  await page.at("replication");
  await page.loaded();
  const table = page.page.getByRole("table", { name: page.t("console_machine.datasets") });
  await table.getByRole("columnheader", { name: page.t("console_machine.dataset_age"), exact: true }).waitFor();
  assert.equal(await table.locator("tbody tr").count(), sets.length);
  assert.equal(await table.getByText(page.has("console_machine.stale")).count(), 0);
  // As a store finds itself that was switched off for two days, before its hub answers.
  hub.stop();
  await store.kill();
  const age = `import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE capability_as_of SET masters_us = masters_us - 48 * 3600000000, staff_us = staff_us - 48 * 3600000000")
db.commit()`;
  execFileSync("/usr/bin/python3", ["-c", age, join(store.data, "store.db")]);
  await store.start();
  office = await store.manager();
  for (const options of [{}, { lang: "fr", theme: "dark" }, { lang: "ar", viewport: { width: 390, height: 844 } }]) {
    const looker = await Console.open(browser, store.url, options);
    await looker.enter(store, "replication");
    await looker.loaded();
    const stale = looker.page.getByText(looker.has("console_machine.stale")).first();
    await stale.waitFor();
    await stale.scrollIntoViewIfNeeded();
    await looker.picture(`console_datasets_stale-${looker.lang}`);
    assert.deepEqual(await looker.axe(), []);
    await looker.close();
  }
});
