import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState, type Tone } from "../../design/Card";
import { Check } from "../../design/Form";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useList, useResource } from "../data";
import { Loaded } from "../Loaded";
import { retryOf } from "./retry";

type Job = Schemas["PrintJob"];
const tones: Record<Schemas["PrintJobState"], Tone> = {
  queued: "warning",
  printing: "accent",
  sent: "plain",
  confirmed: "good",
  unknown: "bad",
  failed: "bad",
  expired: "plain",
};
const wanting: readonly Job["state"][] = ["queued", "printing", "unknown", "failed"];

/** The print ledger: what waits, what nobody knows, what failed, and the two things to do about it. */
export function PrintQueue() {
  const [all, setAll] = useState(false);
  const jobs = useList("listPrintJobs", { query: { limit: 50 } }, { topics: ["devices"] });
  const devices = useResource("listDevices");
  const nameOf = (id: string) => devices.data?.items.find((each) => each.id === id)?.name ?? "–";
  const run = async (job: Job, what: "retry" | "discard") => {
    const sure = await askYes({
      title: t(`console_machine.${what}`),
      text: t(what === "retry" ? `console_machine.retry_${retryOf(job)}` : "console_machine.discard_text"),
      yes: t(`console_machine.${what}`),
      danger: what === "discard",
    });
    if (!sure) return;
    const path = { id: job.printJobId };
    try {
      if (what === "retry") await act("retryPrintJob", (key) => call("retryPrintJob", { path, key }));
      else await act("discardPrintJob", (key) => call("discardPrintJob", { path, key }));
      await jobs.reload();
    } catch (error) {
      showProblem(error, { what: "console_machine.job_failed" });
    }
  };
  return (
    <Card title={t("console_machine.queue")}>
      <Check label={t("console_machine.all_jobs")} checked={all} onChange={setAll} />
      <Loaded of={jobs}>
        {(items) => (
          <Table
            caption={t("console_machine.queue")}
            rows={items.filter(({ state }) => all || wanting.includes(state))}
            idOf={({ printJobId }) => printJobId}
            more={jobs.more ? jobs.next : undefined}
            empty={<EmptyState icon="printer" title={t("console_machine.queue_empty")} />}
            columns={[
              {
                id: "what",
                head: t("console_machine.what"),
                main: true,
                cell: ({ kind, receiptNumber }) => (
                  <>
                    {t(`console_machine.job_${kind}`)} <bdi dir="ltr">{receiptNumber ?? ""}</bdi>
                  </>
                ),
              },
              {
                id: "state",
                head: t("console_machine.state"),
                cell: ({ state, why }) => (
                  <>
                    <Badge tone={tones[state]}>{t(`console_machine.job_state_${state}`)}</Badge>{" "}
                    {why === "discarded" && <small class="quiet">{t("console_machine.discarded")}</small>}
                  </>
                ),
              },
              {
                id: "device",
                head: t("console_machine.device"),
                cell: ({ deviceId }) => <bdi>{nameOf(deviceId)}</bdi>,
              },
              { id: "at", head: t("console_machine.at"), cell: ({ createdAt }) => dateTime(createdAt) },
              {
                id: "until",
                head: t("console_machine.until"),
                cell: ({ state, expiresAt }) => (state === "queued" ? dateTime(expiresAt) : "–"),
              },
            ]}
            actions={(job) => (
              <>
                {retryOf(job) !== "none" && (
                  <Button size="small" onClick={() => void run(job, "retry")}>
                    {t("console_machine.retry")}
                  </Button>
                )}
                {job.state === "queued" && (
                  <Button size="small" onClick={() => void run(job, "discard")}>
                    {t("console_machine.discard")}
                  </Button>
                )}
              </>
            )}
          />
        )}
      </Loaded>
    </Card>
  );
}
