import { call, type Schemas } from "../../api/call";
import { askText, askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Facts } from "../../design/Card";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { bytes } from "../system/System";
import "./updates.css";
import { Cause } from "./Cause";
import { PolicyForm } from "./PolicyForm";
import { daysInWords, standing } from "./standing";

type State = Schemas["UpdateState"];
type Guarded = (run: () => Promise<unknown>) => Promise<void>;

/** Which program runs here, which one is on its way, when it is put in place, and the way back. */
export default function Updates() {
  const update = useResource("getUpdate", {}, { topics: ["system"], every: 5000 });
  const history = useResource("getUpdateHistory", {}, { every: 30_000 });
  const guarded: Guarded = async (run) => {
    try {
      await run();
      await Promise.all([update.reload(), history.reload()]);
    } catch (error) {
      showProblem(error, { what: "console_updates.failed" });
    }
  };
  return (
    <Sheet
      title={t("console_updates.title")}
      intro={t("console_updates.intro")}
      actions={
        update.data?.managed && (
          <Button
            icon="cloud"
            onClick={() => void guarded(() => act("update", (key) => call("postUpdateCheck", { key })))}
          >
            {t("console_updates.check")}
          </Button>
        )
      }
    >
      <Loaded of={update}>
        {(now) => (
          <>
            {!now.managed && (
              <p class="quiet" role="status">
                {t("console_updates.unmanaged")}
              </p>
            )}
            <Cards min="20rem">
              <Running of={now} guarded={guarded} />
              <Coming of={now} guarded={guarded} />
              <Window of={now.policy} reload={update.reload} />
            </Cards>
            <Bad of={now.bad} guarded={guarded} />
          </>
        )}
      </Loaded>
      <Loaded of={history}>{({ items }) => <History items={items} />}</Loaded>
    </Sheet>
  );
}

function Running({ of: { managed, runs, before, state, noWayBack }, guarded }: { of: State; guarded: Guarded }) {
  const back = async () => {
    const sure = await askYes({
      title: t("console_updates.back"),
      text: t("console_updates.back_text"),
      yes: t("console_updates.back"),
      danger: true,
    });
    if (sure) await guarded(() => act("update", (key) => call("postUpdateBack", { key })));
  };
  return (
    <Card title={t("console_updates.running")}>
      <Facts
        facts={[
          [
            t("console_system.version"),
            <bdi key="version" dir="ltr">
              {runs.release}
            </bdi>,
          ],
          [t("console_updates.since"), dateTime(runs.since, "full")],
        ]}
      />
      {managed && noWayBack && noWayBack.reason !== "gone" && <NoWayBack of={noWayBack} />}
      {managed && before && !noWayBack && (
        <Button size="small" disabled={state === "switching"} onClick={() => void back()}>
          {t("console_updates.back")}
        </Button>
      )}
    </Card>
  );
}

function NoWayBack({ of }: { of: NonNullable<State["noWayBack"]> }) {
  if (of.reason === "migrated")
    return (
      <p class="quiet">
        {t("console_updates.no_way_back_migrated", {
          schema: String(of.schema),
          release: of.release ?? "",
          reads: String(of.reads),
        })}
      </p>
    );
  return (
    <p class="quiet" lang="en" dir="ltr">
      {of.detail}
    </p>
  );
}

function Coming({ of, guarded }: { of: State; guarded: Guarded }) {
  const says = standing(of);
  const now = async () => {
    const sure = await askYes({
      title: t("console_updates.now"),
      text: t("console_updates.now_text"),
      yes: t("console_updates.now"),
    });
    if (sure) await guarded(() => act("update", (key) => call("postUpdateNow", { key })));
  };
  const from = async (path?: string) => {
    const chosen =
      path ??
      (await askText({
        title: t("console_updates.from"),
        label: t("console_updates.path"),
        about: t("console_updates.from_text"),
        confirm: t("console_updates.from"),
      }));
    if (chosen) await guarded(() => act("update", (key) => call("postUpdateFrom", { body: { path: chosen }, key })));
  };
  return (
    <Card title={t("console_updates.coming")}>
      <div role="status">
        <p>
          <Badge tone={says.tone}>
            {t(
              of.problem !== "" && of.state === "idle"
                ? "console_updates.state_trouble"
                : `console_updates.state_${of.state}`,
            )}
          </Badge>{" "}
          {of.release && <bdi dir="ltr">{of.release}</bdi>}
        </p>
        <p>{t(says.key, { time: of.opensAt ? dateTime(of.opensAt, "full") : "" })}</p>
        {of.problem !== "" && <Cause code={of.problemCode} text={of.problem} />}
      </div>
      {of.state === "fetching" && of.percent !== undefined && (
        <p>
          <progress class="update-progress" max={100} value={of.percent} aria-label={t("console_updates.fetched")} />{" "}
          {t("console_updates.fetched_of", { done: bytes(of.bytes ?? 0), all: bytes(of.bytesOf ?? 0) })}
        </p>
      )}
      <Facts
        facts={[
          ...(of.source ? ([[t("console_updates.source"), t(`console_updates.source_${of.source}`)]] as const) : []),
          ...(of.heardAt ? ([[t("console_updates.heard"), dateTime(of.heardAt, "full")]] as const) : []),
        ]}
      />
      {of.managed && (
        <div class="card-actions">
          {(of.state === "waiting" || of.state === "fetching") && !of.forced && (
            <Button kind="primary" onClick={() => void now()}>
              {t("console_updates.now")}
            </Button>
          )}
          {of.sticks.map((path) => (
            <Button key={path} size="small" onClick={() => void from(path)}>
              {t("console_updates.from_stick")} <bdi dir="ltr">{path}</bdi>
            </Button>
          ))}
          <Button kind="quiet" size="small" onClick={() => void from()}>
            {t("console_updates.from")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Window({ of, reload }: { of: State["policy"]; reload: () => Promise<void> }) {
  const change = () =>
    openDialog<void>(
      (close) => (
        <DialogFrame title={t("console_updates.window")}>
          <PolicyForm of={of} onSaved={() => close()} />
        </DialogFrame>
      ),
      { label: t("console_updates.window") },
    ).then(reload);
  const yes = (flag: boolean) => t(flag ? "core.yes" : "core.no");
  return (
    <Card
      title={t("console_updates.window")}
      actions={
        <Button size="small" icon="settings" onClick={() => void change()}>
          {t("console_updates.change")}
        </Button>
      }
    >
      <Facts
        facts={[
          [t("console_updates.automatic"), yes(of.automatic ?? true)],
          [
            t("console_updates.hours"),
            <bdi key="hours" dir="ltr">
              {of.from ?? "02:00"}–{of.to ?? "05:00"}
            </bdi>,
          ],
          [t("console_updates.days"), daysInWords(of.days)],
          [t("console_updates.after_close"), yes(of.afterClose ?? false)],
          [t("console_updates.no_open_shift"), yes(of.needsNoOpenShift ?? true)],
        ]}
      />
    </Card>
  );
}

function Bad({ of, guarded }: { of: readonly string[]; guarded: Guarded }) {
  if (of.length === 0) return null;
  const again = (sha256: string) =>
    guarded(() => act("update", (key) => call("deleteBadRelease", { path: { sha256 }, key })));
  return (
    <Card title={t("console_updates.bad")}>
      <p class="quiet">{t("console_updates.bad_text")}</p>
      <ul class="update-bad">
        {of.map((sha256) => (
          <li key={sha256}>
            <code dir="ltr" title={sha256}>
              {sha256.slice(0, 16)}
            </code>
            <Button size="small" onClick={() => void again(sha256)}>
              {t("console_updates.try_again")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function History({ items }: { items: readonly Schemas["UpdatePast"][] }) {
  return (
    <Card title={t("console_updates.history")}>
      <Table
        caption={t("console_updates.history")}
        rows={items}
        idOf={({ startedAt, sha256 }) => startedAt + sha256}
        empty={<EmptyState icon="server" title={t("console_updates.no_history")} />}
        columns={[
          {
            id: "release",
            head: t("console_system.version"),
            main: true,
            cell: (past) => <bdi dir="ltr">{past.release}</bdi>,
          },
          {
            id: "outcome",
            head: t("console_updates.outcome"),
            cell: ({ outcome }) => (
              <Badge tone={outcome === "committed" ? "good" : "bad"}>{t(`console_updates.outcome_${outcome}`)}</Badge>
            ),
          },
          { id: "at", head: t("console_backups.when"), cell: ({ at }) => dateTime(at, "full") },
          { id: "cause", head: t("core.reason"), cell: ({ code, cause }) => <Cause code={code} text={cause} /> },
          { id: "bytes", head: t("console_updates.fetched"), numeric: true, cell: (past) => bytes(past.bytes) },
        ]}
      />
    </Card>
  );
}
