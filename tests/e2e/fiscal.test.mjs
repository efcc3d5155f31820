// The fiscal unit fails: the till asks what now, keeps asking after a reload, and goes on once somebody has decided.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
let store, browser, office, till;

before(async () => {
  store = await (await Store.make()).start();
  office = await store.manager();
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
  const privateKey = execFileSync("openssl", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], { encoding: "utf8" });
  const chosen = await office.send("PUT", "/fiscal", {
    profile: "rksv", onFailure: "ask", rates: { VAT23: "normal", "VAT13.5": "reduced1" }, unit: { serial: "1a", privateKey },
  });
  assert.equal(chosen.status, 200, await chosen.text());
});
after(() => end({ browser, store, tills: [till].filter(Boolean) }));

const unit = (working) => office.send("PUT", "/fiscal/unit", working ? { working } : { working, reason: "card reader unplugged" });
const state = async () => (await office.get("/fiscal/receipts")).items.find(({ kind }) => kind === "sale").state;

test("the till asks, and a person who may consents to tell it later", async () => {
  await unit(false);
  await till.scanTo(mango.code, mango.price);
  await till.payExact();
  await till.heading("fiscal.title").waitFor();
  await till.drawn();
  await till.picture("fiscal_undecided");
  assert.deepEqual(await till.axe(), []);
  await till.page.reload();
  await till.heading("fiscal.title").waitFor();
  await till.answer("fiscal.retry");
  assert.equal(await state(), "undecided", "the unit is still out");
  await till.dialog.getByRole("textbox", { name: till.name("fiscal.reason") }).fill("The customer waits");
  await till.answer("fiscal.postpone");
  await till.approve(store.staff.supervisor);
  await till.heading("fiscal.title").waitFor({ state: "detached" });
  assert.equal(await state(), "postponed");
  await unit(true);
  assert.equal(await state(), "registered", "a collective receipt told it");
});
