import { useEffect, useState } from "preact/hooks";
import { onEvent } from "../../api/stream";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { latestJob, type PrintJob, printer, retry } from "../../till/printing";

const again = 2000; // milliseconds until a job that is under way is asked for once more, should no event come
const over: readonly PrintJob["state"][] = ["sent", "confirmed", "unknown", "failed", "expired"];

/** What became of the receipt on the register's printer, and the way out where it is not well. */
export function PrintState({ orderId }: { orderId: string }) {
  const job = usePrintJob(orderId);
  const device = printer.value;
  if (device === undefined || job === null) return null;
  const trouble = device.state === "fault" || device.state === "offline";
  const words = t(`printing.${device.words ?? "offline"}`);
  const way = async () => {
    try {
      await retry(job);
    } catch (error) {
      showProblem(error, { what: "printing.act_retry" });
    }
  };
  if (job.state === "confirmed" || job.state === "sent")
    return (
      <State
        good={job.state === "confirmed"}
        text={t(job.state === "confirmed" ? "printing.printed" : "printing.sent")}
      />
    );
  if (!over.includes(job.state))
    return trouble ? (
      <State text={t("printing.trouble", { words })} hint={device.hint ? t(`printing.${device.hint}`) : ""} />
    ) : (
      <State good text={t(job.state === "printing" ? "printing.printing" : "printing.waiting")} />
    );
  const unknown = job.state === "unknown";
  return (
    <State text={t(unknown ? "printing.unknown" : "printing.failed")}>
      <Button icon="printer" onClick={() => void way()}>
        {t(unknown ? "printing.unknown_way" : "printing.failed_way")}
      </Button>
    </State>
  );
}

function State({
  good = false,
  text,
  hint = "",
  children,
}: {
  good?: boolean;
  text: string;
  hint?: string;
  children?: preact.ComponentChildren;
}) {
  return (
    <div class={good ? "done-printing" : "done-printing done-printing-trouble"} role="status">
      <Icon name={good ? "printer" : "warning"} size={20} />
      <span>
        {text} {hint && <span class="quiet">{hint}</span>}
      </span>
      {children}
    </div>
  );
}

function usePrintJob(orderId: string): PrintJob | null {
  const [job, setJob] = useState<PrintJob | null>(null);
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      clearTimeout(timer);
      const found = await latestJob(orderId).catch(() => null);
      if (gone) return;
      if (found !== null) setJob(found);
      if (found === null || !over.includes(found.state)) timer = setTimeout(() => void look(), again);
    };
    void look();
    const stop = onEvent("devices", ({ event }) => {
      if (event?.payload["orderId"] === orderId) void look();
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, [orderId]);
  return job;
}
