import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { focusOnArrival } from "../live";
import { Chips } from "../ReasonForm";
import { condition, conditions, reason, reasons, reasonText } from "./return_state";

const pick = <T extends string>(area: string, keys: readonly T[], words: string) =>
  keys.find((key) => t(`returns.${area}_${key}`) === words);

/** Why the goods come back and in what condition; one answer for all chosen lines. */
export function WhyAndHow() {
  return (
    <div class="returns-why">
      <section>
        <h3>{t("returns.reason")}</h3>
        <Chips
          label={t("returns.reason")}
          options={reasons.map((key) => t(`returns.reason_${key}`))}
          value={reason.value ? t(`returns.reason_${reason.value}`) : ""}
          onChange={(words) => (reason.value = pick("reason", reasons, words) ?? null)}
        />
        {reason.value === "other" && (
          <Field
            label={t("returns.reason_text")}
            ref={focusOnArrival}
            maxLength={200}
            value={reasonText.value}
            onInput={(event) => (reasonText.value = event.currentTarget.value)}
          />
        )}
      </section>
      <section>
        <h3>{t("returns.condition")}</h3>
        <Chips
          label={t("returns.condition")}
          options={conditions.map((key) => t(`returns.condition_${key}`))}
          value={t(`returns.condition_${condition.value}`)}
          onChange={(words) => (condition.value = pick("condition", conditions, words) ?? "new")}
        />
      </section>
    </div>
  );
}
