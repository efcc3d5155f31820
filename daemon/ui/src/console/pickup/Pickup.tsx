import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { EmptyState } from "../../design/Card";
import { dateTime, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { site } from "../../till/state";
import { type ListResource, useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { startOf } from "../orders/search";
import type { PageProps } from "../pages";
import { goTo, linkTo } from "../place";
import "./pickup.css";

type Order = Schemas["Order"];
const days = 3; // older ones are no matter of the counter any more

/** Orders that are being made or wait to be fetched; as a board, their numbers alone, for whoever waits. */
export default function Pickup({ path }: PageProps) {
  const since = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const from = startOf(since, site.value?.timeZone ?? "UTC");
  const refresh = { topics: ["orders"], every: 60_000 };
  const made = useList("listOrders", { query: { status: "AWAITING_PRODUCTION", from, limit: 100 } }, refresh);
  const ready = useList("listOrders", { query: { status: "READY_TO_SHIP", from, limit: 100 } }, refresh);
  if (path[0] === "board") return <Board made={made.data ?? []} ready={ready.data ?? []} />;
  return (
    <Sheet
      title={t("console_pickup.title")}
      intro={t("console_pickup.intro")}
      actions={<Button onClick={() => goTo("pickup", ["board"])}>{t("console_pickup.board")}</Button>}
    >
      <div class="pickup">
        <Column
          of={made}
          title={t("console_pickup.being_made")}
          next="READY_TO_SHIP"
          word={t("console_pickup.is_ready")}
        />
        <Column of={ready} title={t("console_pickup.ready")} next="DELIVERED" word={t("console_pickup.is_fetched")} />
      </div>
    </Sheet>
  );
}

function Column({
  of,
  title,
  next,
  word,
}: {
  of: ListResource<Order>;
  title: string;
  next: "READY_TO_SHIP" | "DELIVERED";
  word: string;
}) {
  const move = async (order: Order) => {
    try {
      await act("order_status", (key) =>
        call("setOrderStatus", { path: { id: order.orderId }, body: { status: next }, key }),
      );
      await of.reload();
    } catch (error) {
      showProblem(error, { what: "console_pickup.act_move" });
    }
  };
  return (
    <section class="pickup-column" aria-label={title}>
      <h2>{title}</h2>
      <Loaded of={of}>
        {(orders) =>
          orders.length === 0 ? (
            <EmptyState icon="check" title={t("console_pickup.none")} />
          ) : (
            <ol>
              {[...orders].reverse().map((order) => (
                <li key={order.orderId} class="pickup-order">
                  <p class="pickup-number">
                    <a href={linkTo("orders", [order.orderId])}>
                      <bdi dir="ltr">{order.receiptNumber}</bdi>
                    </a>
                    <span class="quiet">{dateTime(order.createdAt)}</span>
                  </p>
                  <ul>
                    {order.items.map((item) => (
                      <li key={item.orderItemId}>
                        {quantity(item.quantity, item.unit)} × <bdi>{item.name}</bdi>
                      </li>
                    ))}
                  </ul>
                  {order.note && (
                    <p>
                      <bdi>{order.note}</bdi>
                    </p>
                  )}
                  {can("shipping") && (
                    <Button kind="primary" icon="check" onClick={() => void move(order)}>
                      {word}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

function Board({ made, ready }: { made: Order[]; ready: Order[] }) {
  const numbers = (orders: Order[]) =>
    orders.map(({ orderId, receiptNumber }) => (
      <li key={orderId} dir="ltr">
        {receiptNumber}
      </li>
    ));
  return (
    <div class="sheet pickup-board">
      <h1 class="sr-only">{t("console_pickup.title")}</h1>
      <section aria-label={t("console_pickup.being_made")}>
        <h2>{t("console_pickup.being_made")}</h2>
        <ul>{numbers(made)}</ul>
      </section>
      <section class="pickup-board-ready" aria-label={t("console_pickup.ready")} aria-live="polite">
        <h2>{t("console_pickup.ready")}</h2>
        <ul>{numbers(ready)}</ul>
      </section>
      <Button
        kind="quiet"
        icon="close"
        class="pickup-board-close"
        aria-label={t("core.close")}
        onClick={() => goTo("pickup")}
      />
    </div>
  );
}
