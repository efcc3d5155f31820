// Articles that not everybody may buy: the cashier looks, or reads a date of birth off a document, which is judged and not kept.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const beer = article("BEER-IPA-440");
const screens = [];
let store, browser, till, office;

before(async () => {
  store = await (await Store.make()).start();
  browser = await launch();
  office = await store.manager();
  till = await Till.open(browser, store.url);
  screens.push(till);
  await till.ready(store);
});
after(() => end({ browser, store, tills: screens }));

/** Whoever has this day as a birthday is that old today, or was yesterday. */
const digitsOf = (years, days = 0) => {
  const now = new Date(Date.now() + days * 86_400_000);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(now.getDate())}${two(now.getMonth() + 1)}${now.getFullYear() - years}`;
};
const written = (digits) => `${digits.slice(0, 2)}/${digits.slice(2, 4)}/${digits.slice(4)}`;
const born = (screen = till) => screen.dialog.getByRole("textbox", { name: screen.name("floor.birth") });
const confirm = (screen = till) => screen.dialog.getByRole("button", { name: screen.name("sale.age_yes") });

test("a date of birth is read as it is typed, and its age is said before anything is decided", async () => {
  await till.scan(beer.code);
  await till.sees("sale.age_text");
  assert.equal(await till.page.locator(":focus").textContent(), till.t("sale.age_yes"), "Enter is the quick way");
  await till.picture("age_asked");
  assert.deepEqual(await till.axe(), []);
  await till.answer("sale.age_birth");
  await born().waitFor();
  await till.type("3112");
  assert.equal(await born().inputValue(), "31/12/");
  await till.press("Backspace");
  assert.equal(await born().inputValue(), "31/1");
  for (const key of ["2", "1", "9", "9", "0"]) await till.dialog.getByRole("group").getByRole("button", { name: key, exact: true }).click();
  assert.equal(await born().inputValue(), "31/12/1990");
  await till.sees("floor.birth_enough");
  await till.picture("age_enough");
  assert.deepEqual(await till.axe(), []);
  await born().fill("31022000");
  await till.sees("floor.birth_wrong");
  assert.ok(await confirm().isDisabled());
  const young = digitsOf(15, -2);
  await born().fill(written(young));
  await till.sees("floor.birth_young", { years: 16 });
  assert.ok(await confirm().isDisabled());
  await till.press("Enter");
  await till.picture("age_young");
  assert.deepEqual(await till.axe(), []);
  await till.answer("core.back");
  await till.sees("sale.age_text");
  await till.answer("sale.age_birth");
  assert.equal(await born().inputValue(), "", "what was typed is gone");
  await born().fill(digitsOf(15, -2));
  await till.answer("sale.age_no");
  await till.sees("sale.age_removed");
  await till.linesAre(0);
  await till.dismissMessages();
});

test("the appliance judges it and keeps the decision alone; nobody is asked twice", async () => {
  await till.scan(beer.code);
  await till.answer("sale.age_birth");
  await born().fill(digitsOf(36, -2));
  await till.sees("floor.birth_enough");
  const sent = till.page.waitForRequest((request) => request.method() === "PATCH" && /\/items\//.test(request.url()));
  await till.press("Enter");
  assert.match((await sent).postData(), /"birthDate":"\d{4}-\d\d-\d\d"/);
  await till.dialog.waitFor({ state: "detached" });
  const { cartId } = (await office.get("/carts?status=ACTIVE")).items.find((each) => each.items.length > 0);
  const text = JSON.stringify(await office.get(`/carts/${cartId}`));
  const digits = digitsOf(36, -2);
  assert.match(text, /"ageChecked":true/);
  assert.ok(!text.includes(`${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`), "no date of birth is kept");
  await till.page.reload();
  await till.dueIs(beer.price);
  await till.scan(beer.code);
  await till.dueIs(2 * beer.price);
  assert.equal(await till.page.getByRole("dialog").count(), 0, "asked once a sale");
  await till.payExact();
  await till.nextSale();
  assert.ok((await office.get("/orders?limit=1")).items[0].items[0].ageChecked);
});

test("what the appliance refuses is said, and the question stays", async () => {
  await till.scan(beer.code);
  await till.answer("sale.age_birth");
  await born().waitFor();
  // This page's clock is a year ahead: for it the customer is old enough, for the appliance not.
  await till.page.evaluate(() => {
    const real = Date;
    window.Date = class extends real {
      constructor(...given) {
        super(...(given.length > 0 ? given : [real.now() + 366 * 86_400_000]));
      }
    };
  });
  await till.answer("core.back");
  await till.answer("sale.age_no");
  await till.linesAre(0);
  await till.scan(beer.code);
  await till.answer("sale.age_birth");
  await born().fill(digitsOf(15, -2));
  await till.sees("floor.birth_enough");
  await till.press("Enter");
  await till.sees("floor.birth_refused");
  assert.ok(await confirm().isDisabled(), "not with this day");
  await till.picture("age_refused");
  await till.answer("sale.age_no");
  await till.linesAre(0);
});

test("on a phone at night, and from right to left", async () => {
  for (const [name, options] of [
    ["phone_dark", { viewport: { width: 390, height: 844 }, theme: "dark" }],
    ["ar", { lang: "ar" }],
  ]) {
    const other = await Till.open(browser, store.url, options);
    screens.push(other);
    await other.ready(store, { register: "Till 2", float: name === "ar" ? null : "100.00" });
    await other.scan(beer.code);
    await other.answer("sale.age_birth");
    await born(other).fill("14021990");
    assert.equal(await born(other).inputValue(), "14/02/1990");
    await other.sees("floor.birth_enough");
    await other.picture(`age_birth_${name}`);
    assert.deepEqual(await other.axe(), []);
    await confirm(other).click();
    await other.dialog.waitFor({ state: "detached" });
  }
});
