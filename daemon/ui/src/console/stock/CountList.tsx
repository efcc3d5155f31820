import { call, type Schemas } from "../../api/call";
import { askText } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, EmptyState, type Tone } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { goTo, linkTo } from "../place";

export const countTone: Record<Schemas["StockCount"]["status"], Tone> = {
  open: "accent",
  posted: "good",
  dropped: "plain",
};

/** Counts of the shelves: those that go on first, then what was posted or dropped. */
export function CountList() {
  const counts = useList("listStockCounts", { query: { limit: 50 } }, { topics: ["stock"] });
  return (
    <Sheet
      title={t("console_goods.counts")}
      intro={t("console_goods.counts_intro")}
      back={{ href: linkTo("stock"), label: t("console_goods.stock") }}
      actions={
        <Button kind="primary" icon="plus" onClick={() => void begin()}>
          {t("console_goods.new_count")}
        </Button>
      }
    >
      <Loaded of={counts}>
        {(items) => (
          <Table
            caption={t("console_goods.counts")}
            rows={[...items].sort((a, b) => Number(b.status === "open") - Number(a.status === "open"))}
            idOf={({ id }) => id}
            hrefOf={({ id }) => linkTo("stock", ["counts", id])}
            more={counts.more ? counts.next : undefined}
            empty={
              <EmptyState icon="check" title={t("console_goods.no_counts")} text={t("console_goods.no_counts_text")} />
            }
            columns={[
              { id: "name", head: t("console_goods.name"), main: true, cell: ({ name }) => <bdi>{name}</bdi> },
              {
                id: "status",
                head: t("console_goods.state"),
                cell: ({ status }) => <Badge tone={countTone[status]}>{t(`console_goods.count_${status}`)}</Badge>,
              },
              { id: "lines", head: t("console_goods.counted_articles"), numeric: true, cell: ({ lines }) => lines },
              { id: "off", head: t("console_goods.differing"), numeric: true, cell: ({ differing }) => differing },
              { id: "opened", head: t("console_goods.begun"), cell: ({ openedAt }) => dateTime(openedAt, "full") },
              {
                id: "by",
                head: t("console_goods.by"),
                cell: ({ staffCode }) => <bdi dir="ltr">{staffCode ?? "–"}</bdi>,
              },
            ]}
          />
        )}
      </Loaded>
    </Sheet>
  );
}

async function begin(): Promise<void> {
  const name = await askText({
    title: t("console_goods.new_count"),
    label: t("console_goods.count_name"),
    initial: dateTime(new Date().toISOString(), "date"),
    confirm: t("console_goods.begin"),
  });
  if (name === undefined) return;
  try {
    const made = await withApproval("stock_adjust", t("console_goods.new_count"), (approval) =>
      act("openStockCount", (key) =>
        call("openStockCount", { body: { name }, key, ...(approval ? { approval } : {}) }),
      ),
    );
    if (made) goTo("stock", ["counts", made.data.id]);
  } catch (error) {
    showProblem(error, { what: "console_goods.count_failed" });
  }
}
