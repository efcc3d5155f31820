import type { Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Cards, EmptyState, Figure } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime, quantity } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { can } from "../../till/session";
import { useList, useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { personOf } from "../people";
import { linkTo } from "../place";
import { levelsAfter } from "./lines";
import { askMove } from "./move_form";
import { Level } from "./Stock";

type Move = Schemas["StockMove"] & { after: string };

/** Everything that moved one article's stock, newest first, with what was there afterwards. */
export function Ledger({ id }: { id: string }) {
  const level = useResource("listStock", { query: { variantId: id } }, { topics: ["stock", "orders"] });
  const moves = useList(
    "listStockMoves",
    { path: { variantId: id }, query: { limit: 50 } },
    { topics: ["stock", "orders"] },
  );
  const article = level.data?.items[0];
  const reload = async (done: boolean | undefined) => {
    if (done) await Promise.all([level.reload(), moves.reload()]);
  };
  return (
    <Sheet
      title={<bdi>{article?.name ?? t("core.loading")}</bdi>}
      back={{ href: linkTo("stock"), label: t("console_goods.stock") }}
      actions={
        article &&
        can("stock_adjust") && (
          <>
            <Button onClick={() => void askMove(article, "write_off").then(reload)}>
              {t("console_goods.write_off")}
            </Button>
            <Button onClick={() => void askMove(article, "adjust").then(reload)}>{t("console_goods.adjust")}</Button>
            <Button onClick={() => void askMove(article, "receive").then(reload)}>{t("console_goods.receive")}</Button>
          </>
        )
      }
    >
      <Loaded of={level}>
        {() =>
          article && (
            <Cards min="12rem">
              <Figure
                label={t("console_goods.on_hand")}
                value={<Level value={article.quantity} unit={article.unit} />}
                note={<bdi dir="ltr">{article.sku}</bdi>}
              />
            </Cards>
          )
        }
      </Loaded>
      <Loaded of={moves}>
        {(items) => {
          const levels = levelsAfter(article?.quantity ?? "0", items);
          const rows = items.map((move, at): Move => ({ ...move, after: levels[at] ?? "0" }));
          return <Moves rows={rows} unit={article?.unit ?? "piece"} more={moves.more ? moves.next : undefined} />;
        }}
      </Loaded>
    </Sheet>
  );
}

function Moves({ rows, unit, more }: { rows: Move[]; unit: string; more: (() => Promise<void>) | undefined }) {
  return (
    <Table
      caption={t("console_goods.ledger")}
      showCaption
      rows={rows}
      idOf={(move) => String(move.id)}
      more={more}
      empty={<EmptyState icon="journal" title={t("console_goods.no_moves")} />}
      columns={[
        {
          id: "at",
          head: t("console_goods.at_time"),
          main: true,
          cell: ({ createdAt }) => dateTime(createdAt, "full"),
        },
        { id: "kind", head: t("console_goods.what"), cell: (move) => <What move={move} /> },
        {
          id: "quantity",
          head: t("console_goods.moved"),
          numeric: true,
          cell: ({ quantity: moved }) => (
            <span class="amount">
              {moved.startsWith("-") ? "" : "+"}
              {quantity(moved, unit)}
            </span>
          ),
        },
        { id: "after", head: t("console_goods.after"), numeric: true, cell: ({ after }) => quantity(after, unit) },
        {
          id: "by",
          head: t("console_goods.by"),
          cell: ({ staffCode }) => <bdi>{staffCode ? personOf(staffCode) : "–"}</bdi>,
        },
      ]}
    />
  );
}

function What({ move }: { move: Move }) {
  const kind = `console_goods.move_${move.kind}`;
  const order = move.orderId;
  return (
    <>
      {has(kind) ? t(kind) : move.kind} <small class="quiet">{move.reason && <bdi>{move.reason}</bdi>}</small>
      {order && <a href={linkTo("orders", [order])}>{t("console_goods.show_sale")}</a>}
    </>
  );
}
