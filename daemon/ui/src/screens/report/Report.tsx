import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { call } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { Page } from "../../design/Page";
import { t } from "../../i18n/text";
import { bindKeys } from "../../keys/keys";
import { keyFor } from "../../keys/shown";
import { withApproval } from "../../till/approval";
import { back, go } from "../../till/navigation";
import { printReportHere } from "../../till/printing";
import { register, shift } from "../../till/state";
import { ReportSheet, type ShiftReport } from "./ReportSheet";
import "./print.css";
import "./report.css";
import { ShiftList } from "./ShiftList";
import { Variance } from "./Variance";

/** X of the open shift, Z of a closed one, and the way to those before. `closed`: it was closed just now. */
export function Report({ shiftId, closed = false }: { shiftId?: string; closed?: boolean }) {
  const [chosen, setChosen] = useState<string | null>(shiftId ?? shift.value?.shiftId ?? null);
  const report = useReport(chosen);
  const print = async () => {
    try {
      if (chosen === null || !(await printReportHere(chosen))) window.print();
    } catch (error) {
      showProblem(error, { what: "journal.act_print" });
    }
  };
  useLayoutEffect(() => bindKeys("report", { print: () => void print() }), [chosen]);
  const justClosed = closed && report?.kind === "Z" && report.shiftId === shiftId;
  const foot = report && (
    <>
      {justClosed && (
        <Button kind="primary" size="large" onClick={() => go("shift_open")}>
          {t("shift.open_title")}
        </Button>
      )}
      <Button
        size="large"
        kind={justClosed ? "plain" : "primary"}
        icon="printer"
        hotkey={keyFor("report.print") ?? ""}
        onClick={() => void print()}
      >
        {t("shift.print")}
      </Button>
    </>
  );
  return (
    <Page title={t("shift.reports")} foot={foot} onBack={closed ? () => go("sale") : back}>
      <div class="report">
        <ShiftList registerId={register.value?.id ?? null} chosen={chosen} onChoose={setChosen} />
        <div class="report-sheet">
          {justClosed && <ClosedBanner report={report} />}
          {report ? (
            <ReportSheet report={report} />
          ) : (
            <p class="quiet" role="status">
              {t(chosen === null ? "shift.none_open" : "shift.loading")}
            </p>
          )}
        </div>
      </div>
    </Page>
  );
}

function useReport(shiftId: string | null): ShiftReport | null {
  const [report, setReport] = useState<ShiftReport | null>(null);
  useEffect(() => {
    let gone = false;
    setReport(null);
    if (shiftId !== null)
      withApproval("x_report", t("shift.reports"), async (approval) => {
        return (await call("getShiftReport", { path: { id: shiftId }, ...(approval ? { approval } : {}) })).data;
      })
        .then((data) => {
          if (!gone && data) setReport(data);
        })
        .catch((error: unknown) => showProblem(error, { what: "shift.what_report" }));
    return () => {
      gone = true;
    };
  }, [shiftId]);
  return report;
}

function ClosedBanner({ report }: { report: ShiftReport }) {
  return (
    <div class="report-closed" role="status">
      <Icon name="check" size={28} />
      <strong>{t("shift.closed", { number: report.number })}</strong>
      {report.variance !== null && <Variance minor={report.variance} currency={report.currency} />}
    </div>
  );
}
