import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { gated, standing } from "../../capabilities/capabilities";
import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { register } from "../../till/state";
import { hotkeyOf } from "../help/Help";
import { focusOnArrival, moveFocus, useKeys, useLive } from "../live";
import type { ForeignOrder } from "./elsewhere_state";
import type { Order } from "./return_state";
import { whyNothing } from "./return_state";

interface Props {
  missing: string | null;
  onFind: (typed: string) => Promise<void>;
  onOpen: (order: Order) => void;
  onJournal: () => void;
  onWithout: () => void;
  /** After a number that this store does not know. */
  onAskStores: (() => void) | null;
  stores: readonly ForeignOrder[];
  onStore: (order: ForeignOrder) => void;
}

/** Which receipt: scanned, typed, or one of the latest. */
export function FindReceipt({ missing, onFind, onOpen, onJournal, onWithout, onAskStores, stores, onStore }: Props) {
  const [typed, setTyped] = useState("");
  useKeys("returns", { without: onWithout });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move among field and list
    <div class="returns-find" onKeyDown={(event) => moveFocus(event, "input, .returns-pick")}>
      <form
        class="returns-ask"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) void onFind(typed);
        }}
      >
        <h2>{t("returns.find_heading")}</h2>
        <Field
          label={t("returns.number")}
          hint={t("returns.find_hint")}
          error={missing ?? undefined}
          dir="ltr"
          ref={focusOnArrival}
          value={typed}
          placeholder="1-000042"
          onInput={(event) => setTyped(event.currentTarget.value)}
          after={
            <Button kind="primary" type="submit" icon="search">
              {t("returns.find")}
            </Button>
          }
        />
        {onAskStores && stores.length === 0 && standing("return.otherStore")?.reason !== "NOT_CONFIGURED" && (
          <Button kind="primary" icon="search" onClick={onAskStores} {...gated("return.otherStore")}>
            {t("elsewhere.ask")}
          </Button>
        )}
        {stores.length > 0 && <Stores stores={stores} onStore={onStore} />}
        <div class="returns-ways">
          <Button icon="journal" onClick={onJournal}>
            {t("returns.journal")}
          </Button>
          <Button
            icon="return"
            hotkey={hotkeyOf("returns", "without")}
            onClick={onWithout}
            {...gated("return.unreceipted")}
          >
            {t("returns.without")}
          </Button>
        </div>
      </form>
      <Recent onOpen={onOpen} />
    </div>
  );
}

/** Receipt numbers are each store's own: whose is it? */
function Stores({ stores, onStore }: Pick<Props, "stores" | "onStore">) {
  return (
    <section aria-label={t("elsewhere.which")}>
      <h3>{t("elsewhere.which")}</h3>
      <ul class="returns-stores">
        {stores.map((order) => (
          <li key={order.orderId}>
            <button type="button" class="returns-pick" onClick={() => onStore(order)}>
              <span>
                <bdi>{order.siteName || t("elsewhere.stock_unnamed", { id: order.siteId.slice(0, 8) })}</bdi>
              </span>
              <span class="quiet">{order.soldAt ? dateTime(order.soldAt) : order.businessDate}</span>
              <span class="returns-pick-names">
                <bdi>{order.items.map((item) => item.name).join(" · ")}</bdi>
              </span>
              <Amount minor={order.total} currency={order.currency} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The till's latest sales: what comes back within the hour is mostly one of them. */
function Recent({ onOpen }: { onOpen: (order: Order) => void }) {
  const [orders, setOrders] = useState<Order[] | null>(null);
  const load = async () => {
    const registerId = register.value?.id;
    const { data } = await call("listOrders", { query: { limit: 30, ...(registerId ? { registerId } : {}) } });
    setOrders(data.items.filter((order) => whyNothing(order) === null).slice(0, 8));
  };
  useLive("orders", load, "returns.act_find");
  return (
    <section class="returns-recent" aria-label={t("returns.recent")}>
      <h2>{t("returns.recent")}</h2>
      {orders?.length === 0 && <p class="quiet">{t("returns.no_recent")}</p>}
      <ul>
        {orders?.map((order) => (
          <li key={order.orderId}>
            <button type="button" class="returns-pick" onClick={() => onOpen(order)}>
              <span class="returns-pick-number" dir="ltr">
                {order.receiptNumber}
              </span>
              <span class="quiet">{dateTime(order.createdAt)}</span>
              <span class="returns-pick-names">
                <bdi>{order.items.map((item) => item.name).join(" · ")}</bdi>
              </span>
              <Amount minor={order.total} currency={order.currency} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
