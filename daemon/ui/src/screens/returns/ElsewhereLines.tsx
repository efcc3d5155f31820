import { useSignal } from "@preact/signals";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { moveFocus } from "../live";
import { showReturn } from "../tender/payment";
import { bodyOf, type ForeignOrder, linesOf, payBackElsewhere } from "./elsewhere_state";
import { useExact } from "./exact";
import { askRefund } from "./RefundDialog";
import { ReturnLine } from "./ReturnLine";
import { chosen, condition, reasonWords } from "./return_state";
import { chooseAll, refundTotal } from "./selection";
import { WhyAndHow } from "./WhyAndHow";

/** Lines that another store sold: who vouches for it, how much comes back, and the money. */
export function ElsewhereLines({ order, onDone }: { order: ForeignOrder; onDone: () => void }) {
  const busy = useSignal(false);
  const words = reasonWords.value;
  const items = linesOf(order);
  const reckoned = refundTotal(items, chosen.value);
  const { refund } = useExact(
    chosen.value.size === 0 ? null : { elsewhere: bodyOf(order, chosen.value, "", "", []) },
    reckoned,
  );
  const ready = chosen.value.size > 0 && words !== null;
  const refundNow = async () => {
    if (busy.value || words === null) return;
    busy.value = true;
    try {
      const refunds = await askRefund(refund, null);
      if (!refunds) return;
      const how = t(`returns.condition_${condition.value}`);
      const made = await payBackElsewhere(order, chosen.value, words, how, refunds);
      if (!made) return;
      onDone();
      showReturn(made);
    } catch (error) {
      showProblem(error, { what: "elsewhere.act_return" });
    } finally {
      busy.value = false;
    }
  };
  return (
    <div class="returns-work returns-elsewhere">
      <Head order={order} />
      <div class="returns-all">
        <Button size="small" onClick={() => (chosen.value = chooseAll(items))}>
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
        {items.map((item, index) => (
          <ReturnLine key={item.orderItemId} item={item} currency={order.currency} first={index === 0} />
        ))}
      </ul>
      <WhyAndHow />
      <div class="returns-foot">
        <Button
          kind="primary"
          size="large"
          class="returns-refund"
          disabled={!ready || busy.value}
          onClick={() => void refundNow()}
        >
          <span class="returns-refund-word">
            {t(
              chosen.value.size === 0
                ? "returns.choose_lines"
                : words === null
                  ? "returns.choose_reason"
                  : "returns.refund",
            )}
          </span>
          <strong class="amount">{money(refund, order.currency)}</strong>
        </Button>
      </div>
    </div>
  );
}

function Head({ order }: { order: ForeignOrder }) {
  const byHub = order.verified === "hub";
  return (
    <header class="returns-head">
      <div>
        <h2>
          {t("returns.receipt", { number: "" })} <bdi dir="ltr">{order.receiptNumber}</bdi>
        </h2>
        <p class="quiet">
          {t("elsewhere.sold_there", {
            store: order.siteName || t("elsewhere.stock_unnamed", { id: order.siteId.slice(0, 8) }),
            when: order.soldAt ? dateTime(order.soldAt, "full") : order.businessDate,
          })}
        </p>
        <p class={byHub ? "returns-vouched" : "returns-vouched returns-vouched-paper"} role="status">
          <Icon name={byHub ? "check" : "info"} />
          {t(byHub ? "elsewhere.verified_hub" : "elsewhere.verified_signature")}
        </p>
        {order.cut && !byHub && (
          <p class="returns-vouched returns-vouched-paper">
            <Icon name="warning" />
            {t("elsewhere.cut")}
          </p>
        )}
      </div>
    </header>
  );
}
