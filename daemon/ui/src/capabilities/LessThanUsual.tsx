import { dateTime } from "../i18n/format";
import { t } from "../i18n/text";
import { different, matrix } from "./capabilities";
import { titleOf } from "./explain";
import "./capabilities.css";

/** What cannot be done just now, why, and what to do instead; nothing while all is as usual. */
export function LessThanUsual() {
  const groups = different.value;
  const drill = matrix.value?.drill;
  if (groups.length === 0) return null;
  return (
    <section class="less-than-usual" aria-label={t("capabilities.title")}>
      <h3>{t("capabilities.title")}</h3>
      {drill && (
        <p class="drill">{t("capabilities.drill", { until: dateTime(drill.until, "time"), reason: drill.reason })}</p>
      )}
      <p class="quiet">{t("capabilities.selling_goes_on")}</p>
      {groups.map((group) => (
        <div key={`${group.state} ${group.why} ${group.next}`} class={`different different-${group.state}`}>
          <p>
            <strong>{t(`capabilities.state_${group.state}`)}</strong>{" "}
            <span class="quiet">
              {group.why} {group.next}
            </span>
          </p>
          <ul>
            {group.what.map((each) => (
              <li key={each.operation}>{titleOf(each)}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
