import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { bindKeys } from "../../keys/keys";
import { keyFor } from "../../keys/shown";
import { onScan } from "../../scan/scans";
import { go } from "../../till/navigation";
import { printer, printHere } from "../../till/printing";
import { journalCopy } from "../receipt/journal_copy";
import { printReceipt } from "../receipt/print_receipt";
import { ReceiptView } from "../receipt/ReceiptView";
import { lastOrder, type Order } from "../tender/payment";
import { nameOfTender } from "../tender/tender_name";
import "./done.css";
import { PrintState } from "./PrintState";

/** After the sale: the change to hand out, huge, and the receipt. Any scan or Enter begins the next one. */
export function Done() {
  const order = lastOrder.value;
  const [copies, setCopies] = useState(0);
  const next = useRef<HTMLDivElement>(null);
  const print = async () => {
    const orderId = lastOrder.value?.orderId;
    if (orderId === undefined) return;
    setCopies(copies + 1);
    try {
      // The register's printer has printed the original by itself.
      if (await printHere("copy", orderId)) return;
      await printReceipt(orderId, copies === 0 ? {} : { copy: await journalCopy(orderId) });
    } catch (error) {
      showProblem(error, { what: "journal.act_print" });
    }
  };
  const gift = async () => {
    const orderId = lastOrder.value?.orderId;
    if (orderId === undefined) return;
    try {
      if (!(await printHere("gift", orderId))) await printReceipt(orderId, { gift: true });
    } catch (error) {
      showProblem(error, { what: "journal.act_print" });
    }
  };
  // A key held down since the payment must not run past the change.
  const nextSale = (event: KeyboardEvent) => {
    if (!event.repeat) go("sale");
  };
  useLayoutEffect(() => {
    next.current?.querySelector("button")?.focus();
    return onScan(() => {
      // The article belongs to the next sale: the sale screen is shown, and whoever takes articles takes it.
      go("sale");
      return false;
    });
  }, []);
  useLayoutEffect(
    () => bindKeys("done", { next: nextSale, print: () => void print(), gift: () => void gift() }),
    [copies],
  );
  if (order === null) return <Nothing />;
  return (
    <section class="done" aria-label={t(headline(order))}>
      <div class="done-main">
        <p class="done-booked">
          <Icon name="check" size={28} />
          {t(headline(order))}
          {order.receiptNumber && (
            <span class="quiet">{t("receipt.number", { number: `\u2066${order.receiptNumber}\u2069` })}</span>
          )}
        </p>
        <Handed order={order} />
        <Payments order={order} />
        <PrintState orderId={order.orderId} />
        <div class="done-buttons">
          <div ref={next} class="done-next">
            <Button kind="primary" size="large" hotkey="Enter" onClick={() => go("sale")}>
              {t("receipt.next")}
            </Button>
          </div>
          <Button size="large" icon="printer" hotkey={keyFor("done.print") ?? ""} onClick={() => void print()}>
            {t(copies === 0 && printer.value === undefined ? "receipt.print" : "receipt.print_copy")}
          </Button>
          <Button size="large" icon="gift" hotkey={keyFor("done.gift") ?? ""} onClick={() => void gift()}>
            {t("receipt.gift")}
          </Button>
        </div>
        <p class="quiet">{t("receipt.next_hint")}</p>
      </div>
      <div class="done-receipt">
        <ReceiptView orderId={order.orderId} />
      </div>
    </section>
  );
}

function headline(order: Order): string {
  return order.kind === "return" || order.kind === "void" ? `receipt.booked_${order.kind}` : "receipt.booked";
}

/** What leaves the drawer now: the change, or the money that goes back. */
function Handed({ order }: { order: Order }) {
  const back = order.total < 0;
  const byCard = order.payments.reduce((sum, { card }) => sum + (card?.cashback ?? 0), 0);
  const change = byCard > 0 && order.change === byCard ? "cashback" : "change";
  const label = back ? "given_back" : order.change > 0 ? change : order.total === 0 ? "even" : "no_change";
  const tips = order.payments.reduce((sum, { tip }) => sum + (tip ?? 0), 0);
  const minor = back ? Math.abs(order.paid + tips) : order.change;
  return (
    <div class="done-change" role="status">
      <span class="done-change-label">{t(`receipt.${label}`)}</span>
      {(back || order.change > 0) && <Amount minor={minor} currency={order.currency} class="done-change-amount" />}
      {change === "change" && byCard > 0 && (
        <span class="quiet">{t("receipt.with_cashback", { amount: money(byCard, order.currency) })}</span>
      )}
      {order.change < 0 && <strong>{t("receipt.take_cash", { amount: money(-order.change, order.currency) })}</strong>}
    </div>
  );
}

function Payments({ order }: { order: Order }) {
  return (
    <dl class="done-figures">
      <div>
        <dt>{t("receipt.total")}</dt>
        <dd>
          <Amount minor={order.total} currency={order.currency} />
        </dd>
      </div>
      {order.rounding !== 0 && (
        <div>
          <dt>{t("shift.rounding")}</dt>
          <dd>
            <Amount minor={order.rounding} currency={order.currency} />
          </dd>
        </div>
      )}
      {order.payments.map((payment, index) => (
        <div key={index}>
          <dt>
            <bdi>{nameOfTender(payment.tender)}</bdi>
            {payment.card?.lastFour && (
              <span class="quiet">
                {" "}
                <bdi dir="ltr">{[payment.card.brand, `\u00b7${payment.card.lastFour}`].filter(Boolean).join(" ")}</bdi>
              </span>
            )}
          </dt>
          <dd>
            {payment.foreignAmount !== undefined && (
              <span class="quiet">
                <Amount minor={payment.foreignAmount} currency={payment.currency} />{" "}
              </span>
            )}
            <Amount minor={payment.tendered + (payment.tip ?? 0)} currency={order.currency} />
            <OnTop tip={payment.tip ?? 0} cashback={payment.card?.cashback ?? 0} currency={order.currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What of a payment was no price of goods. */
function OnTop({ currency, ...sums }: { tip: number; cashback: number; currency: string }) {
  const parts = (["tip", "cashback"] as const).filter((kind) => sums[kind] !== 0);
  return (
    <>
      {parts.map((kind) => (
        <small key={kind} class="quiet done-of-it">
          {t(`receipt.with_${kind}`, { amount: money(sums[kind], currency) })}
        </small>
      ))}
    </>
  );
}

function Nothing() {
  return (
    <section class="tender-empty" aria-label={t("receipt.original")}>
      <p>{t("receipt.none")}</p>
      <Button kind="primary" size="large" onClick={() => go("sale")}>
        {t("receipt.next")}
      </Button>
    </section>
  );
}
