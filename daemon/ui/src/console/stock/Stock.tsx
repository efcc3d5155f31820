import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Badge, EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { Table } from "../../design/Table";
import { quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { can } from "../../till/session";
import "../articles/articles.css";
import { articlesOf } from "../articles/goods";
import { useSettled } from "../articles/useArticles";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo, linkTo } from "../place";
import { CountList } from "./CountList";
import { CountSheet } from "./CountSheet";
import { Ledger } from "./Ledger";
import { Low } from "./Low";
import { Receive } from "./Receive";
import "./stock.css";

/** `#/stock`, `/low`, `/receive`, `/counts`, `/counts/{id}`, `/{variantId}`. */
export default function Stock({ path }: PageProps) {
  const [where, id] = path;
  if (where === undefined) return <Levels />;
  if (where === "low") return <Low />;
  if (where === "receive") return <Receive />;
  if (where === "counts") return id === undefined ? <CountList /> : <CountSheet key={id} id={id} />;
  return <Ledger key={where} id={where} />;
}

function Levels() {
  const [text, setText] = useState("");
  const settled = useSettled(text.trim());
  const query = { limit: 50, ...(settled === "" ? {} : { q: settled }) };
  const products = useList("listProducts", { query }, { topics: ["stock", "catalogue"] });
  const move = can("stock_adjust");
  return (
    <Sheet
      title={t("console_goods.stock")}
      intro={t("console_goods.stock_intro")}
      actions={
        <>
          <Button icon="quantity" onClick={() => goTo("stock", ["low"])}>
            {t("console_goods.low")}
          </Button>
          <Button icon="check" onClick={() => goTo("stock", ["counts"])}>
            {t("console_goods.counts")}
          </Button>
          {move && (
            <Button kind="primary" icon="plus" onClick={() => goTo("stock", ["receive"])}>
              {t("console_goods.receive")}
            </Button>
          )}
        </>
      }
    >
      <Field
        type="search"
        label={t("console_goods.search")}
        dir="auto"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Loaded of={products}>
        {(items) => (
          <Table
            caption={t("console_goods.stock")}
            rows={articlesOf(items).filter(({ variant }) => variant.stock !== null)}
            idOf={({ variant }) => variant.id}
            hrefOf={({ variant }) => linkTo("stock", [variant.id])}
            more={products.more ? products.next : undefined}
            empty={<EmptyState icon="quantity" title={t("console_goods.no_stock")} />}
            columns={[
              {
                id: "name",
                head: t("console_goods.name"),
                main: true,
                cell: ({ variant }) => <bdi>{variant.name}</bdi>,
              },
              { id: "sku", head: t("console_goods.sku"), cell: ({ variant }) => <bdi dir="ltr">{variant.sku}</bdi> },
              {
                id: "level",
                head: t("console_goods.on_hand"),
                numeric: true,
                cell: ({ variant }) => <Level value={variant.stock ?? "0"} unit={variant.unit} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Sheet>
  );
}

/** Below nothing is possible: what was sold is gone, whatever the books say; it wants a count. */
export function Level({ value, unit }: { value: string; unit: string }) {
  const below = value.startsWith("-");
  return (
    <>
      <span class="amount">{quantity(value, unit)}</span>{" "}
      {(below || value === "0") && (
        <Badge tone={below ? "bad" : "warning"}>
          {t(below ? "console_goods.below_nothing" : "console_goods.sold_out")}
        </Badge>
      )}
    </>
  );
}
