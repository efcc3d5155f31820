import { useComputed, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { money, quantity } from "../../i18n/format";
import { ltr, own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { foreseen } from "../../till/foresee";
import { go } from "../../till/navigation";
import { cart, currency, link, selected, shift, waiting } from "../../till/state";
import "./CartPane.css";
import { askWhy } from "./line_acts";
import { lineIds, lineOf } from "./lines";

/** What is being bought: it never leaves the screen. */
export function CartPane() {
  return (
    <section class="cart" aria-label={t("sale.cart")}>
      <CartHead />
      <Lines />
      <Totals />
    </section>
  );
}

function CartHead() {
  const count = lineIds.value.length;
  const person = cart.value?.data.personId;
  return (
    <div class="cart-head">
      <h2>{count === 0 ? t("sale.new_sale") : t("sale.lines", { n: count })}</h2>
      {waiting.value > 0 && link.value === "lost" && (
        <span class="cart-waiting" role="status">
          <Icon name="clock" size={16} />
          {t("sale.waiting", { n: waiting.value })}
        </span>
      )}
      <Button kind="quiet" icon="user" onClick={() => go("customer")}>
        {person ? t("sale.customer_set") : t("sale.customer")}
      </Button>
    </div>
  );
}

function Lines() {
  const list = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    void lineIds.value;
    const id = selected.value;
    queueMicrotask(() => {
      if (id !== null) list.current?.querySelector(`[data-item="${id}"]`)?.scrollIntoView({ block: "nearest" });
    });
  });
  const ids = lineIds.value;
  const code = currency.value;
  if (ids.length === 0 && !foreseen.value?.added.length && !cart.value?.data.charges.length)
    return (
      <div class="cart-lines cart-empty">
        {shift.value === null ? (
          <>
            <Icon name="drawer" size={40} />
            <p>{t("sale.no_shift")}</p>
            <Button kind="primary" size="large" onClick={() => go("shift_open")}>
              {t("sale.open_shift")}
            </Button>
          </>
        ) : (
          <>
            <Icon name="cart" size={40} />
            <p>{t("sale.empty")}</p>
            <p class="quiet">{t("sale.empty_hint")}</p>
          </>
        )}
      </div>
    );
  return (
    <div class="cart-lines" ref={list}>
      <ul aria-label={t("sale.cart")}>
        {ids.map((id) => (
          <Line key={id} id={id} />
        ))}
        {cart.value?.data.charges.map((charge) => (
          <li key={charge.charge + charge.chargeId + charge.itemId} class="line line-charge">
            <span class="line-count">{quantity(charge.quantity)}</span>
            <span class="line-name">
              <bdi>{charge.name}</bdi>
            </span>
            <span class="line-total amount">{money(charge.total, code)}</span>
          </li>
        ))}
        {foreseen.value?.added.map((line) => (
          <li key={line.key} class="line line-foreseen">
            <span class="line-count">{quantity(line.quantity, line.unit)}</span>
            <span class="line-name">
              <bdi>{line.name}</bdi>
            </span>
            <span class="line-total amount">{money(line.total, code)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Each cell is a text node of its own that its signal writes; the row itself is drawn once. */
function Line({ id }: { id: string }) {
  const line = lineOf(id);
  const code = currency.value;
  const name = useComputed(() => (line?.value.choice ? "+ " : "") + (line?.value.name ?? ""));
  const combo = useComputed(() => line?.value.parts === "combo"); // its price lies on its parts
  const coming = useComputed(() => foreseen.value?.changed.get(id));
  const count = useComputed(() =>
    line ? quantity(coming.value?.quantity ?? line.value.quantity, line.value.unit) : "",
  );
  const each = useComputed(() =>
    line === undefined || line.value.unitPrice === null || line.value.quantity === "1" || combo.value
      ? ""
      : `× ${money(line.value.unitPrice, code)}`,
  );
  const total = useComputed(() => (line && !combo.value ? money(coming.value?.total ?? line.value.total, code) : ""));
  const extra = useComputed(() => extrasOf(id, code));
  const chosen = useComputed(() => selected.value === id);
  const size = useComputed(() => (count.value.length > 4 ? "line-count line-count-long" : "line-count"));
  const kind = useComputed(
    () =>
      `line ${chosen.value ? "line-selected" : ""} ${line?.value.return ? "line-return" : ""} ${coming.value ? "line-foreseen" : ""}`,
  );
  return (
    <li>
      <button type="button" class={kind} data-item={id} aria-pressed={chosen} onClick={() => (selected.value = id)}>
        <span class={size}>{count}</span>
        <span class="line-name">
          <bdi>{name}</bdi>
          <span class="line-each amount">{each}</span>
        </span>
        <span class="line-total amount">{total}</span>
        <span class="line-extra">{extra}</span>
      </button>
    </li>
  );
}

function extrasOf(id: string, code: string): string {
  const line = lineOf(id)?.value;
  if (line === undefined) return "";
  const parts: string[] = [];
  if (line.return) parts.push(t("sale.line_return"));
  if (line.discount !== 0) parts.push(t("sale.line_discount", { amount: ltr(money(-line.discount, code)) }));
  if (line.tare) parts.push(t("sale.line_tare", { tare: ltr(quantity(line.tare, line.unit)) }));
  // An open price replaces nothing, and what was chosen costs its part of the whole.
  const agreed = line.priceReason !== "open price" && line.parts !== "combo" && !line.choice;
  if (agreed && line.listPrice !== null && line.unitPrice !== null && line.listPrice !== line.unitPrice)
    parts.push(t("sale.line_list", { price: ltr(money(line.listPrice, code)) }));
  if (line.note) parts.push(own(line.note));
  return parts.join(" · ");
}

function Totals() {
  const ahead = foreseen.value;
  const data = ahead ?? cart.value?.data;
  const code = currency.value;
  const row = (label: string, minor: number, kind = "") => (
    <div class={`total-row ${kind}`}>
      <dt>
        {label}
        {kind === "total-due" && (
          <Button
            kind="quiet"
            icon="help"
            class={lineIds.value.length === 0 ? "why total-none" : "why"}
            aria-label={t("sale.why_total")}
            onClick={() => void askWhy(selected.value)}
          />
        )}
      </dt>
      <dd class="amount">{money(minor, code)}</dd>
    </div>
  );
  return (
    <dl class={ahead === null ? "totals" : "totals totals-foreseen"}>
      {row(t("sale.subtotal"), data?.subtotal ?? 0)}
      {row(t("sale.discounts"), -(data?.discount ?? 0), data?.discount ? "" : "total-none")}
      {row(t("sale.tax"), data?.tax ?? 0, "quiet")}
      {row(t(ahead === null ? "sale.total" : "sale.total_foreseen"), data?.total ?? 0, "total-due")}
    </dl>
  );
}
