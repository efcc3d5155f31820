// One scanner, two tills of its register: whose it is stands in the lights, and a till that has gone holds nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { Counter } from "./support/devices.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";
import { until } from "./support/until.mjs";

const cucumber = article("CUCUMBER");
const broccoli = article("BROCCOLI");
let counter, store, browser, office, front, back;

before(async () => {
  counter = await Counter.start("scanner");
  store = await (await Store.make()).start();
  office = await store.manager();
  await counter.connect(office, "scanner");
  browser = await launch();
  front = await Till.open(browser, store.url);
  await front.ready(store);
  await heldBy((claim) => claim !== null);
});
after(async () => {
  try {
    await end({ browser, store, tills: [front, back].filter(Boolean) });
  } finally {
    counter?.close();
  }
});

const read = (data) => counter.act("scanner", "scan", { data });
const claim = async () => (await office.get("/devices")).items.find(({ kind }) => kind === "scanner").claim ?? null;
const heldBy = (wanted) =>
  until(async () => ((held) => wanted(held) && held)(await claim()), async () => `the scanner's claim: ${JSON.stringify(await claim())}`);
const lights = (till) => till.page.locator("button.lights");
const saysElsewhere = (till) => till.page.getByRole("button", { name: till.has("lights.elsewhere") }).waitFor();

test("another till of the register sees whose the scanner is, and takes it with consent", async () => {
  const { terminalId } = await heldBy((claim) => claim !== null);
  back = await Till.open(browser, store.url, { lang: "fr" });
  await back.ready(store, { staff: store.staffOf("1002"), float: null });
  await saysElsewhere(back);
  await lights(back).click();
  await back.dialog.waitFor();
  await back.drawn();
  await back.picture("scanner_elsewhere");
  assert.deepEqual(await back.axe(), []);
  await back.answer("devices.use_here_of");
  await back.approve(store.staff.supervisor);
  await heldBy((claim) => claim !== null && claim.terminalId !== terminalId);
  await back.page.getByRole("dialog").waitFor({ state: "detached" });
  await read(cucumber.code);
  await back.dueIs(cucumber.price);
  await saysElsewhere(front);
  assert.equal(await front.due(), 0, "and not at the till that had it");
});

test("a till that has gone, its browser closed, holds nothing: the other has the scanner by itself", async () => {
  const { terminalId } = await heldBy((claim) => claim !== null);
  await back.context.close();
  back = undefined;
  await heldBy((claim) => claim !== null && claim.terminalId !== terminalId);
  await read(broccoli.code);
  await front.dueIs(broccoli.price);
  await lights(front).and(front.page.getByRole("button", { name: front.has("lights.elsewhere") })).waitFor({ state: "detached" });
});
