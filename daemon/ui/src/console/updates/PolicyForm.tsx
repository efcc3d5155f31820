import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Field } from "../../design/Field";
import { Check, Form, FormRow } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { dayName } from "./standing";

type Policy = Schemas["UpdateState"]["policy"];
const week = [1, 2, 3, 4, 5, 6, 7];

/** When a release may take the running one's place. */
export function PolicyForm({ of, onSaved }: { of: Policy; onSaved: () => void }) {
  const [policy, setPolicy] = useState<Policy>(of);
  const change = (more: Policy) => setPolicy((before) => ({ ...before, ...more }));
  const days = policy.days === undefined || policy.days.length === 0 ? week : policy.days;
  const send = async () => {
    await act("update_policy", (key) => call("putUpdatePolicy", { body: policy, key }));
    onSaved();
  };
  return (
    <Form what="console_updates.policy_failed" onSend={send} disabled={days.length === 0}>
      {(errorOf) => (
        <>
          <Check
            label={t("console_updates.automatic")}
            hint={t("console_updates.automatic_hint")}
            checked={policy.automatic ?? true}
            onChange={(automatic) => change({ automatic })}
          />
          <FormRow>
            <Field
              type="time"
              label={t("console_updates.hours_from")}
              value={policy.from ?? "02:00"}
              error={errorOf("from")}
              onInput={(event) => change({ from: event.currentTarget.value })}
            />
            <Field
              type="time"
              label={t("console_updates.hours_to")}
              value={policy.to ?? "05:00"}
              error={errorOf("to")}
              onInput={(event) => change({ to: event.currentTarget.value })}
            />
          </FormRow>
          <fieldset class="update-days">
            <legend>{t("console_updates.days")}</legend>
            {week.map((day) => (
              <Check
                key={day}
                label={dayName(day)}
                checked={days.includes(day)}
                disabled={days.length === 1 && days.includes(day)}
                onChange={(on) => change({ days: week.filter((each) => (each === day ? on : days.includes(each))) })}
              />
            ))}
          </fieldset>
          <Check
            label={t("console_updates.after_close")}
            hint={t("console_updates.after_close_hint")}
            checked={policy.afterClose ?? false}
            onChange={(afterClose) => change({ afterClose })}
          />
          <Check
            label={t("console_updates.no_open_shift")}
            checked={policy.needsNoOpenShift ?? true}
            onChange={(needsNoOpenShift) => change({ needsNoOpenShift })}
          />
          <Check
            label={t("console_updates.shares")}
            hint={t("console_updates.shares_hint")}
            checked={policy.shares ?? true}
            onChange={(shares) => change({ shares })}
          />
        </>
      )}
    </Form>
  );
}
