import { Amount } from "../../design/Amount";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { goesOut, type Order } from "./journal_state";

/** A document in the list: its number and time, what was in it, what it came to. */
export function JournalRow({ order }: { order: Order }) {
  return (
    <div class={order.voidedBy ? "journal-row journal-voided" : "journal-row"}>
      <span class="journal-number" dir="ltr">
        {order.receiptNumber}
      </span>
      <span class="quiet journal-time">{dateTime(order.createdAt, "time")}</span>
      <span class="journal-names">
        {(order.kind !== "sale" || order.voidedBy) && (
          <span class={`journal-badge journal-badge-${order.voidedBy ? "void" : order.kind}`}>
            {t(order.voidedBy ? "journal.voided" : `journal.kind_${order.kind}`)}
          </span>
        )}{" "}
        <bdi>{order.items.map((item) => item.name).join(" · ")}</bdi>
      </span>
      <Amount minor={order.total} currency={order.currency} class={goesOut(order) ? "journal-out" : "journal-in"} />
    </div>
  );
}
