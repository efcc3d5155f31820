import { useSignal } from "@preact/signals";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { lang, languages, setLang, t } from "../../i18n/text";
import { restoreAndEnter } from "./enter";

/** The language, and what will be asked, so that nobody has to look for papers half-way. */
export function WelcomeStep() {
  return (
    <>
      <div class="own-row" role="group" aria-label={t("core.language")}>
        {languages.map(({ code, name }) => (
          <Button key={code} lang={code} aria-pressed={lang.value === code} onClick={() => void setLang(code)}>
            {name}
          </Button>
        ))}
      </div>
      <ul class="setup-expect">
        <li>{t("console_setup.expect_store")}</li>
        <li>{t("console_setup.expect_people")}</li>
        <li>{t("console_setup.expect_later")}</li>
      </ul>
      <RestoreForm />
    </>
  );
}

/** Another way to begin: with the books of an appliance that is gone. */
function RestoreForm() {
  const file = useSignal("");
  const passphrase = useSignal("");
  const busy = useSignal(false);
  const restore = async () => {
    busy.value = true;
    try {
      await restoreAndEnter(file.value.trim(), passphrase.value);
    } catch (error) {
      showProblem(error, { what: "console_setup.not_restored" });
    } finally {
      busy.value = false;
    }
  };
  return (
    <details class="setup-restore">
      <summary>{t("console_setup.restore")}</summary>
      <Field
        label={t("console_setup.restore_file")}
        hint={t("console_setup.restore_file_hint")}
        value={file}
        dir="ltr"
        onInput={(event) => (file.value = event.currentTarget.value)}
      />
      <Field
        type="password"
        label={t("console_backups.passphrase")}
        hint={t("console_setup.restore_passphrase_hint")}
        value={passphrase}
        autocomplete="off"
        onInput={(event) => (passphrase.value = event.currentTarget.value)}
      />
      <Button disabled={busy.value || file.value.trim() === ""} onClick={() => void restore()}>
        {busy.value ? t("console_setup.restoring") : t("console_setup.restore_now")}
      </Button>
    </details>
  );
}
