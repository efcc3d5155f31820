import type { Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Figure } from "../../design/Card";
import { Chart } from "../../design/Chart";
import { DayField } from "../../design/DayField";
import { Select } from "../../design/Form";
import { type Column, Table } from "../../design/Table";
import { dateTime, money, percent, quantity } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { lang, t } from "../../i18n/text";
import { site } from "../../till/state";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo, linkTo } from "../place";
import { save } from "../save";
import "./reports.css";
import { change, csvOf, presets, stretchOf } from "./stretch";

type Report = Schemas["SalesReport"];
type Row = Report["rows"][number];
const bys = ["day", "article", "category", "staff", "tender", "tax", "register", "hour", "weekday"] as const;
type By = (typeof bys)[number];
const inTime: readonly string[] = ["day", "hour", "weekday"];

/** The date on the store's calendar. */
function todayHere(): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: site.value?.timeZone ?? "UTC" }).format(new Date());
}

/** What was sold in any stretch of days, by whatever one asks for, beside the stretch before; what is asked stands in the address. */
export default function Reports({ query }: PageProps) {
  const today = todayHere();
  const by = (bys.find((each) => each === query["by"]) ?? "day") as By;
  const usual = stretchOf("week", today);
  const from = query["from"] ?? usual.from;
  const to = query["to"] ?? usual.to;
  const report = useResource("getSalesReport", { query: { from, to, by } });
  const look = (more: Record<string, string>) => goTo("reports", [], { from, to, by, ...more }, true);
  return (
    <Sheet
      title={t("console_reports.title")}
      intro={t("console_reports.intro")}
      actions={
        report.data && (
          <Button
            icon="note"
            onClick={() => report.data && save(`sales-${by}-${from}-${to}.csv`, "text/csv", csvOf(report.data))}
          >
            CSV
          </Button>
        )
      }
    >
      <Card>
        <div class="card-actions stretches" role="group" aria-label={t("console_reports.stretch")}>
          {presets.map((preset) => {
            const stretch = stretchOf(preset, today);
            const chosen = stretch.from === from && stretch.to === to;
            return (
              <Button key={preset} size="small" aria-pressed={chosen} onClick={() => look({ ...stretch })}>
                {t(`console_reports.${preset}`)}
              </Button>
            );
          })}
        </div>
        <div class="form-row">
          <DayField
            label={t("console_system.from")}
            value={from}
            onChoose={(day) => day !== "" && look({ from: day, to: day > to ? day : to })}
          />
          <DayField
            label={t("console_system.to")}
            value={to}
            onChoose={(day) => day !== "" && look({ to: day, from: day < from ? day : from })}
          />
          <Select
            label={t("console_reports.by")}
            value={by}
            options={bys.map((value) => ({ value, label: t(`console_reports.by_${value}`) }))}
            onChoose={(value) => look({ by: value })}
          />
        </div>
      </Card>
      <Loaded of={report}>
        {(told) => (
          <>
            <Totals of={told} />
            {inTime.includes(told.by) && told.rows.length > 1 && (
              <Card title={t("console_reports.picture")}>
                <Chart
                  title={t("console_reports.picture")}
                  labelHead={t(`console_reports.by_${by}`)}
                  labels={told.rows.map((row) => keyOf(told.by, row))}
                  series={[{ name: t("console_reports.amount"), values: told.rows.map(({ amount }) => amount) }]}
                  format={(minor) => money(minor, told.currency)}
                />
              </Card>
            )}
            <Rows of={told} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

function Totals({ of: { total, before, currency } }: { of: Report }) {
  return (
    <Cards min="11rem">
      <Card>
        <Figure
          label={t("console_reports.amount")}
          value={ltr(money(total.amount, currency))}
          note={
            <>
              <Change now={total.amount} before={before.amount} />{" "}
              {t("console_reports.before", { amount: ltr(money(before.amount, currency)) })}
            </>
          }
        />
      </Card>
      <Card>
        <Figure
          label={t("console_reports.receipts")}
          value={total.receipts}
          note={<Change now={total.receipts} before={before.receipts} />}
        />
      </Card>
      <Card>
        <Figure
          label={t("console_reports.average")}
          value={total.average === null ? "–" : ltr(money(total.average, currency))}
          note={t("console_reports.average_note")}
        />
      </Card>
      <Card>
        <Figure label={t("console_reports.tax")} value={ltr(money(total.tax, currency))} />
      </Card>
      <Card>
        <Figure label={t("console_reports.discount")} value={ltr(money(total.discount, currency))} />
      </Card>
    </Cards>
  );
}

function Change({ now, before }: { now: number; before: number | null }) {
  const by = change(now, before);
  if (by === null) return null;
  return (
    <Badge tone={by < 0 ? "warning" : "good"}>
      {t(by < 0 ? "console_day.below" : "console_day.above", { change: ltr(percent(Math.abs(by))) })}
    </Badge>
  );
}

function Rows({ of: report }: { of: Report }) {
  const { by, currency, rows, more } = report;
  const lines = by === "article" || by === "category";
  const amount = (id: "discount" | "net" | "tax" | "amount"): Column<Row> => ({
    id,
    head: t(`console_reports.${id}`),
    numeric: true,
    cell: (row) => <Amount minor={row[id]} currency={currency} />,
  });
  return (
    <Card title={t(`console_reports.by_${by}`)}>
      <Table
        caption={t("console_reports.title")}
        rows={rows}
        idOf={({ key }) => key}
        empty={<EmptyState icon="receipt" title={t("console_day.nothing_sold")} />}
        columns={[
          { id: "key", head: t(`console_reports.by_${by}`), main: true, cell: (row) => <Name by={by} row={row} /> },
          { id: "receipts", head: t("console_reports.receipts"), numeric: true, cell: (row) => row.receipts },
          ...(lines
            ? [
                {
                  id: "quantity",
                  head: t("console_reports.quantity"),
                  numeric: true,
                  cell: (row: Row) => quantity(row.quantity),
                },
              ]
            : []),
          ...(by === "tender"
            ? []
            : by === "tax"
              ? [amount("net"), amount("tax")]
              : [amount("discount"), amount("net")]),
          amount("amount"),
          ...(by === "day"
            ? []
            : [
                {
                  id: "change",
                  head: t("console_reports.change"),
                  cell: (row: Row) => <Change now={row.amount} before={row.before} />,
                },
              ]),
        ]}
      />
      {more > 0 && <p class="quiet">{t("console_reports.more", { n: more })}</p>}
    </Card>
  );
}

function Name({ by, row }: { by: string; row: Row }) {
  if (by === "article")
    return (
      <a href={linkTo("articles", [], { q: row.key })}>
        <bdi>{row.label || row.key}</bdi>
      </a>
    );
  return <bdi>{row.label || keyOf(by, row)}</bdi>;
}

/** A key in words: a date, an hour, a day of the week. */
function keyOf(by: string, { key, label }: Row): string {
  if (by === "day") return dateTime(`${key}T12:00:00Z`, "date");
  if (by === "hour") return `${key}:00`;
  // The first of January 2024 was a Monday.
  if (by === "weekday")
    return new Intl.DateTimeFormat(lang.value, { weekday: "long", timeZone: "UTC" }).format(
      new Date(Date.UTC(2024, 0, Number(key))),
    );
  return label || (key === "" ? t("console_reports.none") : key);
}
