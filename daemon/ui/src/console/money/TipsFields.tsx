import { Field } from "../../design/Field";
import { Check, FormRow } from "../../design/Form";
import { t } from "../../i18n/text";
import type { TipsText } from "./tips";

interface Props {
  text: TipsText;
  change: (text: TipsText) => void;
  errorOf: (name: string) => string | undefined;
}

/** Whether a tender takes tips that no card terminal asks for, and what of them the till offers. */
export function TipsFields({ text, change, errorOf }: Props) {
  return (
    <>
      <Check
        label={t("console_money.tips")}
        hint={t("console_money.tips_hint")}
        checked={text.taken}
        onChange={(taken) => change({ ...text, taken })}
      />
      {text.taken && (
        <>
          <FormRow>
            <Field
              label={t("console_money.tip_percents")}
              hint={t("console_money.tip_between")}
              value={text.percents}
              dir="ltr"
              error={errorOf("tips/percents")}
              onInput={(event) => change({ ...text, percents: event.currentTarget.value })}
            />
            <Field
              label={t("console_money.tip_amounts")}
              hint={t("console_money.tip_between")}
              value={text.amounts}
              dir="ltr"
              error={errorOf("tips/amounts")}
              onInput={(event) => change({ ...text, amounts: event.currentTarget.value })}
            />
          </FormRow>
          <Check
            label={t("console_money.tip_refunded")}
            checked={text.refunded}
            onChange={(refunded) => change({ ...text, refunded })}
          />
        </>
      )}
    </>
  );
}
