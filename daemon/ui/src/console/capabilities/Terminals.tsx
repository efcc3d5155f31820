import type { Schemas } from "../../api/call";
import { titleOf } from "../../capabilities/explain";
import { Badge, Card } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { registers } from "../../till/state";

type Matrix = Schemas["Capabilities"];
type Terminal = Matrix["terminals"][number];

const causes: Partial<Record<Terminal["cause"], string>> = {
  answers: "console_machine.terminal_cause_answers",
  noAnswer: "console_machine.terminal_cause_no_answer",
  device: "console_machine.terminal_cause_device",
  starting: "console_machine.terminal_cause_starting",
  backlog: "console_machine.terminal_cause_backlog",
};

/** Each card terminal by itself: one that is away is no reason to take no cards at the next register. */
export function Terminals({ matrix }: { matrix: Matrix }) {
  if (matrix.terminals.length === 0) return null;
  return (
    <Card title={t("console_machine.terminals")}>
      <Table
        caption={t("console_machine.terminals")}
        rows={matrix.terminals}
        idOf={({ id }) => id}
        columns={[
          { id: "name", head: t("console_machine.name"), main: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { id: "mode", head: t("console_machine.state"), cell: (each) => <Mode of={each} /> },
          { id: "why", head: t("core.reason"), cell: (each) => whyOf(each) },
          { id: "registers", head: t("console_machine.registers"), cell: (each) => registersOf(each) },
          { id: "off", head: t("console_machine.terminal_off"), cell: (each) => offAt(each) },
        ]}
      />
    </Card>
  );
}

function Mode({ of: { mode, since, breaker } }: { of: Terminal }) {
  const words = mode === "draining" ? "console_machine.terminal_draining" : `console_machine.mode_${mode}`;
  return (
    <>
      <Badge tone={mode === "online" && breaker === "closed" ? "good" : "warning"}>{t(words)}</Badge>{" "}
      <span class="quiet">{t("console_machine.mode_since", { since: dateTime(since) })}</span>
    </>
  );
}

function whyOf({ cause, breaker, mode }: Terminal): string {
  if (breaker === "open" && mode !== "edge") return t("console_machine.terminal_cause_host");
  const words = causes[cause];
  return words === undefined ? "–" : t(words);
}

function registersOf({ registers: ids }: Terminal): string {
  const names = ids.map((id) => registers.value.find((each) => each.id === id)?.name ?? "").filter(Boolean);
  return names.join(", ") || "–";
}

function offAt({ operations }: Terminal): string {
  const off = operations.filter(({ state }) => state === "denied").map((each) => titleOf(each));
  return off.join(", ") || "–";
}
