import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { loadMatrix, matrix } from "../../capabilities/capabilities";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { dateTime, money } from "../../i18n/format";
import { loadLaterTexts, t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { site } from "../../till/state";
import "./Runway.css";

type Supplies = Schemas["Runway"];

/** How long this store could trade without a line, what runs out first, and the button for data that is old by now. */
export function Runway() {
  const supplies = useSignal<Supplies | null>(null);
  useEffect(() => {
    // The practice store has nothing that could run out; then there is nothing to show.
    void Promise.all([call("getRunway"), loadLaterTexts()]).then(
      ([answer]) => {
        supplies.value = answer.data;
      },
      () => undefined,
    );
  }, []);
  const known = supplies.value;
  if (known === null) return null;
  return (
    <section class="runway" aria-label={t("runway.title")}>
      <h3>{t("runway.title")}</h3>
      <p>{known.stops ? t("runway.until", { until: dateTime(known.stops) }) : t("runway.no_end")}</p>
      <ul>
        {known.items.map((item) => (
          <li key={item.what} class={`runway-${item.effect}`}>
            <strong>{t(`runway.${item.what}`)}</strong>{" "}
            {item.until ? t("runway.item_until", { until: dateTime(item.until) }) : t("runway.item_open")}
            {item.left !== undefined &&
              site.value &&
              ` · ${t("runway.left", { left: money(item.left, site.value.currency) })}`}
            <p class="quiet">{t(`runway.${item.what}_then`)}</p>
          </li>
        ))}
      </ul>
      <OldData />
    </section>
  );
}

/** Only while something waits for a manager's word, or has gone on by one. */
function OldData() {
  const waiting = matrix.value?.operations.some((each) => each.managerConfirms || each.reason === "DATA_TOO_OLD");
  if (!waiting) return null;
  const confirm = async () => {
    try {
      const done = await withApproval("approve", t("runway.confirm"), (approval) =>
        act("confirmOldData", (key) => call("confirmOldData", { key, ...(approval ? { approval } : {}) })),
      );
      if (done !== undefined) await loadMatrix();
    } catch (error) {
      showProblem(error, { what: "runway.confirm_failed" });
    }
  };
  return (
    <div class="runway-old">
      <p>{t("runway.old")}</p>
      <Button kind="primary" onClick={() => void confirm()}>
        {t("runway.confirm")}
      </Button>
    </div>
  );
}
