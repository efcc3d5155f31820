// A till as a cashier works it, in any language and at any size: everything is found by role and name.
import assert from "node:assert/strict";
import { Screen } from "./browser.mjs";
import { inside, pattern, text } from "./words.mjs";

export class Till extends Screen {
  t(key) {
    return text(this.lang, key);
  }
  name(key, values) {
    return pattern(this.lang, key, values);
  }
  has(key, values) {
    return inside(this.lang, key, values);
  }
  button(key, values) {
    return this.page.getByRole("button", { name: this.name(key, values) });
  }
  field(key, values) {
    return this.page.getByRole("textbox", { name: this.name(key, values) });
  }
  get dialog() {
    return this.page.getByRole("dialog").last();
  }
  /** Taps the button of that text; the first when a small and a large screen have one each. */
  async tap(key, values) {
    await this.button(key, values).first().click();
  }
  async answer(key, values) {
    await this.dialog.getByRole("button", { name: this.name(key, values) }).click();
  }
  /** Waits until the text stands on the screen. */
  async sees(key, values) {
    await this.page.getByText(this.has(key, values)).filter({ visible: true }).first().waitFor();
  }
  heading(key) {
    return this.page.getByRole("heading", { name: this.name(key) });
  }
  get narrow() {
    return this.viewport.width < 1000;
  }
  /** On a small screen one pane shows at a time. */
  async pane(name) {
    if (!this.narrow) return;
    await this.page.getByRole("navigation", { name: this.t("sale.panes") }).getByRole("button", { name: this.t(`sale.pane_${name}`), exact: true }).click();
  }

  /** The page as it is before it knows any store, in this till's language. */
  async pairing() {
    await this.page.addInitScript(([lang, theme]) => {
      if (!location.protocol.startsWith("http")) return;
      localStorage.setItem("holdfast.lang", lang);
      localStorage.setItem("holdfast.theme", theme);
    }, [this.lang, this.theme]);
    await this.page.goto(`${this.url}/pos`);
    await this.field("pairing.code").waitFor();
  }
  async pairAs(code, name) {
    await this.field("pairing.code").fill(code);
    await this.field("pairing.name").fill(name);
    await this.tap("pairing.pair");
  }
  /** From a page that knows nothing to one that can sign on. */
  async pair(code, register) {
    await this.pairing();
    await this.pairAs(code, `Till of ${register}`);
    await this.page.getByRole("button", { name: register }).click();
  }
  async signOn({ code, pin }) {
    await this.page.getByRole("group", { name: this.t("sign_on.title") }).waitFor();
    await this.type(code);
    await this.press("Enter");
    await this.type(pin);
    await this.press("Enter");
    await this.button("shell.menu").waitFor();
  }
  async openShift(float) {
    await this.pane("cart");
    await this.tap("sale.open_shift");
    await this.field("shift.float").fill(float);
    await this.tap("shift.open_button");
    await this.sees("sale.empty");
  }
  /** Pairs, chooses the register, signs on and opens the shift. */
  async ready(store, { register = "Till 1", staff = store.staff.cashier, float = "100.00" } = {}) {
    await this.pair(store.pairingCode, register);
    await this.signOn(staff);
    if (float !== null) await this.openShift(float);
    return this;
  }

  /** What is due, in minor units, as the pay button says it. */
  async due() {
    return Number(await this.page.locator("[data-due]").first().getAttribute("data-due"));
  }
  async dueIs(minor) {
    const shown = this.page.locator(`[data-due="${minor}"]`).first();
    await shown.waitFor({ state: "attached" }).catch(async () => {
      assert.equal(await this.due(), minor, `due on screen; messages: ${(await this.messages()).join(" | ")}`);
    });
  }
  /** Names of the lines in the cart, from the top. */
  lines() {
    return this.page.locator("[data-item] .line-name bdi").allTextContents();
  }
  async linesAre(count) {
    const shown = () => this.page.locator("[data-item]").count();
    const until = Date.now() + 15_000;
    while ((await shown()) !== count && Date.now() < until) await this.page.waitForTimeout(50);
    assert.equal(await shown(), count, `lines in the cart; messages: ${(await this.messages()).join(" | ")}`);
  }
  messages() {
    return this.page.locator(".banner strong").allTextContents();
  }
  async dismissMessages() {
    for (let rest = await this.button("core.dismiss").count(); rest > 0; --rest) await this.button("core.dismiss").first().click();
  }
  /** Scans, and waits until the amount due is what it has to be. */
  async scanTo(code, minor) {
    await this.scan(code);
    await this.dueIs(minor);
  }
  /** Types into the number entry and takes it, as on the sale screen. */
  async enter(text) {
    await this.type(text);
    await this.press("Enter");
  }

  async toTender() {
    await this.page.locator(".pay:visible").click();
    await this.heading("tender.title").waitFor();
  }
  /** Pays the whole sale exactly in cash and stays on the change. Answers the receipt number. */
  async payExact() {
    await this.toTender();
    await this.press("Enter");
    return this.booked();
  }
  async payCard() {
    await this.toTender();
    await this.tender("card");
    await this.tap("tender.card_approved");
    return this.booked();
  }
  /** Chooses a way to pay by its kind; `name` where the store has several of them. */
  async tender(kind, name) {
    const methods = this.page.getByRole("region", { name: this.t("tender.methods") });
    await methods.getByRole("button", { name: name ?? this.name(`tender.kind_${kind}`) }).click();
  }
  async booked() {
    await this.page.locator(".done-booked").waitFor();
    const words = await this.page.locator(".done-booked").textContent();
    return /\d+-\d{6,}/.exec(words)?.[0];
  }
  async nextSale() {
    await this.tap("receipt.next");
    await this.page.locator(".cart").waitFor({ state: "attached" });
  }
  /** Another person consents in the dialog that is open. */
  async approve({ code, pin }) {
    await this.dialog.getByRole("textbox", { name: this.name("approval.who") }).fill(code);
    await this.dialog.getByLabel(this.t("approval.pin"), { exact: true }).fill(pin);
    await this.answer("approval.approve");
  }
  /** Opens a screen from the menu, which may be open already: screens go back to where they were opened. */
  async menu(key, values) {
    await this.button("shell.menu").or(this.heading("menu.title")).first().waitFor();
    if ((await this.heading("menu.title").count()) === 0) await this.tap("shell.menu");
    await this.tap(`menu.${key}`, values);
    await this.drawn();
  }
  /** Until what was opened is on the screen and listens to keys and scans. */
  async drawn() {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30))));
  }
  async back() {
    await this.tap("core.back");
  }
  /** To the sale, from any screen. */
  async home() {
    while ((await this.page.locator(".sale").count()) === 0) await this.back();
  }
}
