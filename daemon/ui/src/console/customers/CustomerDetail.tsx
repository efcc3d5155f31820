import { useState } from "preact/hooks";
import { call, callBlob, type Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { askText } from "../../design/ask";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState, Facts } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { useList, useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { goTo, linkTo } from "../place";
import { save } from "../save";
import { CustomerForm } from "./CustomerForm";

type Customer = Schemas["Customer"];

/** One customer: what is kept, what they bought, and the ways to hand it over or to erase it. */
export function CustomerDetail({ id }: { id: string }) {
  const customer = useResource("getCustomer", { path: { id } }, { topics: ["customers"] });
  const [editing, setEditing] = useState(false);
  if (editing && customer.data)
    return (
      <CustomerForm
        of={customer.data}
        onDone={() => {
          setEditing(false);
          void customer.reload();
        }}
      />
    );
  const gone = customer.data?.erasedAt != null;
  return (
    <Sheet
      title={<bdi>{gone ? t("customer.erased") : customer.data?.name}</bdi>}
      back={{ href: linkTo("customers"), label: t("console_customers.title") }}
      actions={
        customer.data &&
        !gone && (
          <>
            {can("customer_edit") && (
              <>
                <Button onClick={() => void keep(id, "json")}>{t("console_customers.export_json")}</Button>
                <Button onClick={() => void keep(id, "csv")}>{t("console_customers.export_csv")}</Button>
                <Button kind="primary" onClick={() => setEditing(true)}>
                  {t("console_customers.edit")}
                </Button>
              </>
            )}
            {can("customer_erase") && (
              <Button kind="danger" icon="erase" onClick={() => customer.data && void erase(customer.data)}>
                {t("console_customers.erase")}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded of={customer}>
        {(found) => (
          <>
            <Card title={t("console_customers.kept")}>
              <Known customer={found} />
            </Card>
            <Bought id={id} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

function Known({ customer }: { customer: Customer }) {
  if (customer.erasedAt)
    return <p>{t("console_customers.erased_at", { time: dateTime(customer.erasedAt, "full") })}</p>;
  return (
    <Facts
      facts={[
        [
          t("customer.phone"),
          <bdi key="p" dir="ltr">
            {customer.phone ?? "–"}
          </bdi>,
        ],
        [
          t("customer.email"),
          <bdi key="e" dir="ltr">
            {customer.email ?? "–"}
          </bdi>,
        ],
        [t("console_customers.owes"), <Amount key="o" minor={customer.accountBalance} currency={customer.currency} />],
        [t("console_customers.limit"), <Amount key="l" minor={customer.accountLimit} currency={customer.currency} />],
        [
          t("console_customers.groups"),
          customer.groups.length > 0 ? customer.groups.map((group) => <Badge key={group}>{group}</Badge>) : "–",
        ],
        ...(customer.exemption
          ? [[t("console_customers.exemption"), <bdi key="x">{customer.exemption.number}</bdi>] as const]
          : []),
        ...(customer.taxNumber
          ? [
              [
                t("console_customers.tax_number"),
                <bdi key="t" dir="ltr">
                  {customer.taxNumber.number} ({customer.taxNumber.country})
                </bdi>,
              ] as const,
            ]
          : []),
        [t("console_customers.note"), <bdi key="n">{customer.note || "–"}</bdi>],
        [t("console_customers.since"), dateTime(customer.createdAt, "date")],
      ]}
    />
  );
}

function Bought({ id }: { id: string }) {
  const orders = useList("listOrders", { query: { personId: id, limit: 20 } }, { topics: ["orders"] });
  return (
    <Card title={t("console_customers.bought")}>
      <Loaded of={orders}>
        {(items) => (
          <Table
            caption={t("console_customers.bought")}
            rows={items}
            idOf={({ orderId }) => orderId}
            hrefOf={({ orderId }) => linkTo("orders", [orderId])}
            more={orders.more ? orders.next : undefined}
            empty={<EmptyState icon="receipt" title={t("console_customers.nothing_bought")} />}
            columns={[
              {
                id: "number",
                head: t("console_orders.number"),
                main: true,
                cell: ({ receiptNumber }) => <bdi dir="ltr">{receiptNumber}</bdi>,
              },
              { id: "time", head: t("console_orders.time"), cell: ({ createdAt }) => dateTime(createdAt, "full") },
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

async function keep(id: string, format: "json" | "csv"): Promise<void> {
  const type = format === "json" ? "application/json" : "text/csv";
  try {
    const file = await callBlob("exportCustomer", { path: { id }, query: { format }, accept: type });
    save(`customer-${id}.${format}`, type, file);
  } catch (error) {
    showProblem(error, { what: "console_customers.act_export" });
  }
}

/** What cannot be undone is asked for by name. */
async function erase(customer: Customer): Promise<void> {
  const typed = await askText({
    title: t("console_customers.erase_title", { name: own(customer.name) }),
    about: <p>{t("console_customers.erase_effect")}</p>,
    label: t("console_customers.erase_type", { name: own(customer.name) }),
    confirm: t("console_customers.erase"),
    danger: true,
  });
  if (typed === undefined) return;
  if (typed !== customer.name.trim()) {
    showBanner({ tone: "warning", title: t("console_customers.erase_other") });
    return;
  }
  try {
    await act("erase_customer", (key) => call("eraseCustomer", { path: { id: customer.id }, key }));
    showBanner({ title: t("console_customers.erase_done") });
    goTo("customers");
  } catch (error) {
    showProblem(error, { what: "console_customers.act_erase" });
  }
}
