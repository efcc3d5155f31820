import type { Schemas } from "../../api/call";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Table } from "../../design/Table";
import { age, dateTime } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { agoOf } from "../devices/Devices";

type Dataset = Schemas["ReplicationDown"]["datasets"][number];

/** What the hub sends, set by set: how many rows, how many of them are not in force, how old it is, and what both ends compare. */
export function Datasets({ down }: { down: Schemas["ReplicationDown"] }) {
  return (
    <Card title={t("console_machine.datasets")}>
      <p class="quiet">{t("console_machine.datasets_text", { age: agoOf(down.lastHeardAt) })}</p>
      <Table
        caption={t("console_machine.datasets")}
        rows={down.datasets}
        idOf={({ dataset }) => dataset}
        empty={<EmptyState icon="cloud" title={t("console_machine.no_datasets")} />}
        columns={[
          { id: "name", head: t("console_machine.dataset"), main: true, cell: ({ dataset }) => datasetName(dataset) },
          { id: "rows", head: t("console_machine.rows"), numeric: true, cell: ({ rows }) => rows },
          {
            id: "not",
            head: t("console_machine.not_in_force"),
            numeric: true,
            cell: ({ notInForce }) => (notInForce > 0 ? <Badge tone="bad">{notInForce}</Badge> : 0),
          },
          {
            id: "age",
            head: t("console_machine.dataset_age"),
            cell: (set) => <Age of={set} />,
          },
          {
            id: "changed",
            head: t("console_machine.changed_at"),
            cell: ({ changedAt }) => (changedAt ? dateTime(changedAt, "full") : "–"),
          },
          {
            id: "digest",
            head: t("console_machine.checksum"),
            cell: ({ digest }) => (
              <bdi dir="ltr" title={digest}>
                {digest.slice(0, 12)}
              </bdi>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** Since it was last found equal to the hub's; the limit is beside it once it is over. */
function Age({ of: { ageSeconds, confirmedAt, stale, staleAfterSeconds } }: { of: Dataset }) {
  const old = ageSeconds === null ? t("console_machine.never") : age(ageSeconds * 1000);
  return (
    <span title={confirmedAt ? dateTime(confirmedAt, "full") : undefined}>
      {old}
      {stale && (
        <>
          {" "}
          <Badge tone="warning">{t("console_machine.stale", { limit: age(staleAfterSeconds * 1000) })}</Badge>
        </>
      )}
    </span>
  );
}

export function datasetName(dataset: string): string {
  const own = `console_machine.dataset_${dataset}`;
  return has(own) ? t(own) : dataset;
}
