import type { Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { Badge, Card, Facts } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime, money, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { ReceiptView } from "../../screens/receipt/ReceiptView";
import { nameOfTender } from "../../screens/tender/tender_name";
import { can } from "../../till/session";
import { actionName } from "../audit/actions";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { personOf } from "../people";
import { linkTo } from "../place";
import { OrderActs } from "./OrderActs";
import { PrintCopy } from "./PrintCopy";

type Order = Schemas["Order"];

/** One receipt: as it printed, what was in it, how it was paid, and what can still be done with it. */
export function OrderDetail({ id }: { id: string }) {
  const order = useResource("getOrder", { path: { id } }, { topics: ["orders"] });
  return (
    <Sheet
      title={<bdi dir="ltr">{order.data?.receiptNumber ?? t("console_orders.receipt")}</bdi>}
      intro={order.data && `${t(`journal.kind_${order.data.kind}`)} · ${dateTime(order.data.createdAt, "full")}`}
      back={{ href: linkTo("orders"), label: t("console_orders.title") }}
      actions={order.data && <OrderActs order={order.data} reload={order.reload} />}
    >
      <Loaded of={order}>
        {(found) => (
          <div class="order">
            <Card title={t("journal.picture")}>
              {found.receiptNumber ? (
                <ReceiptView orderId={found.orderId} />
              ) : (
                <p class="quiet">{t("console_orders.waits")}</p>
              )}
              <PrintCopy order={found} />
            </Card>
            <div class="order-side">
              <Head order={found} />
              <Lines order={found} />
              <Payments order={found} />
              {can("audit_read") && <Trail id={found.orderId} />}
            </div>
          </div>
        )}
      </Loaded>
    </Sheet>
  );
}

function Head({ order }: { order: Order }) {
  return (
    <Card title={t("console_orders.about")}>
      {order.voidedBy && (
        <p>
          <Badge tone="bad">{t("journal.voided")}</Badge>{" "}
          <a href={linkTo("orders", [order.voidedBy])}>{t("console_orders.by_receipt")}</a>
        </p>
      )}
      {order.originalOrderId && (
        <p>
          {t("journal.of_receipt")} <a href={linkTo("orders", [order.originalOrderId])}>{t("journal.show_original")}</a>
        </p>
      )}
      <Facts
        facts={[
          [t("console_orders.staff"), <bdi key="s">{personOf(order.staff)}</bdi>],
          [
            t("console_orders.shift"),
            <a key="h" href={linkTo("shifts", [order.shiftId])}>
              {t("console_orders.see_shift")}
            </a>,
          ],
          [t("console_orders.total"), <Amount key="t" minor={order.total} currency={order.currency} />],
          ...order.taxes.map(
            ({ code, name, amount }) =>
              [`${name || code}`, <Amount key={code} minor={amount} currency={order.currency} />] as const,
          ),
          ...(order.personId
            ? [
                [
                  t("console_orders.customer"),
                  <a key="c" href={linkTo("customers", [order.personId])}>
                    {t("console_orders.see_customer")}
                  </a>,
                ] as const,
              ]
            : []),
          ...(order.note ? [[t("console_orders.note"), <bdi key="n">{order.note}</bdi>] as const] : []),
        ]}
      />
    </Card>
  );
}

function Lines({ order }: { order: Order }) {
  return (
    <Card title={t("console_orders.articles")}>
      <Table
        caption={t("console_orders.articles")}
        rows={order.items}
        idOf={({ orderItemId }) => orderItemId}
        columns={[
          {
            id: "name",
            head: t("console_orders.article"),
            main: true,
            cell: ({ name, sku, returnedQuantity, unit }) => (
              <>
                <bdi>{name}</bdi>{" "}
                <small class="quiet" dir="ltr">
                  {sku}
                </small>{" "}
                {returnedQuantity && returnedQuantity !== "0" && (
                  <Badge tone="warning">{t("journal.returned", { quantity: quantity(returnedQuantity, unit) })}</Badge>
                )}
              </>
            ),
          },
          {
            id: "quantity",
            head: t("console_orders.quantity"),
            numeric: true,
            cell: (item) => `${quantity(item.quantity, item.unit)} × ${money(item.unitPrice, order.currency)}`,
          },
          {
            id: "total",
            head: t("console_orders.total"),
            numeric: true,
            cell: ({ total }) => <Amount minor={total} currency={order.currency} />,
          },
        ]}
      />
    </Card>
  );
}

function Payments({ order }: { order: Order }) {
  if (order.payments.length === 0) return null;
  return (
    <Card title={t("console_orders.payments")}>
      <Table
        caption={t("console_orders.payments")}
        rows={order.payments.map((payment, at) => ({ ...payment, at: String(at) }))}
        idOf={({ at }) => at}
        columns={[
          {
            id: "tender",
            head: t("console_orders.tender"),
            main: true,
            cell: ({ tender }) => <bdi>{nameOfTender(tender)}</bdi>,
          },
          {
            id: "card",
            head: t("console_orders.card"),
            cell: ({ card, reference }) => (
              <span dir="ltr">
                {card
                  ? [card.brand, card.lastFour && `**** ${card.lastFour}`, card.approvalCode]
                      .filter(Boolean)
                      .join(" · ")
                  : (reference ?? "–")}
              </span>
            ),
          },
          {
            id: "amount",
            head: t("console_orders.paid"),
            numeric: true,
            cell: ({ amount }) => <Amount minor={amount} currency={order.currency} />,
          },
        ]}
      />
    </Card>
  );
}

/** Who did what with it, from the audit trail. */
function Trail({ id }: { id: string }) {
  const trail = useResource("listAudit", { query: { subject: id } }, { topics: ["orders"] });
  if (trail.data?.items.length === 0) return null;
  return (
    <Card title={t("console_orders.trail")}>
      <Loaded of={trail}>
        {({ items }) => (
          <Table
            caption={t("console_orders.trail")}
            rows={items}
            idOf={({ id: entry }) => String(entry)}
            columns={[
              { id: "at", head: t("console_orders.time"), main: true, cell: ({ at }) => dateTime(at, "full") },
              {
                id: "what",
                head: t("console_orders.what"),
                cell: ({ action }) => actionName(action) ?? <bdi dir="ltr">{action}</bdi>,
              },
              { id: "who", head: t("console_orders.staff"), cell: ({ staff }) => <bdi>{staff?.name ?? "–"}</bdi> },
              {
                id: "by",
                head: t("console_orders.approved_by"),
                cell: ({ approver }) => <bdi>{approver?.name ?? "–"}</bdi>,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
