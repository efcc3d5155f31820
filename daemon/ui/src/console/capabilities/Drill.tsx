import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { titleOf } from "../../capabilities/explain";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card, Cards, EmptyState, Facts, Figure } from "../../design/Card";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { age, dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { Runway } from "../../screens/runway/Runway";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { currencyHere } from "../articles/goods";
import { useList } from "../data";
import { Loaded } from "../Loaded";
import { State } from "./Capabilities";

type Report = Schemas["DrillReport"];
const spans = [5, 15, 30, 60] as const;

/** Pulls the line on purpose, for a while: the tills then behave as they would, and a report says what that meant. */
export function Drill({
  running,
  onChanged,
}: {
  running: Schemas["Drill"] | undefined;
  onChanged: () => Promise<void>;
}) {
  const admin = can("device_admin");
  const drills = useList("listDrills", admin ? { query: { limit: 10 } } : null, {
    topics: ["capabilities"],
    every: 10_000,
  });
  const changed = async () => {
    await Promise.all([onChanged(), drills.reload()]);
  };
  const end = () =>
    act("endDrill", (key) => call("endDrill", { key })).then(changed, (error: unknown) =>
      showProblem(error, { what: "console_machine.drill_failed" }),
    );
  const begin = () =>
    openDialog<boolean>((close) => <Begin close={close} />, { label: t("console_machine.drill_begin") }).then((done) =>
      done ? changed() : undefined,
    );
  return (
    <Card
      title={t("console_machine.drill")}
      actions={
        admin &&
        (running ? (
          <Button kind="primary" onClick={() => void end()}>
            {t("console_machine.drill_end")}
          </Button>
        ) : (
          <Button onClick={() => void begin()}>{t("console_machine.drill_begin")}</Button>
        ))
      }
    >
      <p class="quiet">{t("console_machine.drill_text")}</p>
      {running && (
        <p class="drill-running" role="status">
          {t("console_machine.drill_running", { until: dateTime(running.until, "time"), reason: running.reason })}
        </p>
      )}
      {admin && (
        <Loaded of={drills}>
          {(items) => (
            <Table
              caption={t("console_machine.drills")}
              rows={items}
              idOf={({ id }) => String(id)}
              onOpen={show}
              empty={<EmptyState icon="server" title={t("console_machine.no_drills")} />}
              columns={[
                {
                  id: "at",
                  head: t("console_machine.started"),
                  main: true,
                  cell: ({ startedAt }) => dateTime(startedAt, "full"),
                },
                { id: "why", head: t("core.reason"), cell: ({ reason }) => <bdi>{reason}</bdi> },
                {
                  id: "sold",
                  head: t("console_machine.sold"),
                  numeric: true,
                  cell: ({ sold }) => money(sold.amount, currencyHere()),
                },
                {
                  id: "denied",
                  head: t("console_machine.refused"),
                  numeric: true,
                  cell: ({ denied }) => times(denied),
                },
              ]}
            />
          )}
        </Loaded>
      )}
    </Card>
  );
}

const times = (entries: readonly { times: number }[]) => entries.reduce((sum, each) => sum + each.times, 0);

function Begin({ close }: { close: Close<boolean> }) {
  const [minutes, setMinutes] = useState("15");
  const [mode, setMode] = useState<"edge" | "slow">("edge");
  const [reason, setReason] = useState("");
  const send = async () => {
    const body = { mode, minutes: Number(minutes), reason: reason.trim() };
    await act("startDrill", (key) => call("startDrill", { body, key }));
    close(true);
  };
  return (
    <DialogFrame title={t("console_machine.drill_begin")}>
      <p>{t("console_machine.drill_warning")}</p>
      <Form
        what="console_machine.drill_failed"
        send={t("console_machine.drill_begin")}
        onSend={send}
        disabled={reason.trim() === ""}
        beside={<Button onClick={() => close()}>{t("core.cancel")}</Button>}
      >
        {() => (
          <>
            <FormRow>
              <Select
                label={t("console_machine.drill_mode")}
                value={mode}
                options={[
                  { value: "edge", label: t("console_machine.if_edge") },
                  { value: "slow", label: t("console_machine.if_slow") },
                ]}
                onChoose={(value) => setMode(value === "slow" ? "slow" : "edge")}
              />
              <Select
                label={t("console_goods.how_long")}
                value={minutes}
                options={spans.map((n) => ({ value: String(n), label: t("console_machine.minutes", { n }) }))}
                onChoose={setMinutes}
              />
            </FormRow>
            <Field
              label={t("core.reason")}
              value={reason}
              dir="auto"
              maxLength={200}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </DialogFrame>
  );
}

function show(report: Report): void {
  void openDialog<void>(
    (close) => (
      <DialogFrame
        title={t("console_machine.drill_report")}
        buttons={<Button onClick={() => close()}>{t("core.close")}</Button>}
      >
        <ReportBody report={report} />
      </DialogFrame>
    ),
    { label: t("console_machine.drill_report"), wide: true },
  );
}

function ReportBody({ report }: { report: Report }) {
  const currency = currencyHere();
  const end = report.endedAt ?? new Date().toISOString();
  const queued = report.decisions.filter(({ state }) => state === "queued");
  return (
    <>
      <Facts
        facts={[
          [t("console_machine.started"), dateTime(report.startedAt, "full")],
          [
            t("console_machine.ended"),
            report.endedAt ? dateTime(report.endedAt, "full") : t("console_machine.goes_on"),
          ],
          [t("console_machine.lasted"), age(Date.parse(end) - Date.parse(report.startedAt))],
          [t("core.reason"), <bdi key="why">{report.reason}</bdi>],
        ]}
      />
      <Cards min="9rem">
        <Figure
          label={t("console_machine.sold")}
          value={money(report.sold.amount, currency)}
          note={t("console_machine.receipts", { n: report.sold.orders })}
          tone="good"
        />
        <Figure
          label={t("console_machine.refused")}
          value={times(report.denied)}
          tone={report.denied.length > 0 ? "warning" : "good"}
        />
        <Figure label={t("console_machine.queued")} value={times(queued)} />
      </Cards>
      <Table
        caption={t("console_machine.what_was_different")}
        showCaption
        rows={[
          ...report.denied.map((each) => ({ ...each, state: "denied" as const, amount: null })),
          ...report.decisions,
        ]}
        idOf={({ operation, state }) => `${operation} ${state}`}
        empty={<p>{t("console_machine.nothing_different")}</p>}
        columns={[
          {
            id: "what",
            head: t("console_machine.operation"),
            main: true,
            cell: ({ operation }) => titleOf({ operation }),
          },
          { id: "state", head: t("console_machine.state"), cell: ({ state }) => <State state={state} /> },
          { id: "times", head: t("console_machine.times"), numeric: true, cell: ({ times: n }) => n },
          {
            id: "amount",
            head: t("core.amount"),
            numeric: true,
            cell: ({ amount }) => (amount === null ? "–" : money(amount, currency)),
          },
        ]}
      />
      <Runway />
    </>
  );
}
