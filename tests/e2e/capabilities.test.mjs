// What may be done just now, at the till: a rehearsed outage, a policy, and what the buttons say of them.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
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
  till = await Till.open(browser, store.url);
  await till.ready(store);
  mkdirSync(pictures, { recursive: true });
});
beforeEach(() => till.home());
afterEach(() => office.send("DELETE", "/capabilities/drills/current").catch(() => undefined));
after(() => end({ browser, store, tills: [till] }));

const lights = () => till.page.getByRole("button", { name: new RegExp(`^${till.t("lights.title")}`) });
const drill = (mode) => office.post("/capabilities/drills", { mode, minutes: 5, reason: "the weekly one" });

test("an outage is told by the light within a second, and what is different is listed with why and what to do", async () => {
  await drill("edge");
  await till.page.getByRole("button", { name: till.has("capabilities.mode_drill") }).waitFor({ timeout: 3000 });
  await lights().click();
  for (const key of ["capabilities.title", "capabilities.selling_goes_on", "capabilities.op_catalogue_edit", "capabilities.op_customer_create"])
    await till.dialog.getByText(till.t(key), { exact: true }).waitFor();
  await till.dialog.getByText(till.t("capabilities.instead_later")).first().waitFor();
  await till.page.screenshot({ path: join(pictures, "capabilities_en.png") });
  await till.press("Escape");
  await office.send("DELETE", "/capabilities/drills/current");
  await till.page.getByRole("button", { name: till.has("capabilities.mode_drill") }).waitFor({ state: "detached", timeout: 6000 });
});

test("selling goes on in an outage", async () => {
  await drill("edge");
  await till.scanTo(mango.code, mango.price);
  await till.payExact();
  await till.nextSale();
});

test("what the policy switches off is greyed, and says why when it is pressed", async () => {
  const shut = { state: "denied" };
  await office.send("PUT", "/capabilities/policy", { version: "e2e", operations: { "voucher.redeem": shut, "return.unreceipted": shut } });
  await till.scanTo(mango.code, mango.price);
  await till.toTender();
  const voucher = till.page.locator('.tender-method[aria-disabled="true"]');
  await voucher.waitFor({ timeout: 6000 });
  assert.equal(await voucher.count(), 1);
  await voucher.click({ force: true });
  await till.page.getByText(till.t("capabilities.reason_policy_off"), { exact: false }).first().waitFor();
  await till.page.screenshot({ path: join(pictures, "capabilities_tender.png") });
  await till.dismissMessages();
  await office.send("PUT", "/capabilities/policy", { version: "0" });
  await voucher.waitFor({ state: "detached", timeout: 6000 });
  await till.press("Escape");
  await till.payExact();
  await till.nextSale();
});
