import { useSignal } from "@preact/signals";
import { askNumber, askText, Choices } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Tabs } from "../../design/Tabs";
import { amount, money, parseMoney, parseQuantity, quantity } from "../../i18n/format";
import { loadLaterTexts, t } from "../../i18n/text";
import { play } from "../../sound/sounds";
import { settled } from "../../till/act";
import { announce } from "../../till/announce";
import { withApproval } from "../../till/approval";
import { addDiscount, park, removeItem, setNote, setPrice, setQuantity, voidCart } from "../../till/cart";
import { noticeSession } from "../../till/connection";
import { go } from "../../till/navigation";
import { cart, currency, selected, selectedItem } from "../../till/state";
import { clearEntry, entry } from "./entry";

/** Does something to the sale and says on a banner when it was refused. */
async function attempt(what: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!noticeSession(error)) showProblem(error, { what });
  }
}

/** Goes on with what somebody answered; with nothing when they left the question. */
async function answered<T>(question: Promise<T | undefined>, run: (value: T) => Promise<unknown>): Promise<void> {
  const value = await question;
  if (value !== undefined) await run(value);
}

/** Why the selected line, and the sale, cost what they cost. */
export function explainKey(): void {
  if (cart.value === null) return void play("error");
  void askWhy(selected.value);
}
export async function askWhy(itemId: string | null): Promise<void> {
  await attempt("sale.why_failed", async () => {
    const [it] = await Promise.all([import("../explain/Explain"), loadLaterTexts()]);
    await it.explainCart(itemId);
  });
}

/** The quantity key: the number that stands in the entry, else the entry waits for one. */
export function quantityKey(): void {
  if (selectedItem.value === null) return void play("error");
  if (entry.value.text === "") entry.value = { text: "", times: null, target: "quantity" };
  else applyQuantity();
}
export function applyQuantity(): void {
  const line = selectedItem.value;
  const value = parseQuantity(entry.value.text);
  if (line === null || value === null) return void play("error");
  clearEntry();
  void changeQuantity(line.itemId, line.return ? `-${value}` : value);
}
async function changeQuantity(itemId: string, value: string): Promise<void> {
  await attempt("sale.quantity_failed", async () => {
    const now = await setQuantity(itemId, value);
    const line = now.items.find((item) => item.itemId === itemId);
    if (line) announce(`${line.name} ${quantity(line.quantity, line.unit)} ${money(line.total, now.currency)}`);
  });
}
/** One more or one fewer of a line that counts whole pieces; the last one goes by `remove` only. */
export function step(by: 1 | -1): void {
  const line = selectedItem.value;
  if (line === null || !/^-?\d+$/.test(line.quantity)) return void play("error");
  const next = Number(line.quantity) + (line.return ? -by : by);
  if (next !== 0) void changeQuantity(line.itemId, String(next));
}

export function priceKey(): void {
  const line = selectedItem.value;
  if (line === null) return void play("error");
  if (entry.value.text !== "") {
    applyPrice();
    return;
  }
  const code = currency.value;
  const question = askNumber<number>({
    title: t("sale.price_of", { name: line.name }),
    label: t("sale.price_in", { currency: code }),
    ...(line.listPrice === null ? {} : { hint: t("sale.list_price", { price: money(line.listPrice, code) }) }),
    initial: line.unitPrice === null ? "" : amount(line.unitPrice, code).replace(/[^\d.,]/g, ""),
    parse: (text) => parseMoney(text, code),
    wrong: t("sale.price_wrong"),
  });
  void answered(question, (price) => changePrice(line.itemId, price));
}
/** Takes the entry as the new price of the selected line. */
export function applyPrice(): void {
  const line = selectedItem.value;
  const price = parseMoney(entry.value.text, currency.value);
  if (line === null || price === null) return void play("error");
  clearEntry();
  void changePrice(line.itemId, price);
}
async function changePrice(itemId: string, price: number): Promise<void> {
  await attempt("sale.price_failed", () =>
    withApproval("price_override", t("sale.price_change"), (approval) =>
      setPrice(itemId, price, t("sale.price_change"), approval),
    ),
  );
}

export function noteKey(): void {
  const line = selectedItem.value;
  if (line === null) return void play("error");
  const question = askText({
    title: t("sale.note_of", { name: line.name }),
    label: t("sale.note"),
    initial: line.note,
    optional: true,
  });
  void answered(question, (note) => attempt("sale.note_failed", () => setNote(line.itemId, note)));
}
export function removeKey(): void {
  const line = selectedItem.value;
  if (line === null) return void play("error");
  void attempt("sale.remove_failed", async () => {
    await removeItem(line.itemId);
    announce(t("sale.spoken_removed", { name: line.name }));
  });
}
export function selectLine(by: 1 | -1): void {
  const items = cart.value?.data.items ?? [];
  const at = items.findIndex((item) => item.itemId === selected.value);
  const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
  if (next === undefined) return;
  selected.value = next.itemId;
  announce(`${next.name} ${quantity(next.quantity, next.unit)} ${money(next.total, currency.value)}`);
}

/** A discount on the selected line, or on the whole sale. */
export function discountKey(whole: boolean): void {
  const line = selectedItem.value;
  if (cart.value === null || (!whole && line === null)) return void play("error");
  const title = whole ? t("sale.discount_sale") : t("sale.discount_of", { name: line?.name ?? "" });
  void openDialog<{ kind: "percent" | "amount"; value: string; reason: string }>(
    (close) => <DiscountForm title={title} close={close} />,
    { label: title },
  ).then((chosen) => {
    if (chosen === undefined) return;
    const body = {
      ...chosen,
      value: chosen.kind === "amount" ? Number(chosen.value) : chosen.value,
      ...(whole || line === null ? {} : { itemId: line.itemId }),
    };
    void attempt("sale.discount_failed", () =>
      withApproval("discount", title, (approval) => addDiscount(body, approval)),
    );
  });
}

function DiscountForm({
  title,
  close,
}: {
  title: string;
  close: Close<{ kind: "percent" | "amount"; value: string; reason: string }>;
}) {
  const kind = useSignal<"percent" | "amount">("percent");
  const text = useSignal(entry.peek().text);
  const reason = useSignal("");
  const error = useSignal("");
  const code = currency.value;
  const reasons = ["damaged", "short_date", "price_match", "staff", "goodwill"].map((name) => t(`sale.reason_${name}`));
  const submit = (event: Event) => {
    event.preventDefault();
    const value = kind.value === "percent" ? parseQuantity(text.value, 4) : parseMoney(text.value, code);
    if (value === null) error.value = t("sale.discount_wrong");
    else {
      clearEntry();
      close({ kind: kind.value, value: String(value), reason: reason.value || t("sale.discount") });
    }
  };
  return (
    <form onSubmit={submit}>
      <DialogFrame
        title={title}
        buttons={
          <>
            <Button onClick={() => close()}>{t("core.cancel")}</Button>
            <Button kind="primary" size="large" type="submit">
              {t("core.ok")}
            </Button>
          </>
        }
      >
        <Tabs
          label={t("sale.discount_kind")}
          value={kind.value}
          onChange={(value) => (kind.value = value)}
          options={[
            { value: "percent", label: t("sale.percent") },
            { value: "amount", label: t("sale.amount_in", { currency: code }) },
          ]}
        />
        <Choices
          choices={["5", "10", "15", "20", "50"]}
          chosen={text.value}
          onChoose={(choice) => (text.value = choice)}
        />
        <Field
          numeric
          autofocus
          label={kind.value === "percent" ? t("sale.percent") : t("sale.amount_in", { currency: code })}
          value={text}
          error={error.value || undefined}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <Choices choices={reasons} chosen={reason.value} onChoose={(choice) => (reason.value = choice)} />
        <Field
          label={t("core.reason")}
          value={reason}
          dir="auto"
          maxLength={200}
          onInput={(event) => (reason.value = event.currentTarget.value)}
        />
      </DialogFrame>
    </form>
  );
}

export function parkKey(): void {
  if ((cart.value?.data.items.length ?? 0) === 0) return void go("parked");
  const question = askText({
    title: t("sale.park"),
    label: t("sale.park_note"),
    optional: true,
    confirm: t("sale.park"),
  });
  void answered(question, (note) => attempt("sale.park_failed", () => park(note)));
}

/** What voiding the sale changes, for whoever is asked to approve it. */
function whatGoes(reason: string) {
  const { total, currency } = cart.value?.data ?? { total: 0, currency: "EUR" };
  return { before: money(total, currency), after: money(0, currency), reason };
}

export function voidKey(): void {
  if (cart.value === null) return void play("error");
  if (cart.value.data.items.length === 0) return void attempt("sale.void_failed", () => voidCart(t("sale.void_empty")));
  const choices = ["left", "mistake", "no_money", "test"].map((name) => t(`sale.void_${name}`));
  const question = askText({
    title: t("sale.void_title"),
    label: t("core.reason"),
    choices,
    confirm: t("sale.void"),
    danger: true,
  });
  void answered(question, (reason) =>
    attempt("sale.void_failed", () =>
      withApproval("void_cart", t("sale.void_title"), (approval) => voidCart(reason, approval), whatGoes(reason)),
    ),
  );
}

/** To the tenders, once everything scanned so far is in the sale. */
export async function payKey(): Promise<void> {
  await settled();
  if (cart.value === null || cart.value.data.items.length === 0) return void play("error");
  go("tender");
}
