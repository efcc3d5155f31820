import { useState } from "preact/hooks";
import type { Schemas } from "../../api/call";
import { explain, nextStep, titleOf } from "../../capabilities/explain";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Figure } from "../../design/Card";
import { Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { dateTime, money } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { Runway } from "../../screens/runway/Runway";
import { can } from "../../till/session";
import { stateTone } from "../articles/Governed";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo } from "../place";
import { Drill } from "./Drill";
import { Outlook } from "./Outlook";
import { PolicySheet } from "./PolicySheet";
import { Terminals } from "./Terminals";
import "./matrix.css";

type Matrix = Schemas["Capabilities"];
export type Standing = Matrix["operations"][number];
export const groups = [
  "selling",
  "tenders",
  "returns",
  "shift",
  "customers",
  "stock",
  "paper",
  "people",
  "store",
] as const;

/** `#/capabilities`: what may be done now, what a lost line would change, the drill; `/policy`: what this store narrows. */
export default function Capabilities({ path }: PageProps) {
  return path[0] === "policy" ? <PolicySheet /> : <Overview />;
}

function Overview() {
  const matrix = useResource("getCapabilities", {}, { topics: ["capabilities"], every: 5000 });
  return (
    <Sheet
      title={t("console_machine.capabilities")}
      intro={t("console_machine.capabilities_intro")}
      actions={
        can("device_admin") && (
          <Button onClick={() => goTo("capabilities", ["policy"])}>{t("console_machine.policy")}</Button>
        )
      }
    >
      <Loaded of={matrix}>
        {(data) => (
          <>
            <Mode matrix={data} />
            <Cards min="22rem">
              <Card>
                <Runway />
              </Card>
              <Drill running={data.drill} onChanged={matrix.reload} />
            </Cards>
            <Terminals matrix={data} />
            <Outlook revision={data.revision} />
            <Operations matrix={data} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

function Mode({ matrix }: { matrix: Matrix }) {
  const count = (state: Standing["state"]) => matrix.operations.filter((each) => each.state === state).length;
  const mode = matrix.standalone ? "alone" : matrix.mode;
  return (
    <Cards min="10rem">
      <Figure
        label={t("console_machine.mode")}
        value={t(`console_machine.mode_${mode}`)}
        note={matrix.standalone ? "" : t("console_machine.mode_since", { since: dateTime(matrix.since) })}
        tone={mode === "online" || mode === "alone" ? "good" : "warning"}
      />
      {(["allowed", "limited", "queued", "denied"] as const).map((state) => (
        <Figure key={state} label={t(`console_goods.state_${state}`)} value={count(state)} />
      ))}
    </Cards>
  );
}

function Operations({ matrix }: { matrix: Matrix }) {
  const [group, setGroup] = useState("");
  const [state, setState] = useState("");
  const rows = matrix.operations.filter(
    (each) => (group === "" || each.group === group) && (state === "" || each.state === state),
  );
  const any = { value: "", label: t("console_machine.all") };
  return (
    <Card title={t("console_machine.matrix")}>
      <div class="matrix-filter">
        <Select
          label={t("console_machine.group")}
          value={group}
          options={[any, ...groups.map((value) => ({ value, label: t(`console_machine.group_${value}`) }))]}
          onChoose={setGroup}
        />
        <Select
          label={t("console_machine.state")}
          value={state}
          options={[
            any,
            ...(["allowed", "limited", "queued", "denied"] as const).map((value) => ({
              value,
              label: t(`console_goods.state_${value}`),
            })),
          ]}
          onChoose={setState}
        />
      </div>
      <Table
        caption={t("console_machine.matrix")}
        rows={rows}
        idOf={({ operation }) => operation}
        empty={<EmptyState icon="check" title={t("console_machine.no_operations")} />}
        columns={[
          { id: "what", head: t("console_machine.operation"), main: true, cell: (each) => titleOf(each) },
          { id: "state", head: t("console_machine.state"), cell: ({ state: now }) => <State state={now} /> },
          { id: "limits", head: t("console_machine.limits"), cell: (each) => limitsOf(each) },
          {
            id: "why",
            head: t("core.reason"),
            cell: (each) =>
              each.state === "allowed" ? "–" : [explain(each), nextStep(each)].filter(Boolean).join(" "),
          },
        ]}
      />
    </Card>
  );
}

export function State({ state }: { state: Standing["state"] }) {
  return <Badge tone={stateTone(state)}>{t(`console_goods.state_${state}`)}</Badge>;
}

/** The limits of an operation in words; those of cards without a host have a page of their own. */
export function limitsOf({ limits }: Standing): string {
  const parts = Object.entries(limits ?? {}).map(([name, limit]) => {
    const words = `console_machine.limit_${name}`;
    const value = limit as { most?: number; left?: number; currency?: string } | true;
    const amount =
      typeof value === "object" && value.most !== undefined ? money(value.most, value.currency ?? "EUR") : "";
    return has(words) ? t(words, { amount }) : `${name} ${amount}`;
  });
  return parts.join("; ") || "–";
}
