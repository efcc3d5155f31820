import type { Schemas } from "../../api/call";
import { Badge, Card, type Tone } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { has, t } from "../../i18n/text";

type Directive = Schemas["HubDirective"];
const toneOf = (state: string): Tone => (state === "done" ? "good" : state === "failed" ? "bad" : "accent");
const word = (key: string, text: string) => (has(key) ? t(key) : text);

/** What the hub ordered this store to do, and what became of it. */
export function Directives({ items }: { items: readonly Directive[] }) {
  if (items.length === 0) return null;
  return (
    <Card title={t("console_machine.directives")}>
      <p class="quiet">{t("console_machine.directives_text")}</p>
      <Table
        caption={t("console_machine.directives")}
        rows={items}
        idOf={({ directiveId }) => directiveId}
        columns={[
          {
            id: "kind",
            head: t("console_machine.what"),
            main: true,
            cell: ({ kind, direction }) =>
              [word(`console_machine.directive_${kind}`, kind), direction && t(`console_machine.${direction}`)]
                .filter(Boolean)
                .join(" · "),
          },
          {
            id: "state",
            head: t("console_machine.state"),
            cell: ({ state }) => (
              <Badge tone={toneOf(state)}>{word(`console_machine.directive_state_${state}`, state)}</Badge>
            ),
          },
          { id: "by", head: t("console_system.who"), cell: ({ orderedBy }) => <bdi>{orderedBy || "–"}</bdi> },
          {
            id: "why",
            head: t("core.reason"),
            cell: ({ reason, detail }) => <bdi>{detail || reason || "–"}</bdi>,
          },
          { id: "at", head: t("console_backups.when"), cell: ({ orderedAt }) => dateTime(orderedAt, "full") },
        ]}
      />
    </Card>
  );
}

/** Whose switch holds a direction: the store's and the hub's are lifted by whoever set them. */
export function pausedFacts(pausedBy: Schemas["PausedBy"] | undefined) {
  return (pausedBy ?? []).map(
    ({ owner, by, reason }) =>
      [
        t(`console_machine.paused_by_${owner}`),
        <bdi key={owner}>{[by, reason].filter(Boolean).join(": ") || "–"}</bdi>,
      ] as const,
  );
}
