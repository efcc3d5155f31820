// The whole till without a pointer: the mouse is never touched, and every key press is counted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

/** A till whose pointer is cut off: a click anywhere in the test is an error. */
class KeyboardTill extends Till {
  presses = 0;
  async press(...keys) {
    this.presses += keys.length;
    await super.press(...keys);
  }
  async type(text) {
    this.presses += text.length;
    await super.type(text);
  }
  async tap(key) {
    throw new Error(`the pointer was used for ${key}`);
  }
  focused() {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      return at === null || at === document.body ? "" : (at.getAttribute("aria-label") ?? at.textContent ?? "");
    });
  }
  /** Tab, until the focus is on what has these words. */
  async tabTo(words, limit = 60) {
    for (let n = 0; n < limit; ++n) {
      if (words.test(await this.focused())) return;
      await this.press("Tab");
    }
    assert.fail(`Tab does not lead to ${words}`);
  }
}

let store, browser, till;
before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  till = await KeyboardTill.open(browser, store.url);
  await till.page.exposeFunction("pointerUsed", () => till.errors.push("a pointer event"));
  await till.page.addInitScript(() => addEventListener("pointerdown", () => window.pointerUsed(), { capture: true }));
});
after(() => end({ browser, store, tills: [till] }));

test("pairing, the register, sign-on and the shift need no pointer", async () => {
  await till.page.goto(`${store.url}/pos`);
  await till.field("pairing.code").waitFor();
  await till.type(store.pairingCode);
  await till.press("Enter");
  await till.heading("pairing.choose").waitFor();
  await till.tabTo(/Till 1/);
  await till.press("Enter");
  await till.signOn(store.staff.cashier);
  await till.tabTo(till.name("sale.open_shift"));
  await till.press("Enter");
  await till.heading("shift.open_title").waitFor();
  await till.type("100");
  await till.press("Enter");
  await till.sees("sale.empty");
});

test("a cash sale of three scans takes at most six key presses after the scans", async () => {
  const articles = [article("CUCUMBER"), article("BROCCOLI"), article("MANGO")];
  for (const { code } of articles) await till.scan(code);
  await till.dueIs(articles.reduce((sum, { price }) => sum + price, 0));
  till.presses = 0;
  await till.press("F8", "Enter");
  await till.booked();
  await till.press("Enter");
  await till.sees("sale.empty");
  console.log(`key presses after the scans, exact cash: ${till.presses}`);
  assert.ok(till.presses <= 6, `${till.presses} key presses`);
});

test("with a note of twenty it is still at most six", async () => {
  for (const sku of ["CUCUMBER", "BROCCOLI", "MANGO"]) await till.scan(article(sku).code);
  await till.linesAre(3);
  till.presses = 0;
  await till.press("F8");
  await till.field("tender.amount").waitFor();
  await till.type("20");
  await till.press("Enter");
  await till.booked();
  await till.press("Enter");
  await till.sees("sale.empty");
  console.log(`key presses after the scans, twenty handed over: ${till.presses}`);
  assert.ok(till.presses <= 6, `${till.presses} key presses`);
});

test("? shows the keys of where one is, and Escape leaves", async () => {
  await till.press("?");
  await till.dialog.getByRole("heading", { name: till.name("keys.title") }).waitFor();
  for (const scope of ["sale", "global"]) await till.dialog.getByRole("heading", { name: till.t(`keys.scope_${scope}`), exact: true }).waitFor();
  const shown = await till.dialog.locator("dd").allTextContents();
  for (const action of ["pay", "quantity", "price", "discount", "park", "returns"]) assert.ok(shown.includes(till.t(`keys.sale_${action}`)), action);
  assert.ok(shown.every((words) => !/^keys\./.test(words)), "every action has its words");
  await till.press("Escape");
  await till.page.getByRole("dialog").waitFor({ state: "detached" });
});

test("lines are chosen, counted, priced, noted and removed by keys", async () => {
  const [cucumber, broccoli] = [article("CUCUMBER"), article("BROCCOLI")];
  await till.scan(cucumber.code);
  await till.scan(broccoli.code);
  await till.linesAre(2);
  await till.press("ArrowUp", "+");
  await till.dueIs(2 * cucumber.price + broccoli.price);
  await till.press("-");
  await till.dueIs(cucumber.price + broccoli.price);
  await till.press("F2");
  await till.enter("4");
  await till.dueIs(4 * cucumber.price + broccoli.price);
  await till.press("F7");
  await till.dialog.waitFor();
  await till.type("wrapped");
  await till.press("Enter");
  await till.page.getByText("wrapped").waitFor();
  await till.press("ArrowDown", "Delete");
  await till.dueIs(4 * cucumber.price);
  await till.press("F6");
  await till.dialog.waitFor();
  await till.type("5");
  await till.press("Enter");
  await till.dueIs(4 * cucumber.price - Math.round((4 * cucumber.price * 5) / 100));
});

test("letters search, arrows choose, Enter adds", async () => {
  const before = await till.due();
  await till.type("kiwi");
  await till.page.getByRole("option", { name: "Kiwi fruit" }).waitFor();
  await till.press("Enter");
  await till.dueIs(before + article("KIWI").price);
});

test("lock, unlock, and another cashier takes over with the sale kept", async () => {
  const due = await till.due();
  await till.press("F9");
  await till.heading("sign_on.locked").waitFor();
  await till.sees("sign_on.sale_kept", { n: 2 });
  await till.type(store.staff.cashier.pin);
  await till.press("Enter");
  await till.dueIs(due);
  await till.press("F9", "Escape");
  await till.signOn(store.staffOf("1002"));
  await till.dueIs(due);
  assert.match(await till.page.locator(".head-person").textContent(), /Cashier Two/);
});

test("parking, parked sales, journal, returns and the menu are a key away, and Escape leads back", async () => {
  await till.press("Alt+p");
  await till.dialog.waitFor();
  await till.type("red hat");
  await till.press("Enter");
  await till.sees("sale.empty");
  await till.press("Alt+o");
  await till.heading("parked.title").waitFor();
  await till.button("parked.resume_of", { label: "red hat" }).waitFor();
  await till.press("Enter");
  await till.linesAre(2);
  for (const [key, title] of Object.entries({ "Alt+j": "journal.title", "Alt+r": "returns.title", "Alt+i": "price.title", "Alt+c": "customer.title", F10: "menu.title" })) {
    await till.press(key);
    await till.heading(title).waitFor();
    await till.press("Escape");
    await till.page.locator(".sale").waitFor();
  }
  await till.press("F8", "F2");
  await till.heading("tender.title").waitFor();
  await till.page.getByRole("heading", { name: till.has("tender.card_charge") }).waitFor();
  await till.press("Enter");
  await till.booked();
  await till.press("Enter");
  await till.sees("sale.empty");
});

test("a return with its receipt needs no pointer", async () => {
  await till.press("Alt+r");
  await till.field("returns.number").waitFor();
  await till.type("1");
  await till.press("Enter");
  await till.page.getByRole("list", { name: till.t("returns.lines") }).waitFor();
  await till.press("F2");
  await till.tabTo(till.name("returns.reason_faulty"));
  await till.press("Enter");
  await till.press("F8");
  await till.dialog.getByRole("button", { name: till.has("tender.kind_cash") }).first().waitFor();
  await till.press("Enter");
  await till.booked();
});

test("language and colours change by a key", async () => {
  await till.press("Enter", "Alt+l");
  await till.page.locator('html[lang="fr"][dir="ltr"]').waitFor();
  await till.press("Alt+l");
  await till.page.locator('html[lang="ar"][dir="rtl"]').waitFor();
  await till.press("Alt+l");
  await till.page.locator('html[lang="en"][dir="ltr"]').waitFor();
  const theme = () => till.page.locator("html").getAttribute("data-theme");
  const first = await theme();
  await till.press("Alt+t");
  assert.notEqual(await theme(), first);
});
