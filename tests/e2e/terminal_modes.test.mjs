// Two registers with a card terminal each: only the till whose own terminal is away is told so.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Console } from "./support/console.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { root, Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";
import { until } from "./support/until.mjs";

const pictures = join(root, "build/pictures");
const open = [];
let counters, store, browser, till, office, registers, front, back;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  counters = [await Counter.start("terminal"), await Counter.start("terminal")];
  store = await (await Store.make()).start();
  office = await store.manager();
  ({ items: registers } = await office.get("/registers"));
  const other = registers.find(({ number }) => number === 2) ?? (await office.post("/registers", { number: 2, name: "Register 2" }));
  front = await counters[0].connect(office, "terminal", { name: "Quayside" });
  back = await counters[1].connect(office, "terminal", { name: "Lighthouse", registers: [other.id] });
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  await till.home();
});
after(async () => {
  try {
    await end({ browser, store, tills: [till, ...open] });
  } finally {
    for (const counter of counters ?? []) counter.close();
  }
});

/** Waits until the appliance takes that terminal for so. */
async function comesTo(device, mode) {
  const there = async () => (await office.get("/capabilities")).terminals.some((each) => each.id === device.id && each.mode === mode);
  await until(there, `${device.name} becomes ${mode}`, { limit: 60_000, every: 100 });
}
const lights = () => till.page.getByRole("button", { name: new RegExp(`^${till.t("lights.title")}`) });

test("the till is told of its own terminal alone, by its name", async () => {
  await counters[1].act("terminal", "unplug");
  await comesTo(back, "edge");
  const here = registers.find(({ number }) => number === 1).id;
  const standing = (await office.get(`/capabilities?registerId=${here}`)).operations.find(({ operation }) => operation === "card.refund");
  assert.equal(standing.state, "allowed");
  await lights().click();
  await till.dialog.waitFor();
  assert.equal(await till.dialog.getByText("Lighthouse", { exact: false }).count(), 0, "the neighbour's terminal is none of this till's");
  await till.press("Escape");

  await counters[0].act("terminal", "unplug");
  await comesTo(front, "edge");
  await lights().click();
  await till.dialog.getByText(till.t("capabilities.op_card_refund"), { exact: true }).waitFor();
  await till.dialog.getByText("Quayside", { exact: false }).first().waitFor();
  assert.equal(await till.dialog.getByText("Lighthouse", { exact: false }).count(), 0);
  await till.page.screenshot({ path: join(pictures, "terminal_modes_till.png") });
  await till.press("Escape");

  await counters[0].act("terminal", "plug");
  await comesTo(front, "online");
  await lights().click();
  await till.dialog.waitFor();
  await till.dialog.getByText(till.t("capabilities.op_card_refund"), { exact: true }).waitFor({ state: "detached" });
  await till.press("Escape");
});

const looks = [["en", "light"], ["ar", "dark", { width: 390, height: 844 }]];
for (const [lang, theme, viewport] of looks)
  test(`the console has each terminal with its mode, why and since when, in ${lang}, ${theme}`, async () => {
    await counters[1].act("terminal", "unplug");
    await comesTo(back, "edge");
    const page = await Console.open(browser, store.url, { lang, theme, ...(viewport ? { viewport } : {}) });
    open.push(page);
    await page.enter(store, "capabilities");
    await page.loaded();
    const row = (name) => page.page.getByRole("row").filter({ hasText: name });
    await row("Lighthouse").getByText(page.t("console_machine.mode_edge"), { exact: true }).waitFor();
    await row("Lighthouse").getByText(page.t("console_machine.terminal_cause_no_answer"), { exact: true }).waitFor();
    await row("Lighthouse").getByText(page.t("capabilities.op_card_refund"), { exact: false }).waitFor();
    await row("Quayside").getByText(page.t("console_machine.mode_online"), { exact: true }).waitFor();
    await row("Lighthouse").scrollIntoViewIfNeeded();
    await page.picture(`console_terminals_${lang}_${theme}`);
    assert.deepEqual(await page.axe(), []);
    const wide = await page.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px wider than the screen`);
    await counters[1].act("terminal", "plug");
    await comesTo(back, "online");
  });
