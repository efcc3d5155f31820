import { useEffect, useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { Table } from "../../design/Table";
import { t } from "../../i18n/text";
import { can } from "../../till/session";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo, linkTo } from "../place";
import { CustomerDetail } from "./CustomerDetail";
import { CustomerForm } from "./CustomerForm";

/** Who buys here: found by a few letters, changed, handed what is kept of them, or erased. */
export default function Customers({ path, query }: PageProps) {
  if (path[0] === "new") return <CustomerForm onDone={(id) => goTo("customers", id ? [id] : [])} />;
  if (path[0] !== undefined) return <CustomerDetail key={path[0]} id={path[0]} />;
  return <Found q={query["q"] ?? ""} />;
}

function Found({ q }: { q: string }) {
  const customers = useList("listCustomers", { query: { q, limit: 50 } }, { topics: ["customers"] });
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== q && goTo("customers", [], { q: typed.trim() }, true), 200);
    return () => clearTimeout(timer);
  }, [typed, q]);
  return (
    <Sheet
      title={t("console_customers.title")}
      intro={t("console_customers.intro")}
      actions={
        can("customer_edit") && (
          <Button kind="primary" icon="plus" onClick={() => goTo("customers", ["new"])}>
            {t("customer.new")}
          </Button>
        )
      }
    >
      <search>
        <Field
          type="search"
          label={t("customer.search")}
          dir="auto"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      <Loaded of={customers}>
        {(items) => (
          <Card>
            <Table
              caption={t("console_customers.title")}
              rows={items}
              idOf={({ id }) => id}
              hrefOf={({ id }) => linkTo("customers", [id])}
              more={customers.more ? customers.next : undefined}
              empty={
                <EmptyState icon="users" title={t(q ? "console_customers.none_found" : "console_customers.none")} />
              }
              columns={[
                { id: "name", head: t("customer.name"), main: true, cell: ({ name }) => <bdi>{name}</bdi> },
                {
                  id: "phone",
                  head: t("customer.phone"),
                  cell: ({ phone }) => <bdi dir="ltr">{phone ?? "–"}</bdi>,
                },
                { id: "email", head: t("customer.email"), cell: ({ email }) => <bdi dir="ltr">{email ?? "–"}</bdi> },
                {
                  id: "groups",
                  head: t("console_customers.groups"),
                  cell: ({ groups }) =>
                    groups.length > 0 ? groups.map((group) => <Badge key={group}>{group}</Badge>) : "–",
                },
                {
                  id: "owes",
                  head: t("console_customers.owes"),
                  numeric: true,
                  cell: ({ accountBalance, currency }) => <Amount minor={accountBalance} currency={currency} />,
                },
              ]}
            />
          </Card>
        )}
      </Loaded>
    </Sheet>
  );
}
