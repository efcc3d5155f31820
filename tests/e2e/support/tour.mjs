// A walk through every screen and dialog of the till; `look(name)` is called at each. Works in any language.
import { article } from "./catalogue.mjs";

const cucumber = article("CUCUMBER");

/** Pairing, register, sign-on, the closed register, opening the shift. */
export async function beforeSelling(till, { store, register }, look) {
  await till.pairing();
  await look("pairing");
  await till.pairAs(store.pairingCode, `Window ${till.lang}`);
  await till.page.getByRole("button", { name: register }).waitFor();
  await look("register");
  await till.page.getByRole("button", { name: register }).click();
  await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
  await look("sign_on");
  await till.signOn(store.staff.cashier);
  await till.button("sale.open_shift").first().waitFor();
  await look("sale_closed");
  await till.tap("sale.open_shift");
  await look("shift_open");
  await till.page.getByRole("radio", { name: till.t("shift.by_pieces"), exact: true }).click();
  await look("shift_open_pieces");
  await till.page.getByRole("radio", { name: till.t("shift.by_sum"), exact: true }).click();
  await till.field("shift.float").fill("150");
  await till.tap("shift.open_button");
  await till.sees("sale.empty");
  await look("sale_empty");
}

/** The sale with its dialogs and messages. */
export async function selling(till, { office }, look) {
  const dialog = async (name, key) => {
    await till.press(key);
    await till.dialog.waitFor();
    await look(name);
    await till.press("Escape");
  };
  for (const sku of ["CUCUMBER", "STRAWB-400", "HAMPER-SMALL", "MUG-HARBOUR"]) await till.scan(article(sku).code);
  await till.linesAre(4);
  await till.press("F7");
  await till.field("sale.note").fill("Wrapped, with a ribbon");
  await till.press("Enter");
  await till.press("F6");
  await till.dialog.getByRole("textbox", { name: till.t("sale.percent"), exact: true }).fill("5");
  await look("discount");
  await till.press("Enter");
  await till.page.locator(".line-extra").filter({ hasText: till.has("sale.line_discount") }).first().waitFor();
  await look("sale");
  await dialog("help", "?");
  await dialog("price", "F4");
  await dialog("note", "F7");
  await dialog("park", "Alt+p");
  await dialog("void", "Alt+v");
  await till.type("3*");
  await till.type("42");
  await look("sale_entry");
  await till.press("Escape");
  await till.page.getByRole("combobox", { name: till.t("sale.search") }).fill("tea");
  await till.page.getByRole("option").first().waitFor();
  await look("sale_search");
  await till.page.getByRole("combobox", { name: till.t("sale.search") }).press("Escape");
  await till.page.getByRole("navigation", { name: till.t("sale.pages") }).getByRole("button", { name: till.t("sale.all_groups"), exact: true }).click();
  await look("sale_groups");
  await till.scan("4006381333931");
  await till.sees("sale.unknown_title");
  await look("sale_unknown");
  await till.tap("sale.unknown_quick");
  await till.dialog.waitFor();
  await look("sell_by_hand");
  await till.press("Escape");
  await till.dismissMessages();
  await till.scan(article("BEER-IPA-440").code);
  await till.dialog.waitFor();
  await look("age");
  await till.answer("sale.age_yes");
  await till.page.getByRole("button", { name: new RegExp(`^${till.t("lights.title")}`) }).click();
  await till.dialog.waitFor();
  await look("lights");
  await till.press("Escape");
  await till.press("F4");
  await till.dialog.getByRole("textbox").fill("1");
  await till.press("Enter");
  await till.dialog.getByRole("textbox", { name: till.name("approval.who") }).waitFor();
  await look("approval");
  await till.press("Escape");
  await till.press("F9");
  await till.heading("sign_on.locked").waitFor();
  await look("locked");
  await till.type("1111");
  await till.press("Enter");
  await till.button("shell.menu").waitFor();
  await office.post("/customers", { name: `Ada Example ${till.lang}`, phone: "+353 1 555 0100", email: "ada@example.com", accountLimit: 20_000 });
}

/** Every way to pay, and what follows. */
export async function paying(till, look) {
  await till.press("F8");
  await till.heading("tender.title").waitFor();
  await look("tender");
  await till.press("F2");
  await till.page.getByRole("heading", { name: till.has("tender.card_charge") }).waitFor();
  await look("tender_card");
  await till.tap("tender.card_unknown");
  await look("tender_card_unknown");
  await till.tap("tender.card_declined");
  await look("tender_card_declined");
  await till.press("F3");
  await till.field("tender.voucher_code").fill("NOTHERE");
  await till.press("Enter");
  await till.sees("tender.voucher_unknown");
  await look("tender_voucher");
  await till.press("Escape", "F6");
  await till.field("tender.foreign_amount").waitFor();
  await look("tender_foreign");
  await till.press("Escape", "F4");
  await till.button("tender.account_choose").waitFor();
  await look("tender_account");
  await till.press("Escape");
  await till.field("tender.amount").fill("20");
  await till.press("Enter");
  await till.page.getByRole("list", { name: till.t("tender.lines") }).waitFor();
  await look("tender_split");
  await till.field("tender.amount").fill("100");
  await till.press("Enter");
  const number = await till.booked();
  await till.page.locator(".done-receipt img").waitFor().catch(() => undefined);
  await look("done");
  await till.nextSale();
  return number;
}

/** Returns, journal, parked sales, customers, prices. */
export async function besides(till, { number }, look) {
  await till.menu("returns");
  await look("returns");
  await till.scan(number);
  await till.page.getByRole("list", { name: till.t("returns.lines") }).waitFor();
  await till.press("F2");
  await till.tap("returns.reason_faulty");
  await look("returns_lines");
  await till.press("F8");
  await till.dialog.waitFor();
  await look("refund");
  await till.press("Escape");
  await till.tap("returns.other_receipt");
  await till.press("F4");
  await till.scan(article("BALL-RUBBER").code);
  await till.page.getByRole("list", { name: till.t("returns.lines") }).waitFor();
  await look("returns_open");
  await till.home();
  await till.menu("journal");
  await look("journal");
  await till.scan(number);
  await till.page.getByRole("article", { name: number }).waitFor();
  await till.page.locator(".receipt img").first().waitFor();
  await look("journal_receipt");
  await till.page.getByRole("radio", { name: till.t("journal.details"), exact: true }).click();
  await look("journal_lines");
  await till.tap("journal.void");
  await till.dialog.waitFor();
  await look("journal_void");
  await till.press("Escape");
  await till.home();
  await till.scanTo(cucumber.code, cucumber.price);
  await till.press("Alt+p");
  await till.field("sale.park_note").fill("Blue coat");
  await till.press("Enter");
  await till.sees("sale.empty");
  await till.scanTo(cucumber.code, cucumber.price);
  await till.menu("parked");
  await till.button("parked.resume_of").first().waitFor();
  await look("parked");
  await till.tap("parked.resume_of");
  await till.dialog.waitFor();
  await look("parked_busy");
  await till.press("Escape");
  await till.home();
  await till.menu("customer");
  await till.page.getByRole("searchbox", { name: till.t("customer.search") }).fill("Ada");
  await till.button("customer.attach_of").first().waitFor();
  await look("customer");
  await till.tap("customer.new");
  await look("customer_new");
  await till.home();
  await till.menu("price_check");
  await till.scan(article("STRAWB-400").code);
  await till.page.getByRole("article").first().waitFor();
  await look("price_check");
  await till.home();
}

/** Menu, settings, cash, reports, the close; then the training store. */
export async function around(till, { store }, look) {
  await till.tap("shell.menu");
  await look("menu");
  await till.tap("menu.settings");
  for (const tab of ["look", "scanner", "keys", "till"]) {
    await till.page.getByRole("radio", { name: till.t(`settings.tab_${tab}`), exact: true }).click();
    await look(`settings_${tab}`);
  }
  await till.home();
  await till.menu("devices");
  await till.heading("devices.title").waitFor();
  await look("devices");
  await till.home();
  await till.menu("cash_movement");
  await look("cash_movement");
  await till.home();
  await till.menu("report");
  await till.page.getByRole("article", { name: till.t("shift.report_X") }).waitFor();
  await look("report_x");
  await till.home();
  await till.press("Alt+v");
  await till.dialog.getByRole("button", { name: till.t("sale.void_test"), exact: true }).click();
  await till.approve(store.staff.supervisor);
  await till.sees("sale.empty");
  await till.menu("shift_close");
  await till.page.locator(".piece input").first().fill("1");
  await look("shift_close");
  await till.page.getByRole("radio", { name: till.t("shift.by_sum"), exact: true }).click();
  await till.field("shift.counted").fill("1");
  await till.tap("shift.close_button");
  await till.sees("shift.reason_title");
  await look("shift_close_reason");
  await till.field("shift.reason").fill("counted twice");
  await till.tap("shift.close_anyway");
  await till.approve(store.staff.supervisor);
  await till.sees("shift.closed");
  await look("report_z");
  await till.home();
  await till.menu("training");
  await till.signOn(store.staff.cashier);
  await till.button("sale.open_shift").first().waitFor();
  await look("training");
  await till.menu("training_end");
  await till.page.getByRole("group", { name: till.t("sign_on.title") }).waitFor();
}
