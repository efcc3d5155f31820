import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { askNumber, askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Figure } from "../../design/Card";
import { Check } from "../../design/Form";
import { Table } from "../../design/Table";
import { dateTime, parseQuantity, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { ArticlePicker } from "../articles/ArticlePicker";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { tell } from "../tell";
import { countTone } from "./CountList";

type Line = Schemas["StockCountLine"];

/**
 * One count: every scan is one more of its article and is kept at once, so that several people can count and nothing is
 * lost. Differences are against the books at the moment of counting; posting moves them.
 */
export function CountSheet({ id }: { id: string }) {
  const count = useResource("getStockCount", { path: { id } }, { every: 10_000 });
  const [last, setLast] = useState<Line>();
  const [onlyOff, setOnlyOff] = useState(false);
  const open = count.data?.status === "open";
  const counted = async (body: Schemas["CountedIn"]) => {
    try {
      const { data } = await act("countArticle", (key) => call("countArticle", { path: { id }, body, key }));
      setLast(data);
      await count.reload();
    } catch (error) {
      showProblem(error, { what: "console_goods.count_failed" });
    }
  };
  return (
    <Sheet
      title={<bdi>{count.data?.name ?? t("core.loading")}</bdi>}
      back={{ href: linkTo("stock", ["counts"]), label: t("console_goods.counts") }}
      actions={open && count.data && <Actions id={id} lines={count.data.lines} onDone={count.reload} />}
    >
      {open && (
        <Card>
          <ArticlePicker
            label={t("console_goods.scan_counted")}
            onPick={(variant) => void counted({ variantId: variant.id })}
          />
          <p class="count-last" role="status">
            {last && t("console_goods.counted_now", { name: last.name, n: quantity(last.counted, last.unit) })}
          </p>
        </Card>
      )}
      <Loaded of={count}>
        {(data) => (
          <>
            <Cards min="10rem">
              <Figure
                label={t("console_goods.state")}
                value={<Badge tone={countTone[data.status]}>{t(`console_goods.count_${data.status}`)}</Badge>}
                note={dateTime(data.closedAt ?? data.openedAt, "full")}
              />
              <Figure label={t("console_goods.counted_articles")} value={data.lines} />
              <Figure
                label={t("console_goods.differing")}
                value={data.differing}
                tone={data.differing > 0 ? "warning" : "good"}
              />
            </Cards>
            <Check label={t("console_goods.only_differing")} checked={onlyOff} onChange={setOnlyOff} />
            <Lines
              id={id}
              open={open}
              lines={data.items.filter(({ difference }) => !onlyOff || difference !== "0")}
              onCounted={counted}
              onRemoved={count.reload}
            />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

function Actions({ id, lines, onDone }: { id: string; lines: number; onDone: () => Promise<void> }) {
  const post = async () => {
    const sure = await askYes({
      title: t("console_goods.post_count"),
      text: t("console_goods.post_count_text"),
      yes: t("console_goods.post_count"),
    });
    if (!sure) return;
    try {
      const { data } = await act("postStockCount", (key) => call("postStockCount", { path: { id }, key }));
      tell(t("console_goods.posted", { n: data.items.length }));
      await onDone();
    } catch (error) {
      showProblem(error, { what: "console_goods.count_failed" });
    }
  };
  const drop = async () => {
    const sure = await askYes({
      title: t("console_goods.drop_count"),
      text: t("console_goods.drop_count_text"),
      yes: t("console_goods.drop_count"),
      danger: true,
    });
    if (!sure) return;
    try {
      await act("dropStockCount", (key) => call("dropStockCount", { path: { id }, key }));
      await onDone();
    } catch (error) {
      showProblem(error, { what: "console_goods.count_failed" });
    }
  };
  return (
    <>
      <Button onClick={() => void drop()}>{t("console_goods.drop_count")}</Button>
      <Button kind="primary" disabled={lines === 0} onClick={() => void post()}>
        {t("console_goods.post_count")}
      </Button>
    </>
  );
}

interface LinesProps {
  id: string;
  open: boolean;
  lines: Line[];
  onCounted: (body: Schemas["CountedIn"]) => Promise<void>;
  onRemoved: () => Promise<void>;
}
function Lines({ id, open, lines, onCounted, onRemoved }: LinesProps) {
  const correct = async (line: Line) => {
    const lies = await askNumber({
      title: t("console_goods.correct_count"),
      label: t("console_goods.lies_there"),
      about: <bdi>{line.name}</bdi>,
      initial: line.counted,
      parse: (text) => (/^0+$/.test(text.trim()) ? "0" : parseQuantity(text)),
      wrong: t("console_goods.wrong_quantity"),
    });
    if (lies !== undefined) await onCounted({ variantId: line.variantId, quantity: lies, how: "set" });
  };
  const remove = (line: Line) =>
    act("uncountArticle", (key) => call("uncountArticle", { path: { id, variantId: line.variantId }, key })).then(
      onRemoved,
      (error: unknown) => showProblem(error, { what: "console_goods.count_failed" }),
    );
  return (
    <Table
      caption={t("console_goods.counted_articles")}
      rows={lines}
      idOf={({ variantId }) => variantId}
      empty={<EmptyState icon="search" title={t("console_goods.nothing_counted")} />}
      columns={[
        { id: "name", head: t("console_goods.name"), main: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { id: "sku", head: t("console_goods.sku"), cell: ({ sku }) => <bdi dir="ltr">{sku}</bdi> },
        {
          id: "counted",
          head: t("console_goods.counted"),
          numeric: true,
          cell: ({ counted, unit }) => quantity(counted, unit),
        },
        {
          id: "level",
          head: t("console_goods.in_books"),
          numeric: true,
          cell: ({ level, unit }) => quantity(level, unit),
        },
        {
          id: "difference",
          head: t("console_goods.difference"),
          numeric: true,
          cell: (line) => <Difference line={line} />,
        },
      ]}
      {...(open
        ? {
            actions: (line: Line) => (
              <>
                <Button
                  size="small"
                  aria-label={t("console_goods.correct_of", { name: line.name })}
                  onClick={() => void correct(line)}
                >
                  {t("console_goods.correct")}
                </Button>
                <Button
                  size="small"
                  kind="quiet"
                  icon="trash"
                  aria-label={t("console_goods.leave_out_of", { name: line.name })}
                  onClick={() => void remove(line)}
                />
              </>
            ),
          }
        : {})}
    />
  );
}

function Difference({ line }: { line: Line }) {
  if (line.difference === "0") return <span class="quiet">0</span>;
  const less = line.difference.startsWith("-");
  return (
    <Badge tone={less ? "bad" : "warning"}>
      <span class="amount">
        {less ? "" : "+"}
        {quantity(line.difference, line.unit)}
      </span>
    </Badge>
  );
}
