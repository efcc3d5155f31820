import type { Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState, type Tone } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { can } from "../../till/session";
import { useList } from "../data";
import { Loaded } from "../Loaded";
import { runNow } from "./acts";

const runTone: Record<Schemas["ReplicationRun"]["state"], Tone> = {
  running: "accent",
  done: "good",
  failed: "bad",
  cancelled: "plain",
};
/** Sendings and fetchings that somebody asked for. */
export function Runs() {
  const runs = useList("listReplicationRuns", { query: { limit: 10 } }, { topics: ["replication"], every: 5000 });
  const begin = (kind: "upsync" | "downsync" | "rebuild") => void runNow(kind).then(runs.reload);
  return (
    <Card
      title={t("console_machine.runs")}
      actions={
        can("device_admin") &&
        (["upsync", "downsync", "rebuild"] as const).map((kind) => (
          <Button key={kind} size="small" onClick={() => begin(kind)}>
            {t(`console_machine.run_${kind}`)}
          </Button>
        ))
      }
    >
      <Loaded of={runs}>
        {(items) => (
          <Table
            caption={t("console_machine.runs")}
            rows={items}
            idOf={({ runId }) => runId}
            more={runs.more ? runs.next : undefined}
            empty={<EmptyState icon="clock" title={t("console_machine.no_runs")} />}
            columns={[
              {
                id: "kind",
                head: t("console_machine.what"),
                main: true,
                cell: ({ kind }) => t(`console_machine.run_${kind}`),
              },
              {
                id: "state",
                head: t("console_machine.state"),
                cell: ({ state }) => <Badge tone={runTone[state]}>{t(`console_machine.run_state_${state}`)}</Badge>,
              },
              {
                id: "progress",
                head: t("console_machine.progress"),
                numeric: true,
                cell: ({ progress }) => `${progress.done} / ${progress.total}`,
              },
              { id: "error", head: t("console_machine.last_error"), cell: ({ error }) => <bdi>{error ?? "–"}</bdi> },
              { id: "at", head: t("console_machine.started"), cell: ({ startedAt }) => dateTime(startedAt, "full") },
              {
                id: "end",
                head: t("console_machine.ended"),
                cell: ({ endedAt }) => (endedAt ? dateTime(endedAt, "full") : "–"),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
