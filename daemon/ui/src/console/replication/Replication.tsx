import type { Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Facts, Figure, type Tone } from "../../design/Card";
import { age, dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { can } from "../../till/session";
import { useResource } from "../data";
import { agoOf } from "../devices/Devices";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo } from "../place";
import { pause, resume, runNow } from "./acts";
import { Carry } from "./Carry";
import { Datasets } from "./Datasets";
import { Directives, pausedFacts } from "./Directives";
import { Enrol } from "./Enrol";
import { LetterSheet } from "./LetterSheet";
import { Letters } from "./Letters";
import { Runs } from "./Runs";

type State = Schemas["Replication"];
type Link = Schemas["ReplicationUp"]["link"];

/** `#/replication`, `/enrol`, `/carry`, `/letters/{id}`. */
export default function Replication({ path }: PageProps) {
  const [where, id] = path;
  if (where === "enrol") return <Enrol />;
  if (where === "carry") return <Carry />;
  if (where === "letters" && id !== undefined) return <LetterSheet key={id} id={id} />;
  return <Overview />;
}

const linkTone: Record<Link, Tone> = { up: "good", down: "bad", paused: "warning", none: "plain" };

function Overview() {
  const state = useResource("getReplication", {}, { topics: ["replication"], every: 3000 });
  const admin = can("device_admin");
  const enrolled = state.data?.enrolled;
  return (
    <Sheet
      title={t("console_machine.replication")}
      intro={t("console_machine.replication_intro")}
      actions={
        admin && (
          <>
            <Button onClick={() => goTo("replication", ["enrol"])}>
              {t(enrolled ? "console_machine.enrol_again" : "console_machine.enrol")}
            </Button>
            {enrolled && <Button onClick={() => goTo("replication", ["carry"])}>{t("console_machine.carry")}</Button>}
            {enrolled && (
              <Button kind="primary" onClick={() => void runNow("drain").then(state.reload)}>
                {t("console_machine.run_now")}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded of={state}>
        {(data) =>
          data.enrolled ? (
            <>
              <Lag up={data.up} />
              <Cards min="22rem">
                <Up state={data} onChanged={state.reload} />
                <Down state={data} onChanged={state.reload} />
              </Cards>
            </>
          ) : (
            <EmptyState icon="cloud" title={t("console_machine.alone")} text={t("console_machine.alone_text")} />
          )
        }
      </Loaded>
      <Letters />
      <Directives items={state.data?.directives ?? []} />
      {state.data?.enrolled && <Datasets down={state.data.down} />}
      <Runs />
    </Sheet>
  );
}

/** What the hub does not have yet: as records, as money, as time. */
function Lag({ up }: { up: State["up"] }) {
  const seconds = up.oldestPendingSeconds;
  const late = seconds !== null && seconds > 60;
  return (
    <Cards min="10rem">
      <Figure
        label={t("console_machine.lag_records")}
        value={up.pendingRecords}
        note={t("console_machine.lag_orders", { n: up.pendingOrders ?? 0 })}
        tone={late ? "warning" : up.pendingRecords === 0 ? "good" : "plain"}
      />
      <Figure label={t("console_machine.lag_money")} value={money(up.pendingAmount, up.currency)} />
      <Figure
        label={t("console_machine.lag_time")}
        value={seconds === null ? t("console_machine.nothing_waits") : age(seconds * 1000)}
        tone={late ? "warning" : "plain"}
      />
    </Cards>
  );
}

function LinkBadge({ link }: { link: Link }) {
  return <Badge tone={linkTone[link]}>{t(`console_machine.link_${link}`)}</Badge>;
}

interface Half {
  state: State;
  onChanged: () => Promise<void>;
}
function Switch({
  direction,
  paused,
  onChanged,
}: {
  direction: "up" | "down";
  paused: boolean;
  onChanged: () => Promise<void>;
}) {
  if (!can("device_admin")) return null;
  const run = () => (paused ? resume(direction) : pause(direction)).then((done) => (done ? onChanged() : undefined));
  return <Button onClick={() => void run()}>{t(paused ? "console_machine.resume" : "console_machine.pause")}</Button>;
}

function Up({ state: { up, hub, renewAfter }, onChanged }: Half) {
  return (
    <Card
      title={t("console_machine.up")}
      actions={<Switch direction="up" paused={up.paused === true} onChanged={onChanged} />}
    >
      <Facts
        facts={[
          [t("console_machine.state"), <LinkBadge key="link" link={up.link} />],
          ...pausedFacts(up.pausedBy),
          [
            t("console_machine.hub"),
            <bdi key="hub" dir="ltr">
              {hub ?? "–"}
            </bdi>,
          ],
          [t("console_machine.last_heard"), agoOf(up.lastHeardAt)],
          [t("console_machine.acknowledged"), `${up.ackSeq} / ${up.headSeq}`],
          [t("console_machine.acked_at"), up.ackedAt ? dateTime(up.ackedAt, "full") : "–"],
          [t("console_machine.clock_error"), t("console_machine.milliseconds", { n: up.clockErrorMs ?? 0 })],
          [t("console_machine.failures"), `${up.failures ?? 0} / ${(up.answers ?? 0) + (up.failures ?? 0)}`],
          [t("console_machine.last_error"), <bdi key="error">{up.lastError || "–"}</bdi>],
          [t("console_machine.renew_after"), renewAfter ? dateTime(renewAfter, "full") : "–"],
        ]}
      />
    </Card>
  );
}

function Down({ state: { down, withheldDatasets }, onChanged }: Half) {
  return (
    <Card
      title={t("console_machine.down")}
      actions={<Switch direction="down" paused={down.paused === true} onChanged={onChanged} />}
    >
      <Facts
        facts={[
          [t("console_machine.state"), <LinkBadge key="link" link={down.link} />],
          ...pausedFacts(down.pausedBy),
          [t("console_machine.last_heard"), agoOf(down.lastHeardAt)],
          [t("console_machine.active_version"), down.activeVersion],
          [t("console_machine.activated_at"), down.activatedAt ? dateTime(down.activatedAt, "full") : "–"],
          [t("console_machine.staged"), down.stagedRows ?? 0],
          [t("console_machine.withheld"), <bdi key="withheld">{withheldDatasets?.join(", ") || "–"}</bdi>],
          [t("console_machine.last_error"), <bdi key="error">{down.lastError || "–"}</bdi>],
        ]}
      />
    </Card>
  );
}
