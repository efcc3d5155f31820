import { Button } from "../../design/Button";
import { Keypad } from "../../design/Keypad";
import { Tabs } from "../../design/Tabs";
import { money, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { cart, currency, selectedItem } from "../../till/state";
import { hotkeyOf } from "../help/Help";
import "./ActPane.css";
import { clearEntry, entry, pressKey, type Target } from "./entry";
import { enterKey } from "./keys";
import {
  askWhy,
  discountKey,
  noteKey,
  parkKey,
  payKey,
  priceKey,
  quantityKey,
  removeKey,
  step,
  voidKey,
} from "./line_acts";

/** The number pad and what can be done: to the selected line, to the sale, and paying. */
export function ActPane() {
  return (
    <section class="act" aria-label={t("sale.act")}>
      <EntryLine />
      <Keypad times onKey={pressKey} onEnter={enterKey} label={t("core.keypad")} />
      <LineKeys />
      <SaleKeys />
      <PayButton />
    </section>
  );
}

/** What is being typed, and for what. */
function EntryLine() {
  const { text, times, target } = entry.value;
  const name = selectedItem.value?.name ?? "";
  const prompt = target === "code" ? t("sale.entry_code") : t(`sale.entry_${target}`, { name });
  const choose = (value: Target) => {
    entry.value = { text: entry.value.text, times: value === "code" ? times : null, target: value };
  };
  const options: { value: Target; label: string }[] = [
    { value: "code", label: t("sale.target_code") },
    { value: "quantity", label: t("sale.target_quantity") },
    { value: "price", label: t("sale.target_price") },
  ];
  return (
    <>
      <div class={`entry-line ${text === "" && times === null ? "entry-idle" : ""}`} data-entry={text}>
        {times !== null && <span class="entry-times" dir="ltr">{`${quantity(times)} ×`}</span>}
        <output class="entry-value" dir={text === "" ? undefined : "ltr"} aria-label={prompt}>
          {text === "" ? prompt : text}
        </output>
        {(text !== "" || times !== null || target !== "code") && (
          <Button kind="quiet" icon="close" aria-label={t("core.clear")} onClick={clearEntry} />
        )}
      </div>
      <Tabs label={t("sale.target")} value={target} options={options} onChange={choose} />
    </>
  );
}

function LineKeys() {
  const line = selectedItem.value;
  const none = line === null;
  return (
    <>
      {line !== null && (
        <p class="act-line">
          <bdi>{line.name}</bdi>{" "}
          <span class="amount">{`${quantity(line.quantity, line.unit)} · ${money(line.total, currency.value)}`}</span>
          <Button
            kind="quiet"
            icon="help"
            class="why"
            aria-label={t("sale.why_price")}
            onClick={() => void askWhy(line.itemId)}
          />
        </p>
      )}
      <div class="act-keys" role="group" aria-label={t("sale.line_keys")}>
        <Button icon="minus" disabled={none} aria-label={t("sale.fewer")} onClick={() => step(-1)} />
        <Button icon="plus" disabled={none} aria-label={t("sale.more")} onClick={() => step(1)} />
        <Button icon="quantity" disabled={none} onClick={quantityKey} hotkey={hotkeyOf("sale", "quantity")}>
          {t("sale.quantity")}
        </Button>
        <Button icon="price" disabled={none} onClick={priceKey} hotkey={hotkeyOf("sale", "price")}>
          {t("sale.price")}
        </Button>
        <Button icon="percent" disabled={none} onClick={() => discountKey(false)} hotkey={hotkeyOf("sale", "discount")}>
          {t("sale.discount")}
        </Button>
        <Button icon="note" disabled={none} onClick={noteKey} hotkey={hotkeyOf("sale", "note")}>
          {t("sale.note")}
        </Button>
        <Button class="act-remove" kind="danger" icon="trash" disabled={none} onClick={removeKey}>
          {t("sale.remove")}
        </Button>
      </div>
    </>
  );
}

function SaleKeys() {
  const empty = (cart.value?.data.items.length ?? 0) === 0;
  return (
    <div class="act-keys" role="group" aria-label={t("sale.sale_keys")}>
      <Button icon={empty ? "resume" : "park"} onClick={parkKey}>
        {empty ? t("sale.parked") : t("sale.park")}
      </Button>
      <Button icon="percent" disabled={empty} onClick={() => discountKey(true)}>
        {t("sale.discount_all")}
      </Button>
      <Button icon="return" onClick={() => go("returns")}>
        {t("sale.return")}
      </Button>
      <Button icon="void" kind="danger" disabled={cart.value === null} onClick={voidKey}>
        {t("sale.void")}
      </Button>
    </div>
  );
}

export function PayButton() {
  const data = cart.value?.data;
  const total = data?.total ?? 0;
  const label = total < 0 ? t("sale.refund") : t("sale.pay");
  return (
    <Button
      kind="primary"
      size="large"
      class="pay"
      disabled={data === undefined || data.items.length + data.charges.length === 0}
      onClick={() => void payKey()}
      hotkey={hotkeyOf("sale", "pay")}
    >
      <span class="pay-word">{label}</span>
      <span class="pay-amount amount" data-due={total}>
        {money(Math.abs(total), currency.value)}
      </span>
    </Button>
  );
}
