import { Amount } from "../../design/Amount";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";

/** What was sold last, as it happens. */
export function LastReceipts() {
  const orders = useResource("listOrders", { query: { limit: 8 } }, { topics: ["orders"] });
  return (
    <Card title={t("console_day.last")} class="today-last">
      <Loaded of={orders}>
        {({ items }) => (
          <Table
            caption={t("console_day.last")}
            rows={items}
            idOf={({ orderId }) => orderId}
            hrefOf={({ orderId }) => linkTo("orders", [orderId])}
            empty={<EmptyState icon="receipt" title={t("console_day.nothing_sold")} />}
            columns={[
              {
                id: "number",
                head: t("console_orders.number"),
                main: true,
                cell: ({ receiptNumber, kind, voidedBy }) => (
                  <>
                    <bdi dir="ltr">{receiptNumber}</bdi>{" "}
                    {(kind !== "sale" || voidedBy) && (
                      <Badge tone={voidedBy ? "bad" : "plain"}>
                        {t(voidedBy ? "journal.voided" : `journal.kind_${kind}`)}
                      </Badge>
                    )}
                  </>
                ),
              },
              { id: "time", head: t("console_orders.time"), cell: ({ createdAt }) => dateTime(createdAt) },
              {
                id: "total",
                head: t("console_orders.total"),
                numeric: true,
                cell: ({ total, currency }) => <Amount minor={total} currency={currency} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
