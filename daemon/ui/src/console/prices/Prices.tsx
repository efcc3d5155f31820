import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState } from "../../design/Card";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, FormRow } from "../../design/Form";
import { Table } from "../../design/Table";
import { TimeField } from "../../design/TimeField";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { can } from "../../till/session";
import { endDown, type PriceDown, priceTone } from "../articles/ArticlePrices";
import { Governed } from "../articles/Governed";
import { currencyHere, instantOf } from "../articles/goods";
import { useList, useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { personOf } from "../people";
import { goTo, linkTo } from "../place";
import { BookSheet } from "./BookSheet";

/** `#/prices`: what is down just now and the price books; `#/prices/{book}`: one book's prices. */
export default function Prices({ path }: PageProps) {
  const [book] = path;
  return book === undefined ? <Overview /> : <BookSheet key={book} code={book} />;
}

function Overview() {
  const downs = useList("listPriceDowns", { query: { limit: 100 } }, { topics: ["catalogue"] });
  return (
    <Sheet
      title={t("console_goods.prices")}
      intro={t("console_goods.prices_intro")}
      actions={<Button onClick={() => goTo("articles")}>{t("console_goods.find_article")}</Button>}
    >
      <Governed operations={["catalogue.edit", "price.down"]} />
      <Card title={t("console_goods.price_downs")}>
        <Loaded of={downs}>
          {(items) => <Downs downs={items} onEnded={downs.reload} more={downs.more ? downs.next : undefined} />}
        </Loaded>
      </Card>
      <Books />
    </Sheet>
  );
}

interface DownsProps {
  downs: PriceDown[];
  onEnded: () => Promise<void>;
  more: (() => Promise<void>) | undefined;
}
function Downs({ downs, onEnded, more }: DownsProps) {
  const currency = currencyHere();
  return (
    <Table
      caption={t("console_goods.price_downs")}
      rows={downs}
      idOf={({ id }) => id}
      more={more}
      empty={<EmptyState icon="percent" title={t("console_goods.no_downs")} text={t("console_goods.no_downs_text")} />}
      columns={[
        {
          id: "name",
          head: t("console_goods.article"),
          main: true,
          cell: ({ name, sku }) => (
            <a href={linkTo("articles", [], { q: sku })}>
              <bdi>{name}</bdi>
            </a>
          ),
        },
        {
          id: "state",
          head: t("console_goods.state"),
          cell: ({ state }) => <Badge tone={priceTone[state]}>{t(`console_goods.price_${state}`)}</Badge>,
        },
        { id: "amount", head: t("console_goods.price"), numeric: true, cell: ({ amount }) => money(amount, currency) },
        { id: "former", head: t("console_goods.former"), numeric: true, cell: ({ former }) => money(former, currency) },
        { id: "from", head: t("console_goods.from"), cell: ({ from }) => dateTime(from) },
        { id: "to", head: t("console_goods.to"), cell: ({ to }) => dateTime(to) },
        {
          id: "why",
          head: t("core.reason"),
          cell: ({ reason, staffCode }) => (
            <>
              <bdi>{reason}</bdi> <small class="quiet">{staffCode && <bdi>{personOf(staffCode)}</bdi>}</small>
            </>
          ),
        },
      ]}
      actions={(down) =>
        down.state !== "ended" && (
          <Button size="small" onClick={() => void endDown(down).then((done) => (done ? onEnded() : undefined))}>
            {t("console_goods.end_down")}
          </Button>
        )
      }
    />
  );
}

function Books() {
  const books = useResource("listPriceBooks", {}, { topics: ["catalogue"] });
  const make = () =>
    openDialog<boolean>((close) => <NewBook close={close} />, { label: t("console_goods.new_book") }).then((done) =>
      done ? books.reload() : undefined,
    );
  return (
    <Card
      title={t("console_goods.books")}
      actions={
        can("catalogue_edit") && (
          <Button icon="plus" onClick={() => void make()}>
            {t("console_goods.new_book")}
          </Button>
        )
      }
    >
      <p class="quiet">{t("console_goods.books_text")}</p>
      <Loaded of={books}>
        {({ items }) => (
          <Table
            caption={t("console_goods.books")}
            rows={items.filter(({ code }) => code !== "price-down")}
            idOf={({ code }) => code}
            hrefOf={({ code }) => linkTo("prices", [code])}
            empty={<EmptyState icon="price" title={t("console_goods.no_books")} />}
            columns={[
              { id: "name", head: t("console_goods.name"), main: true, cell: ({ name }) => <bdi>{name}</bdi> },
              { id: "priority", head: t("console_goods.priority"), numeric: true, cell: ({ priority }) => priority },
              { id: "from", head: t("console_goods.from"), cell: ({ from }) => (from ? dateTime(from, "full") : "–") },
              { id: "to", head: t("console_goods.to"), cell: ({ to }) => (to ? dateTime(to, "full") : "–") },
              {
                id: "active",
                head: t("console_goods.state"),
                cell: ({ active }) => (
                  <Badge tone={active ? "good" : "plain"}>
                    {t(active ? "console_goods.active" : "console_goods.inactive")}
                  </Badge>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function NewBook({ close }: { close: Close<boolean> }) {
  const [name, setName] = useState("");
  const [code, setCode] = useState("");
  const [priority, setPriority] = useState("20");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const save = async () => {
    const [starts, ends] = [instantOf(from), instantOf(to)];
    const body = {
      code: code.trim(),
      name: name.trim(),
      priority: Number(priority) || 0,
      ...(starts ? { from: starts } : {}),
      ...(ends ? { to: ends } : {}),
    };
    const made = await withApproval("catalogue_edit", t("console_goods.new_book"), (approval) =>
      act("createPriceBook", (key) => call("createPriceBook", { body, key, ...(approval ? { approval } : {}) })),
    );
    if (made) close(true);
  };
  return (
    <DialogFrame title={t("console_goods.new_book")}>
      <Form
        what="console_goods.save_failed"
        onSend={save}
        disabled={name.trim() === "" || code.trim() === ""}
        beside={<Button onClick={() => close()}>{t("core.cancel")}</Button>}
      >
        {(errorOf) => (
          <>
            <FormRow>
              <Field
                label={t("console_goods.name")}
                value={name}
                dir="auto"
                error={errorOf("name")}
                onInput={(event) => setName(event.currentTarget.value)}
              />
              <Field
                label={t("console_goods.book_code")}
                value={code}
                dir="ltr"
                maxLength={40}
                error={errorOf("code")}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
              <Field
                numeric
                label={t("console_goods.priority")}
                hint={t("console_goods.priority_hint")}
                value={priority}
                onInput={(event) => setPriority(event.currentTarget.value.replace(/\D/g, ""))}
              />
            </FormRow>
            <FormRow>
              <TimeField label={t("console_goods.from")} value={from} onInput={setFrom} />
              <TimeField label={t("console_goods.to")} value={to} onInput={setTo} error={errorOf("to")} />
            </FormRow>
          </>
        )}
      </Form>
    </DialogFrame>
  );
}
