import type { Schemas } from "../../api/call";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Table } from "../../design/Table";
import { has, t } from "../../i18n/text";
import { agoOf } from "../devices/Devices";

/** What the hub sends, set by set: how many rows, how many of them are not in force, and what both ends compare. */
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
export function datasetName(dataset: string): string {
  const own = `console_machine.dataset_${dataset}`;
  return has(own) ? t(own) : dataset;
}
