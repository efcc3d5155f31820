import { Amount } from "../../design/Amount";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Table } from "../../design/Table";
import { Tabs } from "../../design/Tabs";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { Variance } from "../../screens/report/Variance";
import { registers } from "../../till/state";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { personOf } from "../people";
import { goTo, linkTo } from "../place";
import { Day, Days } from "./Days";
import { ShiftDetail } from "./ShiftDetail";
import "./shifts.css";

const views = ["all", "OPEN", "CLOSED", "days"] as const;
type View = (typeof views)[number];

/** Shifts of all tills with their reports, and the days that are sealed. */
export default function Shifts({ path, query }: PageProps) {
  const view = views.find((each) => each === query["view"]) ?? "all";
  if (path[0] === "day" && path[1] !== undefined) return <Day number={path[1]} />;
  if (path[0] !== undefined) return <ShiftDetail key={path[0]} id={path[0]} />;
  return (
    <Sheet title={t("console_shifts.title")} intro={t("console_shifts.intro")}>
      <Tabs
        label={t("console_shifts.title")}
        value={view}
        options={views.map((value) => ({ value, label: t(`console_shifts.view_${value.toLowerCase()}`) }))}
        onChange={(value: View) => goTo("shifts", [], { view: value }, true)}
      />
      {view === "days" ? <Days /> : <List view={view} />}
    </Sheet>
  );
}

function List({ view }: { view: Exclude<View, "days"> }) {
  const query = { limit: 50, ...(view === "all" ? {} : { status: view }) };
  const shifts = useList("listStoreShifts", { query }, { topics: ["shifts", "orders"] });
  const nameOf = (id: string, number: number) =>
    registers.value.find((each) => each.id === id)?.name ?? t("console_shifts.till", { number });
  return (
    <Loaded of={shifts}>
      {(items) => (
        <Card>
          <Table
            caption={t("console_shifts.title")}
            rows={items}
            idOf={({ shiftId }) => shiftId}
            hrefOf={({ shiftId }) => linkTo("shifts", [shiftId])}
            more={shifts.more ? shifts.next : undefined}
            empty={<EmptyState icon="drawer" title={t("console_shifts.none")} />}
            columns={[
              {
                id: "till",
                head: t("console_day.till"),
                main: true,
                cell: ({ registerId, registerNumber, number }) => (
                  <>
                    <bdi>{nameOf(registerId, registerNumber)}</bdi> · {t("console_shifts.number", { number })}
                  </>
                ),
              },
              {
                id: "state",
                head: t("console_day.state"),
                cell: ({ status }) => (
                  <Badge tone={status === "OPEN" ? "good" : "plain"}>
                    {t(status === "OPEN" ? "console_shifts.open" : "console_shifts.closed")}
                  </Badge>
                ),
              },
              {
                id: "opened",
                head: t("console_shifts.opened"),
                cell: ({ openedAt, openedBy }) => <When at={openedAt} by={openedBy} />,
              },
              {
                id: "closed",
                head: t("console_shifts.closed_at"),
                cell: ({ closedAt, closedBy }) => (closedAt ? <When at={closedAt} by={closedBy ?? ""} /> : "–"),
              },
              {
                id: "cash",
                head: t("console_shifts.expected"),
                numeric: true,
                cell: ({ expectedCash, currency }) =>
                  expectedCash === null ? t("console_day.blind") : <Amount minor={expectedCash} currency={currency} />,
              },
              {
                id: "variance",
                head: t("console_shifts.variance"),
                cell: ({ variance, currency }) =>
                  variance === null ? "–" : <Variance minor={variance} currency={currency} />,
              },
            ]}
          />
        </Card>
      )}
    </Loaded>
  );
}

function When({ at, by }: { at: string; by: string }) {
  return (
    <span>
      {dateTime(at)} · <bdi>{personOf(by)}</bdi>
    </span>
  );
}
