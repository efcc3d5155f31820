// The console of a box that holds no store yet, by its words: its questions, and what the new store wants then.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Till } from "./till.mjs";

export const manager = { name: "Morgan", code: "9001", pin: "424242" };

export class Wizard extends Till {
  /** A page of the box; also a till's, so that its complaints are heard in the same window of time. */
  static async at(browser, url, path) {
    const screen = await Wizard.open(browser, url);
    await screen.page.goto(url + path);
    return screen;
  }
  async choose(key, value) {
    await this.page.getByRole("combobox", { name: this.name(key) }).selectOption(value);
  }
  async next(key = "console_setup.next") {
    await this.tap(key);
  }
  async step(key) {
    await this.heading(key).waitFor();
  }
  async answerStore(name = "Corner & Söhne") {
    await this.step("console_setup.welcome");
    await this.next();
    await this.step("console_setup.store");
    await this.field("console_setup.name").fill(name);
    await this.choose("console_setup.country", "DE");
    await this.field("console_setup.address").fill("1 Example Street\nExample Town");
    await this.next();
    await this.step("console_setup.tax");
    await this.next();
    await this.step("console_setup.registers");
    await this.next();
    await this.step("console_setup.staff");
  }
  async answerStaff() {
    await this.field("console_setup.person_name").fill(manager.name);
    await this.page.getByLabel(this.t("sign_on.pin")).fill(manager.pin);
    await this.next();
    await this.step("console_setup.review");
  }
  async make() {
    await this.next("console_setup.make");
    await this.step("console_first.title");
  }
  /** Articles from a file whose columns have other names and a comma before the cents; tea is 2.49. */
  async importArticles(folder) {
    const file = join(folder, "articles.csv");
    writeFileSync(file, "Artikel;Bezeichnung;Preis;EAN;Steuer\nTEA;Green tea;2,49;4006381333931;standard\nBREAD;Brown bread;3,20;;reduced\n");
    await this.page.getByRole("link", { name: this.name("console_first.from_file") }).click();
    await this.page.locator('input[type="file"]').setInputFiles(file);
    const column = (head, field) => this.page.getByRole("combobox", { name: head, exact: true }).selectOption(field);
    await column("Artikel", "sku");
    await column("Bezeichnung", "name");
    await column("Preis", "price");
    await column("EAN", "barcode");
    await column("Steuer", "taxCategory");
    await this.tap("console_goods.preview");
    await this.page.getByRole("button", { name: this.name("console_goods.import_now"), disabled: false }).click();
    await this.sees("console_goods.imported");
    await this.page.goto(`${this.url}/console#/first_steps`);
    await this.tap("console_first.articles_there");
  }
  /** A printer by its address (`127.0.0.1:9100`), with a page; `printed` waits for it to come out. */
  async printerAt(address, printed) {
    await this.field("console_first.printer_address").fill(address);
    await this.choose("console_first.model", "epson-tm-t88vi");
    await this.tap("console_first.take_address");
    await this.tap("console_first.test");
    await printed();
  }
  /** Where the code on the screen leads a till. */
  async pairingPath() {
    return (await this.page.locator(".pair-code a").getAttribute("href")).replace(this.url, "");
  }
  /** On a till that came by that path: signed on, a shift opened, the tea sold. */
  async sellTea() {
    await this.page.getByRole("group", { name: this.t("sign_on.title") }).waitFor();
    await this.signOn(manager);
    await this.openShift("100.00");
    await this.scanTo("4006381333931", 249);
    await this.press("F8", "Enter");
    await this.booked();
  }
}
