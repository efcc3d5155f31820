import { useSignal } from "@preact/signals";
import { isProblem, Problem } from "../../api/problem";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { Welcome } from "../../shell/Welcome";
import { keptClaim, openBox } from "./claim";

/** An empty box is set up by whoever can read its log or its screen: by the code that is there. */
export function ClaimForm() {
  const code = useSignal(keptClaim());
  const busy = useSignal(false);
  const error = useSignal("");
  const submit = async () => {
    if (busy.value || code.value.trim().length < 4) return;
    busy.value = true;
    error.value = "";
    try {
      await openBox(code.value.trim());
    } catch (failure) {
      error.value = t(
        isProblem(failure, "locked-out")
          ? "pairing.locked"
          : failure instanceof Problem
            ? "console_setup.wrong_claim"
            : "pairing.unreachable",
      );
    } finally {
      busy.value = false;
    }
  };
  return (
    <Welcome title={t("console_setup.claim")} intro={t("console_setup.claim_intro")}>
      <form
        class="welcome-form"
        onSubmit={(event: Event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label={t("console_setup.claim_code")}
          value={code}
          dir="ltr"
          autocapitalize="characters"
          spellcheck={false}
          error={error.value || undefined}
          onInput={(event) => (code.value = event.currentTarget.value)}
        />
        <Button kind="primary" size="large" type="submit" disabled={busy.value}>
          {busy.value ? t("core.loading") : t("console_setup.begin")}
        </Button>
      </form>
    </Welcome>
  );
}
