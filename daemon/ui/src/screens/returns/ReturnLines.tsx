import { useSignal } from "@preact/signals";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { announce } from "../../till/announce";
import { go } from "../../till/navigation";
import { hotkeyOf } from "../help/Help";
import { canBeVoided } from "../journal/journal_state";
import { askVoidReceipt, tendersOf } from "../journal/void_receipt";
import { moveFocus, useKeys } from "../live";
import { showReturn } from "../tender/payment";
import { useExact } from "./exact";
import { askRefund } from "./RefundDialog";
import { ReturnLine } from "./ReturnLine";
import { chosen, condition, type Order, reasonWords, refund as reckoned, whyNothing } from "./return_state";
import { chooseAll, returnLines } from "./selection";
import { exchange, payBack } from "./submit";
import { WhyAndHow } from "./WhyAndHow";

/** A receipt's lines, how much of each comes back, why, and what becomes of the money. */
export function ReturnLines({ order, onDone }: { order: Order; onDone: () => void }) {
  const busy = useSignal(false);
  const nothing = whyNothing(order);
  const words = reasonWords.value;
  const ready = chosen.value.size > 0 && words !== null;
  const question = chosen.value.size === 0 ? null : { order, items: returnLines(chosen.value) };
  const { refund } = useExact(question, reckoned.value);

  const run = async (what: string, work: () => Promise<void>) => {
    if (busy.value || words === null) return;
    busy.value = true;
    try {
      await work();
    } catch (error) {
      showProblem(error, { what });
    } finally {
      busy.value = false;
    }
  };
  const refundNow = () =>
    run("returns.act_refund", async () => {
      const refunds = await askRefund(refund, order);
      if (!refunds) return;
      const made = await payBack(order, chosen.value, words ?? "", t(`returns.condition_${condition.value}`), refunds);
      if (!made) return;
      onDone();
      showReturn(made);
    });
  const exchangeNow = () =>
    run("returns.act_exchange", async () => {
      if (!(await exchange(chosen.value, words ?? "", t(`returns.condition_${condition.value}`)))) return;
      onDone();
      go("sale");
      announce(t("returns.in_cart"));
    });

  const voidNow = () => void askVoidReceipt(order).then((done) => done && onDone());
  useKeys("returns", {
    all: () => {
      chosen.value = chooseAll(order.items);
    },
    exchange: () => void (ready && exchangeNow()),
    refund: () => void (ready && refundNow()),
    void: () => void (canBeVoided(order) && voidNow()),
  });
  return (
    <div class="returns-work">
      <Head order={order} onVoid={voidNow} />
      {nothing ? (
        <p class="returns-nothing" role="status">
          <Icon name="info" size={24} />
          {t(`returns.${nothing}`)}
        </p>
      ) : (
        <>
          <div class="returns-all">
            <Button
              size="small"
              hotkey={hotkeyOf("returns", "all")}
              onClick={() => (chosen.value = chooseAll(order.items))}
            >
              {t("returns.take_all")}
            </Button>
            <Button size="small" onClick={() => (chosen.value = new Map())}>
              {t("returns.take_none")}
            </Button>
          </div>
          <ul
            class="returns-lines"
            aria-label={t("returns.lines")}
            onKeyDown={(event) => moveFocus(event, ".returns-quantity")}
          >
            {order.items.map((item, index) => (
              <ReturnLine key={item.orderItemId} item={item} currency={order.currency} first={index === 0} />
            ))}
          </ul>
          <WhyAndHow />
          <div class="returns-foot">
            <div class="returns-exchange">
              <Button
                icon="cart"
                size="large"
                hotkey={hotkeyOf("returns", "exchange")}
                disabled={!ready || busy.value}
                onClick={() => void exchangeNow()}
              >
                {t("returns.exchange")}
              </Button>
              <p class="quiet">{t("returns.exchange_hint")}</p>
            </div>
            <Button
              kind="primary"
              size="large"
              class="returns-refund"
              hotkey={hotkeyOf("returns", "refund")}
              disabled={!ready || busy.value}
              onClick={() => void refundNow()}
            >
              <span class="returns-refund-word">{t(refundLabel(chosen.value.size, words))}</span>
              <strong class="amount">{money(refund, order.currency)}</strong>
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

const refundLabel = (lines: number, words: string | null) =>
  lines === 0 ? "returns.choose_lines" : words === null ? "returns.choose_reason" : "returns.refund";

function Head({ order, onVoid }: { order: Order; onVoid: () => void }) {
  const till = order.receiptNumber?.split("-")[0] ?? "";
  return (
    <header class="returns-head">
      <div>
        <h2>
          {t("returns.receipt", { number: "" })} <bdi dir="ltr">{order.receiptNumber}</bdi>
        </h2>
        <p class="quiet">
          {t("returns.sold_at", { when: dateTime(order.createdAt, "full"), till, staff: order.staff })}
        </p>
        <p class="quiet">{t("returns.paid_by", { tenders: tendersOf(order) })}</p>
      </div>
      {canBeVoided(order) && (
        <Button kind="danger" icon="void" hotkey={hotkeyOf("returns", "void")} onClick={onVoid}>
          {t("returns.void")}
        </Button>
      )}
    </header>
  );
}
