import { useEffect, useState } from "preact/hooks";
import { explain, nextStep, titleOf } from "../../capabilities/explain";
import { Card, EmptyState } from "../../design/Card";
import { Table } from "../../design/Table";
import { Tabs } from "../../design/Tabs";
import { t } from "../../i18n/text";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { limitsOf, State } from "./Capabilities";

const modes = ["edge", "slow", "draining", "online"] as const;
type Mode = (typeof modes)[number];

/** What would be different if the line dropped now, as the appliance's own table says it. */
export function Outlook({ revision }: { revision: number }) {
  const [mode, setMode] = useState<Mode>("edge");
  const outlook = useResource("getOutlook", { query: { mode } });
  useEffect(() => void outlook.reload(), [revision]);
  return (
    <Card title={t("console_machine.outlook")}>
      <Tabs
        label={t("console_machine.outlook")}
        value={mode}
        options={modes.map((value) => ({ value, label: t(`console_machine.if_${value}`) }))}
        onChange={setMode}
      />
      <Loaded of={outlook}>
        {({ changes }) => (
          <Table
            caption={t("console_machine.outlook")}
            rows={changes}
            idOf={({ becomes }) => becomes.operation}
            empty={<EmptyState icon="check" title={t("console_machine.outlook_none")} />}
            columns={[
              { id: "what", head: t("console_machine.operation"), main: true, cell: ({ becomes }) => titleOf(becomes) },
              { id: "was", head: t("console_machine.now"), cell: ({ was }) => <State state={was} /> },
              {
                id: "becomes",
                head: t("console_machine.then"),
                cell: ({ becomes }) => <State state={becomes.state} />,
              },
              { id: "limits", head: t("console_machine.limits"), cell: ({ becomes }) => limitsOf(becomes) },
              {
                id: "instead",
                head: t("console_machine.instead"),
                cell: ({ becomes }) =>
                  nextStep(becomes) || (becomes.state === "allowed" ? "–" : explain({ ...becomes, cause: undefined })),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
