import { useEffect } from "preact/hooks";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { change, draft } from "./claim";
import { said, type Wrong } from "./StoreStep";

/** How many tills have a drawer of their own. */
export function RegistersStep({ wrong }: { wrong: Wrong }) {
  const { registers } = draft.value;
  const next = () => t("console_setup.register_name", { n: draft.value.registers.length + 1 });
  useEffect(() => {
    if (draft.value.registers.length === 0) change({ registers: [next()] });
  }, []);
  return (
    <div class="setup-list">
      {registers.map((name, at) => (
        <div class="setup-row" key={at}>
          <Field
            label={t("console_setup.register", { n: at + 1 })}
            value={name}
            maxLength={80}
            error={said(wrong, `register${at}`)}
            onInput={(event) => {
              const typed = event.currentTarget.value;
              change({ registers: draft.value.registers.map((old, which) => (which === at ? typed : old)) });
            }}
          />
          {registers.length > 1 && at === registers.length - 1 && (
            <Button
              kind="quiet"
              icon="trash"
              aria-label={t("console_setup.remove", { name })}
              onClick={() => change({ registers: registers.slice(0, -1) })}
            />
          )}
        </div>
      ))}
      {registers.length < 30 && (
        <Button icon="plus" onClick={() => change({ registers: [...registers, next()] })}>
          {t("console_setup.add_register")}
        </Button>
      )}
    </div>
  );
}
