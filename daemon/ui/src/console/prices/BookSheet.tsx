import { EmptyState } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime, money, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currencyHere } from "../articles/goods";
import { useList, useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";

/** All prices of one book, an article's together. */
export function BookSheet({ code }: { code: string }) {
  const books = useResource("listPriceBooks");
  const prices = useList("listPrices", { path: { code }, query: { limit: 100 } }, { topics: ["catalogue"] });
  const book = books.data?.items.find((each) => each.code === code);
  const currency = book?.currency ?? currencyHere();
  return (
    <Sheet
      title={<bdi>{book?.name ?? code}</bdi>}
      intro={t("console_goods.book_intro")}
      back={{ href: linkTo("prices"), label: t("console_goods.prices") }}
    >
      <Loaded of={prices}>
        {(items) => (
          <Table
            caption={t("console_goods.prices")}
            rows={items}
            idOf={({ sku, from, minQuantity }) => `${sku} ${from} ${minQuantity}`}
            hrefOf={({ sku }) => linkTo("articles", [], { q: sku })}
            more={prices.more ? prices.next : undefined}
            empty={<EmptyState icon="price" title={t("console_goods.book_empty")} />}
            columns={[
              { id: "sku", head: t("console_goods.sku"), main: true, cell: ({ sku }) => <bdi dir="ltr">{sku}</bdi> },
              {
                id: "amount",
                head: t("console_goods.price"),
                numeric: true,
                cell: ({ amount }) => money(amount, currency),
              },
              {
                id: "least",
                head: t("console_goods.at_least"),
                numeric: true,
                cell: ({ minQuantity }) => (minQuantity && minQuantity !== "0" ? quantity(minQuantity) : "–"),
              },
              { id: "from", head: t("console_goods.from"), cell: ({ from }) => (from ? dateTime(from, "full") : "–") },
              { id: "to", head: t("console_goods.to"), cell: ({ to }) => (to ? dateTime(to, "full") : "–") },
            ]}
          />
        )}
      </Loaded>
    </Sheet>
  );
}
