import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form } from "../../design/Form";
import { dateTime, money, parseMoney } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import "../../screens/report/print.css";
import { ReportSheet } from "../../screens/report/ReportSheet";
import { Variance } from "../../screens/report/Variance";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { consented } from "../orders/consented";
import { linkTo } from "../place";
import { tell } from "../tell";

type ShiftVariance = Schemas["ShiftVariance"];

/** The X report of an open shift or the Z of a closed one, by how much the cash is off and what may have caused it. */
export function ShiftDetail({ id }: { id: string }) {
  const report = useResource("getShiftReport", { path: { id } }, { topics: ["orders", "shifts"] });
  const closed = report.data?.kind === "Z";
  const variance = useResource("getShiftVariance", closed ? { path: { id } } : null, { topics: ["shifts"] });
  return (
    <Sheet
      title={report.data ? t(`shift.report_${report.data.kind}`) : t("console_shifts.title")}
      intro={
        report.data &&
        t("console_shifts.of", {
          register: report.data.registerNumber,
          number: report.data.number,
          time: dateTime(report.data.openedAt, "full"),
        })
      }
      back={{ href: linkTo("shifts"), label: t("console_shifts.title") }}
      actions={
        <Button icon="printer" onClick={() => window.print()}>
          {t("shift.print")}
        </Button>
      }
    >
      <Loaded of={report}>
        {(found) => (
          <div class="shift-detail">
            <Card>
              <ReportSheet report={found} />
            </Card>
            <div class="shift-side">
              {closed && <Loaded of={variance}>{(said) => <Causes variance={said} />}</Loaded>}
              {!closed && can("shift_close") && <Close report={found} reload={report.reload} />}
            </div>
          </div>
        )}
      </Loaded>
    </Sheet>
  );
}

function Causes({ variance }: { variance: ShiftVariance }) {
  const off = variance.variance ?? 0;
  return (
    <Card title={t("console_shifts.variance")}>
      <p class="shift-off">
        <Variance minor={off} currency={variance.currency} />
      </p>
      {off !== 0 && (
        <p class="quiet">
          {t(variance.beyondLimit ? "console_shifts.beyond" : "console_shifts.within", {
            limit: ltr(money(variance.limit, variance.currency)),
          })}
        </p>
      )}
      {off !== 0 && variance.causes.length === 0 && <p>{t("console_shifts.no_cause")}</p>}
      {variance.causes.length > 0 && (
        <>
          <h3>{t("console_shifts.causes")}</h3>
          <ol class="causes">
            {variance.causes.map((cause) => (
              <li key={cause.cause + cause.likelihood}>
                <p>
                  <Badge tone={cause.likelihood === "exact" ? "accent" : "plain"}>
                    {t(`console_shifts.likelihood_${cause.likelihood}`)}
                  </Badge>{" "}
                  <strong>{t(`console_shifts.cause_${cause.cause}`)}</strong>
                </p>
                <p class="quiet">{t(`console_shifts.cause_${cause.cause}_check`)}</p>
                <ul>
                  {cause.facts.map((fact) => (
                    <li key={fact.id}>
                      <Fact fact={fact} currency={variance.currency} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}

function Fact({ fact, currency }: { fact: ShiftVariance["causes"][number]["facts"][number]; currency: string }) {
  const words = (
    <>
      <bdi>{fact.label}</bdi> · {dateTime(fact.at)}
      {fact.amount !== 0 && (
        <>
          {" "}
          · <Amount minor={fact.amount} currency={currency} />
        </>
      )}
    </>
  );
  if (fact.kind === "order") return <a href={linkTo("orders", [fact.id])}>{words}</a>;
  if (fact.kind === "shift") return <a href={linkTo("shifts", [fact.id])}>{words}</a>;
  return <span>{words}</span>;
}

/** Closes a shift that nobody closes at its till: counted here, with a reason where it is off. */
function Close({ report, reload }: { report: Schemas["ShiftReport"]; reload: () => Promise<void> }) {
  const [counted, setCounted] = useState("");
  const [reason, setReason] = useState("");
  const cash = parseMoney(counted, report.currency);
  const send = async () => {
    const body = { countedCash: cash ?? 0, ...(reason.trim() ? { varianceReason: reason.trim() } : {}) };
    const done = await consented("shift_close", t("console_shifts.close"), (approval) =>
      act("close_shift", async (key) => {
        const args = { path: { id: report.shiftId }, body, key, ...(approval ? { approval } : {}) };
        return (await call("closeShift", args)).data;
      }),
    );
    if (done === undefined) return;
    tell(t("shift.closed", { number: report.number }));
    await reload();
  };
  return (
    <Card title={t("console_shifts.close")}>
      <p class="quiet">{t("console_shifts.close_hint")}</p>
      <Form
        what="console_shifts.act_close"
        send={t("console_shifts.close")}
        disabled={cash === null}
        onSend={() => send().catch((error: unknown) => showProblem(error, { what: "console_shifts.act_close" }))}
      >
        {() => (
          <>
            <Field
              label={t("shift.counted")}
              numeric
              value={counted}
              onInput={(event) => setCounted(event.currentTarget.value)}
            />
            <Field
              label={t("console_shifts.reason")}
              dir="auto"
              maxLength={300}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </Card>
  );
}
