import { call, type Schemas } from "../../api/call";
import { askYes } from "../../design/ask";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Figure } from "../../design/Card";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import "../system/system.css";
import { Loaded } from "../Loaded";
import { bytes } from "../system/System";
import { ScheduleForm } from "./ScheduleForm";

type All = Schemas["Backups"];

/** Copies of the books: which there are, whether they can be trusted, and where the next one goes. */
export default function Backups() {
  const backups = useResource("listBackups", {}, { every: 3000 });
  const rehearsals = useResource("listRehearsals", {}, { every: 5000 });
  const schedule = useResource("getBackupSchedule");
  const change = () =>
    openDialog<void>(
      (close) => (
        <DialogFrame title={t("console_backups.schedule")}>
          <ScheduleForm onSaved={() => close()} />
        </DialogFrame>
      ),
      { label: t("console_backups.schedule") },
    ).then(() => Promise.all([schedule.reload(), backups.reload()]));
  return (
    <Sheet
      title={t("console_backups.title")}
      intro={t("console_backups.intro")}
      actions={
        <>
          <Button icon="settings" onClick={() => void change()}>
            {t("console_backups.schedule")}
          </Button>
          <Button
            kind="primary"
            disabled={backups.data?.running ?? true}
            onClick={() => void now().then(backups.reload)}
          >
            {t(backups.data?.running ? "console_backups.running" : "console_backups.now")}
          </Button>
        </>
      }
    >
      <Loaded of={backups}>
        {(data) => (
          <>
            <Standing of={data} schedule={schedule.data} />
            <Kept of={data} locked={data.rehearsing} reload={rehearsals.reload} />
          </>
        )}
      </Loaded>
      <Loaded of={rehearsals}>{({ items }) => <Rehearsals items={items} />}</Loaded>
    </Sheet>
  );
}

async function now(): Promise<void> {
  try {
    await act("backup", (key) => call("startBackup", { key }));
  } catch (error) {
    showProblem(error, { what: "console_backups.not_begun" });
  }
}

function Standing({ of, schedule }: { of: All; schedule: Schemas["BackupSchedule"] | undefined }) {
  const newest = of.items[0];
  const old = newest === undefined || Date.now() - Date.parse(newest.at) > 36 * 3_600_000;
  return (
    <Cards min="14rem">
      <Card>
        <Figure
          label={t("console_backups.newest")}
          value={newest ? dateTime(newest.at) : t("console_backups.none")}
          tone={old ? "warning" : "good"}
          note={of.problem || undefined}
        />
      </Card>
      <Card>
        <Figure
          label={t("console_backups.folder")}
          value={
            <bdi dir="ltr" class="backup-folder">
              {schedule?.folder || "–"}
            </bdi>
          }
          tone={schedule?.sameDisk ? "warning" : "plain"}
          note={schedule?.sameDisk ? t("console_backups.same_disk") : undefined}
        />
      </Card>
      <Card>
        <Figure
          label={t("console_backups.locked")}
          value={t(schedule?.sealed ? "core.yes" : "core.no")}
          tone={schedule?.sealed ? "good" : "warning"}
        />
      </Card>
    </Cards>
  );
}

/** Everything after the backup is given up, so it is asked for twice over. */
async function restore(name: string): Promise<void> {
  const sure = await askYes({
    title: t("console_backups.restore_title"),
    text: t("console_backups.restore_text"),
    yes: t("console_backups.restore"),
    danger: true,
  });
  if (!sure) return;
  try {
    await act("restore", (key) => call("restoreBackup", { body: { name }, key }));
    showBanner({ id: "restoring", tone: "warning", title: t("console_backups.restoring") });
  } catch (error) {
    showProblem(error, { what: "console_backups.not_restored" });
  }
}

function Kept({ of, locked, reload }: { of: All; locked: boolean; reload: () => Promise<void> }) {
  const rehearse = async (name: string) => {
    try {
      await act("rehearse", (key) => call("startRehearsal", { body: { name }, key }));
      await reload();
    } catch (error) {
      showProblem(error, { what: "console_backups.not_rehearsed" });
    }
  };
  return (
    <Card title={t("console_backups.kept")}>
      <Table
        caption={t("console_backups.kept")}
        rows={of.items}
        idOf={({ name }) => name}
        empty={<EmptyState icon="server" title={t("console_backups.none")} text={t("console_backups.none_text")} />}
        columns={[
          { id: "at", head: t("console_backups.made"), cell: ({ at }) => dateTime(at, "full"), main: true },
          { id: "bytes", head: t("console_backups.size"), numeric: true, cell: (each) => bytes(each.bytes) },
          {
            id: "sealed",
            head: t("console_backups.locked"),
            cell: ({ sealed }) => (
              <Badge tone={sealed ? "good" : "warning"}>{t(sealed ? "core.yes" : "core.no")}</Badge>
            ),
          },
          {
            id: "where",
            head: t("console_backups.where"),
            cell: ({ here, offSite }) =>
              [here && t("console_backups.here"), offSite && t("console_backups.there")].filter(Boolean).join(", "),
          },
        ]}
        actions={({ name }) => (
          <>
            <Button size="small" disabled={locked} onClick={() => void rehearse(name)}>
              {t(locked ? "console_backups.rehearsing" : "console_backups.rehearse")}
            </Button>
            <Button kind="quiet" size="small" disabled={locked} onClick={() => void restore(name)}>
              {t("console_backups.restore")}
            </Button>
          </>
        )}
      />
    </Card>
  );
}

function Rehearsals({ items }: { items: Schemas["Rehearsal"][] }) {
  return (
    <Card title={t("console_backups.rehearsals")}>
      <p class="quiet">{t("console_backups.rehearsals_text")}</p>
      <Table
        caption={t("console_backups.rehearsals")}
        rows={items}
        idOf={({ at }) => at}
        empty={<p>{t("console_backups.no_rehearsal")}</p>}
        columns={[
          { id: "at", head: t("console_backups.when"), cell: ({ at }) => dateTime(at, "full"), main: true },
          {
            id: "good",
            head: t("console_backups.outcome"),
            cell: (each) => (
              <>
                <Badge tone={each.good ? "good" : "bad"}>
                  {t(each.good ? "console_backups.proved" : "console_backups.failed")}
                </Badge>{" "}
                {each.failure ?? ""}
                {each.violations[0] ?? ""}
                {each.differences.length > 0 && t("console_backups.differences", { n: each.differences.length })}
              </>
            ),
          },
          { id: "totals", head: t("console_backups.totals"), numeric: true, cell: ({ totals }) => totals },
          {
            id: "took",
            head: t("console_backups.took"),
            numeric: true,
            cell: ({ milliseconds }) => `${(milliseconds / 1000).toFixed(1)} s`,
          },
        ]}
      />
    </Card>
  );
}
