// The console: every page that a manager may open is accessible, fits a phone, and has its picture in build/pictures; then
// what is done on the pages of staff, tills, store, money and backups, and who may not.
import assert from "node:assert/strict";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { end } from "./support/end.mjs";
import { Office } from "./support/office.mjs";
import { freePort, Store } from "./support/store.mjs";
import { until } from "./support/until.mjs";

const all = process.env.HOLDFAST_E2E === "all";
const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const both = ["desk", "phone"];
// Every language and both themes are toured at least once, each at the width that it is likeliest to break at.
const tours = all
  ? ["en", "fr", "ar"].flatMap((lang) => [[lang, "light", both], [lang, "dark", both]])
  : [["en", "light", both], ["ar", "dark", both], ["fr", "dark", ["phone"]], ["ar", "light", ["desk"]]];
let store, browser;
const offices = [];

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
});
after(() => end({ browser, store, tills: offices }));

async function enter(options) {
  const office = await Office.enter(browser, store, options);
  offices.push(office);
  return office;
}

for (const [lang, theme, widths] of tours)
  test(`every page of the console: ${lang}, ${theme}, ${widths.join(" and ")}`, async () => {
    const office = await enter({ lang, theme, viewport: widths.includes("desk") ? desk : phone, page: "staff" });
    const wrong = [];
    const pages = await office.pages();
    for (const page of pages) {
      if (widths.includes("desk")) {
        await office.page.setViewportSize(desk);
        await office.visit(page);
        await office.picture(`console_${page.replaceAll("/", "_")}-${lang}-${theme}`);
        for (const violation of await office.axe()) wrong.push(`${page}: ${violation}`);
      } else await office.visit(page);
      if (!widths.includes("phone")) continue;
      await office.page.setViewportSize(phone);
      await office.drawn();
      await office.picture(`console_${page.replaceAll("/", "_")}-${lang}-${theme}-phone`);
      for (const what of await office.stickingOut()) wrong.push(`${page} on a phone: ${what}`);
      for (const violation of await office.axe()) wrong.push(`${page} on a phone: ${violation}`);
    }
    console.log(`console ${lang} ${theme} ${widths}: ${pages.length} pages, ${wrong.length} findings`);
    for (const each of wrong) console.log(`console ${each}`);
    assert.ok(pages.length >= 7, pages.join());
    assert.deepEqual(wrong, []);
  });

test("somebody is added, gets another PIN, signs on, and is let go", async () => {
  const office = await enter({ page: "staff" });
  await office.tap("console_staff.add");
  await office.dialog.getByLabel(office.t("console_staff.name"), { exact: true }).fill("Robin Tide");
  await office.dialog.getByLabel(office.t("sign_on.code")).fill("4004");
  await office.dialog.getByLabel(office.t("sign_on.pin")).fill("13579");
  await office.answer("core.save");
  const row = office.page.getByRole("row", { name: /Robin Tide/ });
  await row.waitFor();
  await row.getByRole("button", { name: office.name("console_staff.new_pin") }).click();
  await office.dialog.getByLabel(office.t("sign_on.pin")).fill("24680");
  await office.answer("core.save");
  await office.dialog.waitFor({ state: "detached" });
  // A cashier is let in, and sees what the role has: none of these pages.
  const other = await Office.open(browser, store.url);
  offices.push(other);
  await other.page.goto(`${store.url}/console#code=${store.pairingCode}`);
  await other.field("sign_on.code").fill("4004");
  await other.page.getByLabel(other.t("sign_on.pin")).fill("13579");
  await other.tap("sign_on.sign_on");
  await other.sees("sign_on.wrong");
  await other.page.getByLabel(other.t("sign_on.pin")).fill("24680");
  await other.tap("sign_on.sign_on");
  await other.page.locator(".top-bar").waitFor();
  const seen = await other.pages();
  for (const page of ["staff", "registers", "system", "backups", "audit"]) assert.ok(!seen.includes(page), `${page} in ${seen}`);
  await row.getByRole("button", { name: office.name("console_staff.deactivate") }).click();
  await office.answer("console_staff.deactivate");
  await row.waitFor({ state: "detached" });
});

test("a role that is made here decides what its people may do", async () => {
  const office = await enter({ page: "staff/roles" });
  await office.tap("console_staff.add_role");
  await office.dialog.getByLabel(office.t("console_staff.role_name")).fill("Stock keeper");
  await office.dialog.getByLabel(office.t("console_staff.may_stock_adjust")).check();
  await office.answer("core.save");
  await office.page.getByRole("heading", { name: "Stock keeper" }).waitFor();
  const { items } = await (await store.manager()).get("/roles");
  assert.deepEqual(items.find(({ code }) => code === "stock_keeper")?.permissions.toSorted(), ["sell", "stock_adjust"]);
});

test("a till is paired by the code on the screen, and revoked", async () => {
  const manager = await store.manager();
  const office = await enter({ page: "registers" });
  await office.tap("console_store.pair");
  const link = office.dialog.locator(".pair-code a");
  await link.waitFor();
  const address = await link.getAttribute("href");
  assert.match(address, /\/pos#code=[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const till = await Office.open(browser, store.url);
  offices.push(till);
  // What somebody between the two would read, had they broken the TLS: the code is in no request.
  const sent = [];
  till.page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await till.page.goto(address);
  await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
  const code = address.slice(-9);
  assert.ok(sent.length > 2);
  for (const text of sent) assert.ok(!text.includes(code) && !text.includes(code.replace("-", "")), text);
  assert.ok(!till.page.url().includes(code), "the code is out of the address");
  await office.page.keyboard.press("Escape");
  // The newest stands first.
  const revoke = office.page.getByRole("button", { name: office.name("console_store.revoke") });
  const row = office.page.getByRole("row").filter({ has: revoke }).first();
  await row.getByText(office.t("console_store.kind_till"), { exact: true }).first().waitFor();
  const before = (await manager.get("/terminals")).items;
  await row.getByRole("button", { name: office.name("console_store.revoke") }).click();
  await office.answer("console_store.revoke");
  await office.dialog.waitFor({ state: "detached" });
  const revoked = ({ revokedAt }) => revokedAt !== null;
  const listed = async () => (await manager.get("/terminals")).items;
  const wanted = before.filter(revoked).length + 1;
  const items = await until(async () => (await listed()).filter(revoked).length >= wanted && listed(), "the terminal is revoked");
  assert.equal(items.filter(revoked).length, wanted);
  assert.ok(items.some(({ kind }) => kind === "console"), "a console is known as one");
});

test("new tokens are ordered for all terminals, and those that are on take theirs by themselves", async () => {
  const manager = await store.manager();
  const office = await enter({ page: "registers" });
  const till = await Office.open(browser, store.url);
  offices.push(till);
  const [register] = (await manager.get("/registers")).items;
  const { code } = await manager.post("/pairing-codes", { registerId: register.id });
  await till.page.goto(`${store.url}/pos#code=${code}`);
  await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
  const kept = (page, name) => page.evaluate((place) => JSON.parse(localStorage.getItem(place)), name);
  const [ofTill, ofOffice] = [await kept(till.page, "holdfast.terminal"), await kept(office.page, "holdfast.console.terminal")];
  await office.tap("console_store.tokens_order");
  await office.answer("console_store.tokens_order");
  await office.page.getByText(/Ordered for \d+ terminals/).waitFor();
  const ids = [ofTill.terminalId, ofOffice.terminalId];
  const ordered = async () => (await manager.get("/terminals")).items.filter(({ id, tokenOrdered }) => ids.includes(id) && tokenOrdered);
  await until(async () => (await ordered()).length === 0, "both have taken a new token");
  const fresh = await kept(till.page, "holdfast.terminal");
  assert.notEqual(fresh.token, ofTill.token);
  assert.deepEqual({ ...fresh, token: "", former: "" }, { ...ofTill, token: "", former: "" });
  assert.equal(fresh.former, ofTill.token);
  assert.notEqual((await kept(office.page, "holdfast.console.terminal")).token, ofOffice.token);
  // What it took is what it goes on with, after a start as well; who is signed on stays so.
  await till.page.reload();
  await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
  await office.visit("staff");
  const trail = (await manager.get("/audit?action=terminal_token_renewed")).items;
  assert.deepEqual(trail.filter(({ subject }) => ids.includes(subject)).length, 2);
});

test("how old a terminal's token may be is set here", async () => {
  const office = await enter({ page: "registers" });
  await office.field("console_store.tokens_days").fill("30");
  await office.tap("core.save");
  await office.sees("console_store.tokens_saved");
  assert.deepEqual(await (await store.manager()).get("/terminals/policy"), { days: 30 });
});

test("which of the appliance's addresses a device is given is chosen, and by what it can be known", async () => {
  const lan = await Store.make();
  const port = await freePort();
  await lan.start({ more: ["--tls-listen", `0.0.0.0:${port}`, "--host", "till.shop.example", "--host", "127.0.0.2"] });
  const office = await Office.enter(browser, lan, { page: "registers" });
  const till = await Office.open(browser, lan.url, { trusting: true });
  try {
    await office.tap("console_store.pair");
    const link = office.dialog.locator(".pair-code a");
    await link.waitFor();
    // The console's own address is this machine's alone, so the first that others reach stands there.
    assert.match(await link.getAttribute("href"), new RegExp(`^https://till\\.shop\\.example:${port}/pos#code=`));
    const before = await office.dialog.locator(".pair-code svg path").getAttribute("d");
    await office.dialog.getByLabel(office.t("console_store.reach")).selectOption(`https://127.0.0.2:${port}`);
    const address = await link.getAttribute("href");
    assert.ok(address.startsWith(`https://127.0.0.2:${port}/pos#code=`), address);
    assert.notEqual(await office.dialog.locator(".pair-code svg path").getAttribute("d"), before, "the picture says the same");
    const shown = await office.dialog.locator(".fingerprint").allTextContents();
    const digests = ["ca.pem", "server.pem"].map((name) => new X509Certificate(readFileSync(join(lan.data, "tls", name))).fingerprint256);
    assert.deepEqual(shown, digests);
    assert.deepEqual(await office.axe(), []);
    await office.picture("console_pair-en-light");
    await office.page.setViewportSize(phone);
    await office.picture("console_pair-en-light-phone");
    const choice = await office.dialog.getByLabel(office.t("console_store.reach")).boundingBox();
    const dialog = await office.dialog.boundingBox();
    assert.ok(choice.x + choice.width <= dialog.x + dialog.width - 12, "long addresses stay within the dialog on a phone");
    await till.page.goto(address);
    await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
    const { items } = await (await lan.manager()).get("/terminals");
    assert.ok(items.some(({ kind, registerId }) => kind === "till" && registerId !== null), JSON.stringify(items));
  } finally {
    await office.close();
    await till.close();
    await lan.stop();
  }
});

test("what receipts say, and a tax rate, are changed here", async () => {
  const office = await enter({ page: "store" });
  await office.field("console_store.footer").fill("Open every day\nReturns within 14 days");
  await office.tap("core.save");
  await office.sees("console_store.saved");
  const manager = await store.manager();
  assert.deepEqual((await manager.get("/site")).receiptFooter, ["Open every day", "Returns within 14 days"]);
  await office.visit("money");
  await office.page.getByRole("button", { name: "Reduced rate" }).click();
  await office.dialog.getByLabel(office.t("console_money.percent")).fill("9,5");
  await office.answer("core.save");
  await office.dialog.waitFor({ state: "detached" });
  const { items } = await manager.get("/tax-categories");
  assert.equal(items.find(({ code }) => code === "reduced").rates.at(-1).rate, "9.5");
});

test("a backup is set up, made and proved with a few taps", async () => {
  const office = await enter({ page: "backups" });
  await office.tap("console_backups.schedule");
  await office.dialog.getByLabel(office.t("console_backups.folder"), { exact: true }).fill(join(store.folder, "kept"));
  await office.dialog.getByLabel(office.t("console_backups.passphrase")).fill("a long enough passphrase");
  await office.answer("core.save");
  await office.dialog.waitFor({ state: "detached" });
  await office.tap("console_backups.now");
  await office.button("console_backups.rehearse").first().click({ timeout: 60_000 });
  await office.page.getByText(office.t("console_backups.proved"), { exact: true }).first().waitFor({ timeout: 60_000 });
  const [line] = readFileSync(join(store.data, "rehearsals.jsonl"), "utf8").trim().split("\n");
  const { good, totals, differences } = JSON.parse(line);
  console.log(`console: a rehearsal compared ${totals} sums`);
  assert.ok(good && totals > 0 && differences.length === 0, line);
});

test("the console says when the appliance is away, and goes on when it is back", async () => {
  const office = await enter({ page: "system" });
  await store.kill();
  await office.sees("console_frame.lost");
  await store.start();
  await office.page.getByText(office.has("console_frame.lost")).first().waitFor({ state: "detached" });
  await office.page.getByRole("heading", { name: office.t("console_system.machine") }).waitFor();
});

test("the audit trail is verified on its page, and filtered by what was done", async () => {
  const office = await enter({ page: "audit" });
  await office.tap("console_system.audit_verify");
  await office.page.locator(".audit-check.banner-info").waitFor();
  await office.page.getByLabel(office.t("console_system.action"), { exact: true }).selectOption("signed_on");
  await office.settled();
  const rows = office.page.getByRole("row");
  const cells = await rows.getByText(office.t("console_audit.signed_on"), { exact: true }).count();
  assert.ok(cells > 0 && cells === (await rows.count()) - 1, `${cells} of ${await rows.count()}`);
});

test("a few letters find pages, articles and receipts from anywhere", async () => {
  const office = await enter({ page: "staff" });
  await office.page.keyboard.press("Control+k");
  const field = office.dialog.getByRole("searchbox");
  await field.fill("mango");
  await office.dialog.getByRole("link", { name: /Mango/ }).first().waitFor();
  await field.fill(office.t("console_reports.title"));
  await office.dialog.getByRole("link", { name: office.t("console_reports.title") }).first().waitFor();
  await field.press("Enter");
  await office.page.getByRole("heading", { level: 1, name: office.t("console_reports.title") }).waitFor();
  assert.equal(await office.dialog.count(), 0);
});

test("a report is asked for by days and by what, and stands in the address", async () => {
  const manager = await store.manager();
  const office = await enter({ page: "reports" });
  await office.tap("console_reports.month");
  await office.page.getByLabel(office.t("console_reports.by"), { exact: true }).selectOption("article");
  await office.page.getByRole("heading", { level: 2, name: office.t("console_reports.by_article") }).waitFor();
  const { hash } = new URL(office.page.url());
  const asked = new URLSearchParams(hash.split("?")[1]);
  assert.equal(asked.get("by"), "article");
  assert.match(asked.get("from"), /-01$/);
  const told = await manager.get(`/reports/sales?${asked}`);
  assert.equal(told.from, asked.get("from"));
});

test("Austria's receipts are chosen with the unit's key, checked, and the cash box is closed for good", async () => {
  const office = await enter({ page: "fiscal" });
  await office.tap("console_fiscal.choose");
  const { dialog } = office;
  await dialog.getByLabel(office.t("console_fiscal.profile"), { exact: true }).selectOption("rksv");
  await dialog.getByLabel(office.t("console_fiscal.on_failure"), { exact: true }).selectOption("ask");
  await dialog.getByLabel(office.t("console_fiscal.cash_box"), { exact: true }).fill("SHOP");
  for (const rate of await dialog.locator("select").all())
    if ((await rate.inputValue()) === "") await rate.selectOption("normal");
  await dialog.getByLabel(office.t("console_fiscal.serial"), { exact: true }).fill("3f9a");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  await dialog.getByLabel(office.t("console_fiscal.key"), { exact: true }).fill(privateKey.export({ type: "pkcs8", format: "pem" }));
  await office.answer("core.save");
  await dialog.waitFor({ state: "detached" });
  await office.page.getByText("SHOP-1", { exact: true }).first().waitFor();
  await office.tap("console_fiscal.check");
  await office.page.locator(".banner-info").first().waitFor();
  const wrong = await office.axe();
  assert.deepEqual(wrong, []);
  await office.picture("console_fiscal_chosen-en-light");
  const row = office.page.getByRole("row", { name: /SHOP-1/ });
  await row.getByRole("button", { name: office.name("console_fiscal.close") }).click();
  await office.answer("console_fiscal.close");
  await dialog.waitFor({ state: "detached" });
  const { boxes, settings } = await (await store.manager()).get("/fiscal");
  assert.equal(settings.onFailure, "ask");
  assert.ok(boxes.find(({ cashBox }) => cashBox === "SHOP-1").closedAt);
});
