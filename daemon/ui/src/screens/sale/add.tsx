import { signal } from "@preact/signals";
import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { askNumber, askText } from "../../design/ask";
import { dismissBanner, showBanner, showProblem } from "../../design/Banner";
import { scaleFor } from "../../devices/of_register";
import { money, parseMoney, parseQuantity, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { Scan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import { announce } from "../../till/announce";
import { withApproval } from "../../till/approval";
import { type AddOptions, addCode, addCoupon, addUnlisted, addVariant, removeItem, setQuantity } from "../../till/cart";
import { noticeSession } from "../../till/connection";
import { go } from "../../till/navigation";
import { type Cart, type CartItem, cart, currency, shift } from "../../till/state";
import { TareKeys } from "../weigh/TareKeys";
import { askScale } from "../weigh/WeighDialog";
import { checkAge } from "./check_age";
import { takeTimes } from "./entry";
import { query } from "./find/search";

type Variant = Schemas["Variant"];
type Add = (options: AddOptions) => Promise<Cart>;
/** How it was named. */
interface What {
  code?: string;
  name?: string;
  variantId?: string;
  at?: number;
}

/** Everything that puts an article into the sale ends here: one command, one key. */
async function add(what: What, run: Add, options: AddOptions): Promise<void> {
  if (shift.value === null) return tellNoShift();
  try {
    const cart = await run(options);
    if (what.at !== undefined) measure(what.at);
    play("ok");
    const line = cart.items.find((item) => item.itemId === touchedBy(cart));
    if (line !== undefined) announceLine(line, cart);
    if (line !== undefined && options.quantity === undefined && options.weighingId === undefined)
      void askForgottenWeight(line, what.code);
    void checkAge(cart);
  } catch (error) {
    await explain(error, what, run, options);
  }
}

/** A scan goes straight to the appliance, whatever is on the screen. */
export function addScanned(scan: Scan): Promise<void> {
  const times = takeTimes();
  return add(
    { code: scan.code, at: scan.at },
    (options) => addCode(scan.raw, options),
    times ? { quantity: times } : {},
  );
}

/** A typed code: short ones are looked up first, for what is sold by weight asks for it. */
export async function addTyped(code: string): Promise<void> {
  const times = takeTimes();
  let options: AddOptions = times ? { quantity: times } : {};
  if (times === undefined && code.length <= 6) {
    const found = await call("lookupCode", { path: { code } }).catch(() => undefined);
    if (found !== undefined && found.data.variant.decimals > 0 && found.data.quantity === undefined) {
      const weight = await askWeight(found.data.variant);
      if (weight === undefined) return;
      options = weight;
    }
  }
  await add({ code }, (more) => addCode(code, more), options);
}

/** A tap on a tile or a found article. */
export async function addTile(variant: Variant): Promise<void> {
  const times = takeTimes();
  let options: AddOptions = times ? { quantity: times } : {};
  if (times === undefined && variant.decimals > 0) {
    const weight = await askWeight(variant);
    if (weight === undefined) return;
    options = weight;
  }
  await add({ name: variant.name, variantId: variant.id }, (more) => addVariant(variant.id, more), options);
}

type Weighed = Pick<AddOptions, "quantity" | "weighingId" | "tare">;

/** By the register's scale where it weighs in the article's unit, else typed; undefined when it was left. */
async function askWeight(variant: Variant): Promise<Weighed | undefined> {
  const { id: variantId, name, unit, decimals, price, currency: code } = variant;
  const title = t("sale.weight_of", { name });
  const per = price === null ? undefined : t("sale.price_per", { price: money(price, code), unit });
  const device = scaleFor(unit);
  if (device !== undefined) {
    const weighed = await askScale({ device: device.id, variantId, unit, title, hint: per });
    if (weighed === undefined) return undefined;
    if ("weighing" in weighed)
      return { weighingId: weighed.weighing.weighingId, ...(weighed.tare && { tare: weighed.tare }) };
  }
  const tare = signal<string | undefined>(undefined);
  const quantity = await askNumber<string>({
    title,
    label: t("sale.quantity_in", { unit }),
    ...(per ? { hint: per } : {}),
    about: <TareKeys unit={unit} chosen={tare} />,
    parse: (text) => parseQuantity(text, decimals),
    wrong: t("sale.quantity_wrong"),
  });
  return quantity === undefined ? undefined : { quantity, ...(tare.value && { tare: tare.value }) };
}

let lastVersion: Record<string, string> = {};
/** The line that the last answer added to or changed. */
function touchedBy(cart: Cart): string | undefined {
  const before = lastVersion;
  lastVersion = Object.fromEntries(cart.items.map((item) => [item.itemId, item.quantity]));
  return cart.items.find((item) => before[item.itemId] !== item.quantity)?.itemId ?? cart.items.at(-1)?.itemId;
}

function announceLine(line: CartItem, cart: Cart): void {
  const values = {
    name: line.name,
    quantity: quantity(line.quantity, line.unit),
    price: money(line.total, cart.currency),
  };
  announce(`${t("sale.spoken_line", values)} ${t("sale.spoken_total", { total: money(cart.total, cart.currency) })}`);
}

/** Scanned bare, what is sold by weight came in as one unit: ask for the true one, and take it out when none is given. */
async function askForgottenWeight(line: CartItem, code: string | undefined): Promise<void> {
  if (
    (line.decimals ?? (line.unit === "piece" ? 0 : 1)) === 0 ||
    code === undefined ||
    line.labelAmount !== undefined ||
    !/^\d+$/.test(line.quantity)
  )
    return;
  const found = await call("lookupCode", { path: { code } }).catch(() => undefined);
  if (found === undefined || found.data.quantity !== undefined || found.data.variant.decimals === 0) return;
  const rest = Number(line.quantity) - 1;
  const weight = await askWeight(found.data.variant);
  try {
    // What has a tare, or a reading of the scale's, is a line of its own.
    const own = weight !== undefined && (weight.weighingId !== undefined || weight.tare !== undefined);
    const typed = own ? undefined : weight?.quantity;
    if (typed !== undefined) await setQuantity(line.itemId, rest === 0 ? typed : addDecimal(typed, rest));
    else if (rest === 0) await removeItem(line.itemId);
    else await setQuantity(line.itemId, String(rest));
    if (own) await addVariant(found.data.variant.id, weight);
  } catch (error) {
    showProblem(error, { what: "sale.quantity_failed" });
  }
}

function addDecimal(decimal: string, whole: number): string {
  const [before = "0", after] = decimal.split(".");
  return `${Number(before) + whole}${after === undefined ? "" : `.${after}`}`;
}

/** What was refused: ask for what is missing, or say it on a banner that stays while the next scan works. */
async function explain(error: unknown, what: What, run: Add, options: AddOptions): Promise<void> {
  if (noticeSession(error)) return;
  if (isProblem(error, "unknown-code")) return perhapsCoupon(what.code ?? "");
  if (isProblem(error, "no-price")) return askPrice(what, run, options);
  if (isProblem(error, "no-open-shift")) return tellNoShift();
  const choosing = isProblem(error, "invalid-argument") && error.errors.some((each) => each.pointer === "/choices");
  if (choosing && options.choices === undefined) return choose(what, run, options);
  showProblem(error, { what: "sale.add_failed" });
}

/** A menu, a dish with extras: what goes with it is asked for, then it is added as one. */
async function choose(what: What, run: Add, options: AddOptions): Promise<void> {
  try {
    const found = what.code ? (await call("lookupCode", { path: { code: what.code } })).data.variant : undefined;
    const id = what.variantId ?? found?.id;
    if (id === undefined) return;
    const { askChoices } = await import("../choose/Choose");
    const choices = await askChoices(id, what.name ?? found?.name ?? "");
    if (choices !== undefined) await add(what, run, { ...options, choices });
  } catch (error) {
    showProblem(error, { what: "sale.add_failed" });
  }
}

async function askPrice(what: What, run: Add, options: AddOptions): Promise<void> {
  const found = what.code ? await call("lookupCode", { path: { code: what.code } }).catch(() => undefined) : undefined;
  const name = found?.data.variant.name ?? what.name ?? what.code ?? "";
  const code = currency.value;
  const unitPrice = await askNumber<number>({
    title: t("sale.open_price_title", { name }),
    label: t("sale.price_in", { currency: code }),
    hint: t("sale.open_price_hint"),
    parse: (text) => parseMoney(text, code),
    wrong: t("sale.price_wrong"),
  });
  if (unitPrice === undefined) return;
  try {
    const cart = await withApproval("open_price", t("sale.open_price_title", { name }), (approval) =>
      run({ ...options, unitPrice, ...(approval ? { approval } : {}) }),
    );
    if (cart !== undefined) void checkAge(cart);
  } catch (error) {
    showProblem(error, { what: "sale.add_failed" });
  }
}

/** A code with letters in it that is no article may be a coupon for the sale on the screen. */
async function perhapsCoupon(code: string): Promise<void> {
  if (cart.value === null || !/\p{L}/u.test(code)) return tellUnknown(t("sale.unknown_title", { code }), code);
  try {
    if (!(await addCoupon(code))) return tellUnknown(t("sale.unknown_coupon", { code }), code);
    play("ok");
    announce(t("sale.spoken_total", { total: money(cart.value?.data.total ?? 0, currency.value) }));
  } catch (error) {
    showProblem(error, { what: "sale.discount_failed" });
  }
}

function tellUnknown(title: string, code: string): void {
  play("unknown");
  announce(title);
  showBanner({
    id: "unknown-code",
    tone: "error",
    title,
    money: t("sale.unknown_money"),
    next: t("sale.unknown_next"),
    actions: [
      { label: t("sale.unknown_search"), run: () => query.open("") },
      { label: t("sale.unknown_quick"), run: () => void quickAdd(code) },
    ],
  });
}

/** Sells what is not on file, under a name and a price; who may not is helped by who may. */
export async function quickAdd(code = ""): Promise<void> {
  const money_ = currency.value;
  const name = await askText({
    title: t("sale.quick_title"),
    label: t("sale.quick_name"),
    initial: code === "" ? "" : t("sale.quick_code", { code }),
  });
  if (name === undefined) return;
  const price = await askNumber<number>({
    title: name,
    label: t("sale.price_in", { currency: money_ }),
    parse: (text) => parseMoney(text, money_),
    wrong: t("sale.price_wrong"),
  });
  if (price === undefined) return;
  try {
    const cart = await withApproval("unlisted_item", t("sale.quick_title"), (approval) =>
      addUnlisted(name, price, undefined, approval ? { approval } : {}),
    );
    if (cart !== undefined) dismissBanner("unknown-code");
  } catch (error) {
    showProblem(error, { what: "sale.add_failed" });
  }
}

function tellNoShift(): void {
  play("error");
  showBanner({
    id: "no-shift",
    tone: "warning",
    title: t("problem.no-open-shift"),
    money: t("sale.no_shift_money"),
    next: t("problem_next.no-open-shift"),
    actions: [{ label: t("sale.open_shift"), run: () => go("shift_open") }],
  });
}

/** From the scanner's last key to the painted line, for the page's own budget. */
function measure(start: number): void {
  requestAnimationFrame(() => performance.measure("scan-to-line", { start }));
}
