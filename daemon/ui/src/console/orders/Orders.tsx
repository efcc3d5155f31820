import { useEffect, useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { FormRow, Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { registers, site } from "../../till/state";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { personOf } from "../people";
import { goTo, linkTo } from "../place";
import { OrderDetail } from "./OrderDetail";
import "./orders.css";
import { emptySearch, queryOf, type Search, searchOf } from "./search";

const kinds = ["sale", "return", "exchange", "void"];

/** Receipts, by whatever somebody remembers of them. */
export default function Orders({ path, query }: PageProps) {
  const id = path[0];
  if (id !== undefined) return <OrderDetail key={id} id={id} />;
  return <Found query={query} />;
}

function Found({ query }: { query: Record<string, string> }) {
  const search = searchOf(query);
  const asked = queryOf(search, site.value?.currency ?? "EUR", site.value?.timeZone ?? "UTC");
  const orders = useList("listOrders", asked === "amount" ? null : { query: asked }, { topics: ["orders"] });
  const filtered = Object.values(search).some((text) => text !== "");
  return (
    <Sheet title={t("console_orders.title")} intro={t("console_orders.intro")}>
      <SearchForm search={search} wrong={asked === "amount"} filtered={filtered} />
      <Loaded of={orders}>
        {(items) => (
          <Card>
            <Table
              caption={t("console_orders.title")}
              rows={items}
              idOf={({ orderId }) => orderId}
              hrefOf={({ orderId }) => linkTo("orders", [orderId])}
              more={orders.more ? orders.next : undefined}
              empty={
                <EmptyState icon="receipt" title={t(filtered ? "console_orders.none_found" : "console_orders.none")} />
              }
              columns={[
                {
                  id: "number",
                  head: t("console_orders.number"),
                  main: true,
                  cell: ({ receiptNumber }) => <bdi dir="ltr">{receiptNumber ?? t("console_orders.no_number")}</bdi>,
                },
                { id: "time", head: t("console_orders.time"), cell: ({ createdAt }) => dateTime(createdAt) },
                {
                  id: "kind",
                  head: t("console_orders.kind"),
                  cell: ({ kind, voidedBy }) => (
                    <Badge tone={voidedBy ? "bad" : kind === "sale" ? "good" : "plain"}>
                      {t(voidedBy ? "journal.voided" : `journal.kind_${kind}`)}
                    </Badge>
                  ),
                },
                {
                  id: "what",
                  head: t("console_orders.articles"),
                  cell: ({ items: lines }) => (
                    <bdi class="orders-what">{lines.map(({ name }) => name).join(" · ")}</bdi>
                  ),
                },
                { id: "staff", head: t("console_orders.staff"), cell: ({ staff }) => <bdi>{personOf(staff)}</bdi> },
                {
                  id: "total",
                  head: t("console_orders.total"),
                  numeric: true,
                  cell: ({ total, currency }) => <Amount minor={total} currency={currency} />,
                },
              ]}
            />
          </Card>
        )}
      </Loaded>
    </Sheet>
  );
}

function SearchForm({ search, wrong, filtered }: { search: Search; wrong: boolean; filtered: boolean }) {
  const [typed, setTyped] = useState(search);
  // The address is what counts: Back, or a link of another page, changes the fields too.
  useEffect(() => setTyped(search), [JSON.stringify(search)]);
  const set = (name: keyof Search) => (event: { currentTarget: { value: string } }) =>
    setTyped({ ...typed, [name]: event.currentTarget.value });
  const go = (next: Search) => goTo("orders", [], { ...next }, true);
  return (
    <Card>
      <form
        role="search"
        class="form"
        onSubmit={(event: Event) => {
          event.preventDefault();
          go(typed);
        }}
      >
        <FormRow>
          <Field label={t("console_orders.number")} numeric value={typed.number} onInput={set("number")} />
          <Field
            label={t("console_orders.card")}
            hint={t("console_orders.card_hint")}
            numeric
            value={typed.card}
            onInput={set("card")}
          />
          <Field label={t("console_orders.article")} value={typed.article} dir="auto" onInput={set("article")} />
          <Field
            label={t("console_orders.amount")}
            hint={t("console_orders.amount_hint")}
            numeric
            error={wrong ? t("console_orders.amount_wrong") : undefined}
            value={typed.amount}
            onInput={set("amount")}
          />
        </FormRow>
        <FormRow>
          <Day label={t("console_orders.from")} value={typed.from} onInput={set("from")} />
          <Day label={t("console_orders.to")} value={typed.to} onInput={set("to")} />
          <Select
            label={t("console_orders.register")}
            value={typed.register}
            options={[
              { value: "", label: t("console_orders.all") },
              ...registers.value.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChoose={(register) => setTyped({ ...typed, register })}
          />
          <Select
            label={t("console_orders.kind")}
            value={typed.kind}
            options={[
              { value: "", label: t("console_orders.all") },
              ...kinds.map((value) => ({ value, label: t(`journal.kind_${value}`) })),
            ]}
            onChoose={(kind) => setTyped({ ...typed, kind })}
          />
        </FormRow>
        <div class="form-buttons">
          {filtered && <Button onClick={() => go(emptySearch)}>{t("console_orders.clear")}</Button>}
          <Button kind="primary" type="submit" icon="search">
            {t("core.search")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Day({
  label,
  value,
  onInput,
}: {
  label: string;
  value: string;
  onInput: (event: { currentTarget: { value: string } }) => void;
}) {
  return <Field label={label} {...({ type: "date" } as object)} value={value} onInput={onInput} />;
}
