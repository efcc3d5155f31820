import { useState } from "preact/hooks";
import { EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { Table } from "../../design/Table";
import { t } from "../../i18n/text";
import { useSettled } from "../articles/useArticles";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { Level } from "./Stock";

const few = 5;
const most = 1_000_000;

/** What there is little left of, for whoever orders: articles of this store's stock at or below a number. */
export function Low() {
  const [text, setText] = useState(String(few));
  const settled = useSettled(text.trim());
  const right = /^\d{1,7}$/.test(settled) && Number(settled) <= most;
  const atMost = right ? Number(settled) : few;
  const levels = useList("listStock", { query: { atMost, limit: 50 } }, { topics: ["stock", "orders"] });
  return (
    <Sheet title={t("console_goods.low")} intro={t("console_goods.low_intro")}>
      <Field
        type="text"
        inputmode="numeric"
        label={t("console_goods.at_most")}
        dir="ltr"
        value={text}
        error={right ? undefined : t("console_goods.at_most_wrong")}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Loaded of={levels}>
        {(items) => (
          <Table
            caption={t("console_goods.low")}
            rows={items}
            idOf={(level) => level.variantId}
            hrefOf={(level) => linkTo("stock", [level.variantId])}
            more={levels.more ? levels.next : undefined}
            empty={<EmptyState icon="check" title={t("console_goods.low_none")} />}
            columns={[
              { id: "name", head: t("console_goods.name"), main: true, cell: (level) => <bdi>{level.name}</bdi> },
              { id: "sku", head: t("console_goods.sku"), cell: (level) => <bdi dir="ltr">{level.sku}</bdi> },
              {
                id: "level",
                head: t("console_goods.on_hand"),
                numeric: true,
                cell: (level) => <Level value={level.quantity} unit={level.unit} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Sheet>
  );
}
