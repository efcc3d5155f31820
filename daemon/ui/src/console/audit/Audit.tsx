import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { DayField } from "../../design/DayField";
import { Field } from "../../design/Field";
import { Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import "../system/system.css";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo } from "../place";
import { actionName, actionNames } from "./actions";
import { useVerification } from "./Verification";

/** Who did what that counts, newest first; the filters stand in the address. */
export default function Audit({ query }: PageProps) {
  const verification = useVerification();
  const [staff, setStaff] = useState(query["staff"] ?? "");
  const [from, setFrom] = useState(query["from"] ?? "");
  const [to, setTo] = useState(query["to"] ?? "");
  const entries = useList("listAudit", {
    query: { staff: query["staff"], action: query["action"], from: query["from"], to: query["to"], limit: 100 },
  });
  const look = (more: Record<string, string>) =>
    goTo("audit", [], { staff, action: query["action"] ?? "", from, to, ...more }, true);
  return (
    <Sheet title={t("console_system.audit")} intro={t("console_system.audit_intro")} actions={verification.button}>
      {verification.finding}
      <Card>
        <form
          class="form-row"
          onSubmit={(event: Event) => {
            event.preventDefault();
            look({});
          }}
        >
          <Field
            type="search"
            label={t("sign_on.code")}
            value={staff}
            dir="ltr"
            onInput={(event) => setStaff(event.currentTarget.value)}
          />
          <Select
            label={t("console_system.action")}
            value={query["action"] ?? ""}
            options={[{ value: "", label: t("console_system.audit_all") }, ...actionNames()]}
            onChoose={(action) => look({ action })}
          />
          <DayField
            label={t("console_system.from")}
            value={from}
            onChoose={(day) => {
              setFrom(day);
              look({ from: day });
            }}
          />
          <DayField
            label={t("console_system.to")}
            value={to}
            onChoose={(day) => {
              setTo(day);
              look({ to: day });
            }}
          />
          <Button type="submit">{t("core.search")}</Button>
        </form>
      </Card>
      <Card>
        <Loaded of={entries}>
          {(items) => (
            <Table
              caption={t("console_system.audit")}
              rows={items}
              idOf={({ id }) => String(id)}
              more={entries.more ? entries.next : undefined}
              empty={<p>{t("console_system.audit_none")}</p>}
              columns={[
                { id: "at", head: t("console_backups.when"), cell: ({ at }) => dateTime(at) },
                {
                  id: "action",
                  head: t("console_system.action"),
                  main: true,
                  cell: ({ action }) => actionName(action) ?? <bdi dir="ltr">{action}</bdi>,
                },
                {
                  id: "who",
                  head: t("console_system.who"),
                  cell: ({ staff: by, approver }) => (
                    <bdi>
                      {by?.name ?? by?.code ?? "–"}
                      {approver && ` · ${t("console_system.approved_by", { name: approver.name ?? approver.code })}`}
                    </bdi>
                  ),
                },
                {
                  id: "detail",
                  head: t("console_system.detail"),
                  cell: ({ detail }) => (
                    <details>
                      <summary>{t("core.details")}</summary>
                      <code dir="ltr" class="audit-detail">
                        {JSON.stringify(detail, null, 1)}
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
