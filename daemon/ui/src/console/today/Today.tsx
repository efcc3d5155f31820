import { useEffect } from "preact/hooks";
import { loadMatrix } from "../../capabilities/capabilities";
import { Button } from "../../design/Button";
import { Badge, Card, Figure } from "../../design/Card";
import { Chart } from "../../design/Chart";
import { Icon } from "../../design/Icon";
import { dateTime, money, percent } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { Runway } from "../../screens/runway/Runway";
import { can } from "../../till/session";
import { link } from "../../till/state";
import { type Resource, useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { save } from "../save";
import { LastReceipts } from "./LastReceipts";
import { Mode } from "./Mode";
import { againstWeekBefore, csvOf, sentenceOf, shownHours, soFar } from "./sentence";
import { Tills } from "./Tills";
import "./today.css";

/** The day at one glance: whether the shop is fine, what it took, who sells, what waits for a person. */
export default function Today() {
  const sales = useResource("getSalesByHour", {}, { topics: ["orders"], every: 60_000 });
  const open = useResource(
    "listStoreShifts",
    { query: { status: "OPEN", limit: 200 } },
    { topics: ["shifts", "orders"] },
  );
  const exceptions = useResource("listExceptions", {}, { topics: ["*"], every: 15_000 });
  const asked = useResource("listApprovalRequests", can("approve") ? {} : null, { topics: ["staff"], every: 15_000 });
  useEffect(() => void loadMatrix(), []);
  const asking = asked.data?.items.filter(({ state }) => state === "pending").length ?? 0;
  const known = exceptions.data !== undefined && open.data !== undefined;
  const sentence = sentenceOf({
    link: link.value,
    exceptions: exceptions.data?.items ?? [],
    openShifts: open.data?.items.length ?? 0,
    asking,
  });
  return (
    <Sheet title={t("console_day.today")}>
      {(known || link.value === "lost") && (
        <div class={`today-fine today-${sentence.tone}`} role="status">
          <Icon name={sentence.tone === "good" ? "check" : sentence.tone === "plain" ? "clock" : "warning"} size={28} />
          <p>{t(sentence.key, { n: sentence.n })}</p>
          {asking > 0 && (
            <a class="today-link" href={linkTo("approvals")}>
              {t("console_day.see_asking")}
            </a>
          )}
          {(exceptions.data?.items.length ?? 0) > 0 && (
            <a class="today-link" href={linkTo("inbox")}>
              {t("console_day.see_inbox", { n: exceptions.data?.items.length ?? 0 })}
            </a>
          )}
        </div>
      )}
      <div class="today">
        <Sales of={sales} />
        <Tills open={open} />
        <LastReceipts />
        <Mode />
        <Card title={t("console_day.runway")} class="today-runway">
          <Runway />
        </Card>
      </div>
    </Sheet>
  );
}

function Sales({ of }: { of: Resource<Parameters<typeof csvOf>[0]> }) {
  return (
    <Card
      title={t("console_day.sales")}
      class="today-sales"
      actions={
        of.data && (
          <Button size="small" onClick={() => of.data && save(`sales-${of.data.date}.csv`, "text/csv", csvOf(of.data))}>
            CSV
          </Button>
        )
      }
    >
      <Loaded of={of}>
        {(day) => {
          const change = againstWeekBefore(day);
          const shown = shownHours(day);
          const of = (minor: number) => money(minor, day.currency);
          return (
            <>
              <div class="today-figures">
                <Figure
                  label={t("console_day.taken")}
                  value={ltr(of(day.total.amount))}
                  note={
                    change === null ? (
                      t("console_day.no_measure")
                    ) : (
                      <Badge tone={change < 0 ? "warning" : "good"}>
                        {t(change < 0 ? "console_day.below" : "console_day.above", {
                          change: ltr(percent(Math.abs(change))),
                        })}
                      </Badge>
                    )
                  }
                />
                <Figure label={t("console_day.receipts")} value={day.total.receipts} />
                <Figure
                  label={t("console_day.week_before")}
                  value={ltr(of(day.beforeSoFar.amount))}
                  note={t("console_day.week_before_whole", { amount: ltr(of(day.before.amount)) })}
                />
              </div>
              <Chart
                title={t("console_day.by_hour")}
                labelHead={t("console_day.hour")}
                labels={shown.map(({ hour }) => `${String(hour).padStart(2, "0")}:00`)}
                format={of}
                series={[
                  { name: t("console_day.today"), values: soFar(shown, day.untilHour) },
                  {
                    name: dateTime(`${day.comparedWith}T12:00:00Z`, "date"),
                    values: shown.map(({ before }) => before.amount),
                  },
                ]}
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
