import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Badge, Card, type Tone } from "../../design/Card";
import { Field } from "../../design/Field";
import { Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo } from "../place";
import "./system.css";

const levels = ["debug", "info", "warn", "error", "fatal"] as const;
type Level = (typeof levels)[number];
const tones: Record<Level, Tone> = { debug: "plain", info: "plain", warn: "warning", error: "bad", fatal: "bad" };

/** What the daemon wrote, by level, by text, and by the id that one matter has everywhere. */
export default function Logs({ query }: PageProps) {
  const [text, setText] = useState(query["text"] ?? "");
  const [id, setId] = useState(query["correlationId"] ?? "");
  const level = (query["level"] ?? "info") as Level;
  const entries = useResource("listLogs", {
    query: { level, text: query["text"], correlationId: query["correlationId"], limit: 200 },
  });
  const look = (more: Record<string, string> = {}) =>
    goTo("logs", [], { level, text: text.trim(), correlationId: id.trim(), ...more }, true);
  return (
    <Sheet title={t("console_system.logs")} intro={t("console_system.logs_intro")}>
      <Card>
        <form
          class="form-row"
          onSubmit={(event: Event) => {
            event.preventDefault();
            look();
          }}
        >
          <Select
            label={t("console_system.level")}
            value={level}
            options={levels.map((value) => ({ value, label: t(`console_system.level_${value}`) }))}
            onChoose={(value) => look({ level: value })}
          />
          <Field
            type="search"
            label={t("console_system.text")}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <Field
            type="search"
            label={t("console_system.correlation")}
            value={id}
            dir="ltr"
            onInput={(event) => setId(event.currentTarget.value)}
          />
          <Button type="submit">{t("core.search")}</Button>
        </form>
      </Card>
      <Card>
        <Loaded of={entries}>
          {({ items }) => (
            <Table
              caption={t("console_system.logs")}
              rows={items.map((entry, at) => ({ ...entry, row: String(at) }))}
              idOf={({ row }) => row}
              empty={<p>{t("console_system.audit_none")}</p>}
              columns={[
                { id: "at", head: t("console_backups.when"), cell: ({ at }) => dateTime(at) },
                {
                  id: "level",
                  head: t("console_system.level"),
                  cell: (entry) => <Badge tone={tones[entry.level]}>{t(`console_system.level_${entry.level}`)}</Badge>,
                },
                {
                  id: "message",
                  head: t("console_system.action"),
                  main: true,
                  cell: ({ message }) => <bdi lang="en">{message}</bdi>,
                },
                {
                  id: "correlation",
                  head: t("console_system.correlation"),
                  cell: ({ correlationId }) =>
                    correlationId === "" ? (
                      "–"
                    ) : (
                      <button
                        type="button"
                        class="table-open"
                        dir="ltr"
                        title={correlationId}
                        onClick={() => {
                          setId(correlationId);
                          look({ correlationId, level: "debug" });
                        }}
                      >
                        {correlationId.slice(0, 8)}…
                      </button>
                    ),
                },
                {
                  id: "line",
                  head: t("console_system.detail"),
                  cell: ({ line }) => (
                    <details>
                      <summary>{t("core.details")}</summary>
                      <code dir="ltr" class="audit-detail">
                        {line}
                      </code>
                    </details>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </Sheet>
  );
}
