import { useRef, useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Tabs } from "../../design/Tabs";
import { dateTime, money, quantity } from "../../i18n/format";
import { loadLaterTexts, t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { printHere } from "../../till/printing";
import { hotkeyOf } from "../help/Help";
import { useKeys } from "../live";
import { journalCopy } from "../receipt/journal_copy";
import { printReceipt } from "../receipt/print_receipt";
import { ReceiptView } from "../receipt/ReceiptView";
import { openOrder } from "../returns/return_state";
import { nameOfTender } from "../tender/tender_name";
import { canBeVoided, canGoBack, load, type Order, selected } from "./journal_state";
import { askVoidReceipt } from "./void_receipt";

/** Why it cost what it cost; what explains comes when it is asked for. */
function why(order: Order): void {
  Promise.all([import("../explain/Explain"), loadLaterTexts()])
    .then(([it]) => it.explainOrder(order))
    .catch((error) => showProblem(error, { what: "sale.why_failed" }));
}

type View = "picture" | "gift" | "lines";

/** One document: its receipt as it printed, and what can be done with it. */
export function JournalDetail({ order }: { order: Order }) {
  const [view, setView] = useState<View>("picture");
  const [printing, setPrinting] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const gift = view === "gift";
  const print = async () => {
    setPrinting(true);
    try {
      if (await printHere(gift ? "gift" : "copy", order.orderId)) return;
      await printReceipt(order.orderId, gift ? { gift } : { copy: await journalCopy(order.orderId) });
    } catch (error) {
      showProblem(error, { what: "journal.act_print" });
    } finally {
      setPrinting(false);
    }
  };
  const voidIt = async () => {
    const made = await askVoidReceipt(order);
    if (!made) return;
    await load();
    selected.value = made;
  };
  useKeys("journal", {
    print: () => void print(),
    gift: () => (order.kind === "sale" ? setView("gift") : false),
    give_back: () => (canGoBack(order) ? go("returns", { orderId: order.orderId }) : false),
    explain: () => why(order),
    void: () => (canBeVoided(order) ? void voidIt() : false),
  });
  return (
    <article class="journal-card" aria-label={order.receiptNumber ?? undefined}>
      <header>
        <Button kind="quiet" icon="back" class="journal-back" onClick={() => (selected.value = null)}>
          {t("journal.back_to_list")}
        </Button>
        <h2 ref={head}>
          <bdi dir="ltr">{order.receiptNumber}</bdi> · {t(`journal.kind_${order.kind}`)}
        </h2>
        <p class="quiet">
          {dateTime(order.createdAt, "full")} · {t("journal.cashier", { staff: order.staff })}
        </p>
        {order.voidedBy && <p class="journal-note">{t("journal.voided_note")}</p>}
        {order.originalOrderId && <Original id={order.originalOrderId} />}
      </header>
      <Tabs
        label={t("journal.picture")}
        value={view}
        options={[
          { value: "picture", label: t("journal.original") },
          ...(order.kind === "sale" ? [{ value: "gift" as const, label: t("journal.gift") }] : []),
          { value: "lines", label: t("journal.details") },
        ]}
        onChange={setView}
      />
      <div class="journal-view">
        {view === "lines" ? <Lines order={order} /> : <ReceiptView orderId={order.orderId} gift={gift} />}
      </div>
      <div class="journal-acts">
        <Button icon="help" hotkey={hotkeyOf("journal", "explain")} onClick={() => why(order)}>
          {t("journal.why_price")}
        </Button>
        {canBeVoided(order) && (
          <Button kind="danger" icon="void" hotkey={hotkeyOf("journal", "void")} onClick={() => void voidIt()}>
            {t("journal.void")}
          </Button>
        )}
        {canGoBack(order) && (
          <Button
            icon="return"
            hotkey={hotkeyOf("journal", "give_back")}
            onClick={() => go("returns", { orderId: order.orderId })}
          >
            {t("journal.start_return")}
          </Button>
        )}
        <Button
          kind="primary"
          icon="printer"
          hotkey={hotkeyOf("journal", "print")}
          disabled={printing}
          onClick={() => void print()}
        >
          {t(gift ? "journal.gift" : "journal.reprint")}
        </Button>
      </div>
    </article>
  );
}

function Original({ id }: { id: string }) {
  const open = () =>
    openOrder(id).then(
      (order) => (selected.value = order),
      (error: unknown) => showProblem(error, { what: "journal.act_list" }),
    );
  return (
    <p class="journal-note">
      {t("journal.of_receipt")}{" "}
      <Button size="small" onClick={() => void open()}>
        {t("journal.show_original")}
      </Button>
    </p>
  );
}

function Lines({ order }: { order: Order }) {
  const name = (code: string) => nameOfTender(code);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long sale has to scroll by keys
    <section class="journal-lines" tabIndex={0} aria-label={t("journal.details")}>
      <table>
        <tbody>
          {order.items.map((item) => (
            <tr key={item.orderItemId}>
              <td>
                <bdi>{item.name}</bdi>
                {item.returnedQuantity && item.returnedQuantity !== "0" && (
                  <small class="quiet">
                    {" "}
                    · {t("journal.returned", { quantity: quantity(item.returnedQuantity, item.unit) })}
                  </small>
                )}
                {item.reason && <small class="quiet"> · {item.reason}</small>}
              </td>
              <td class="journal-figure">
                {quantity(item.quantity, item.unit)} × <Amount minor={item.unitPrice} currency={order.currency} />
              </td>
              <td class="journal-figure">
                <Amount minor={item.total} currency={order.currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Row name={t("journal.total")} minor={order.total} currency={order.currency} strong />
          {order.rounding !== 0 && (
            <Row name={t("journal.rounding")} minor={order.rounding} currency={order.currency} />
          )}
          {order.payments.map((payment, index) => (
            <Row
              key={index}
              name={
                payment.tendered === payment.amount
                  ? name(payment.tender)
                  : t("journal.tendered", {
                      tender: name(payment.tender),
                      amount: money(payment.tendered, order.currency),
                    })
              }
              minor={payment.amount}
              currency={order.currency}
            />
          ))}
          {order.change > 0 && <Row name={t("journal.change")} minor={order.change} currency={order.currency} />}
        </tfoot>
      </table>
    </section>
  );
}

interface RowProps {
  name: string;
  minor: number;
  currency: string;
  strong?: boolean;
}
function Row({ name, minor, currency, strong = false }: RowProps) {
  return (
    <tr class={strong ? "journal-strong" : ""}>
      <th scope="row" colSpan={2}>
        {name}
      </th>
      <td class="journal-figure">
        <Amount minor={minor} currency={currency} />
      </td>
    </tr>
  );
}
