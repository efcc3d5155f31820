import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isProblem, Problem } from "../../api/problem";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { Welcome } from "../../shell/Welcome";
import { pairConsole } from "../access";
import { connectStream } from "../connection";

/** A new console: the code that `./run`, another console or the command line shows, typed or in the address. */
export function PairConsole() {
  const code = useSignal(
    new URLSearchParams(location.search).get("code") ?? localStorage.getItem("holdfast.console.claim") ?? "",
  );
  const busy = useSignal(false);
  const error = useSignal("");
  const submit = async () => {
    if (busy.value || code.value.trim().length < 4) return;
    busy.value = true;
    error.value = "";
    try {
      await pairConsole(code.value.trim().toUpperCase(), t("console_frame.title"));
      localStorage.removeItem("holdfast.console.claim");
      history.replaceState(null, "", location.pathname + location.hash);
      connectStream();
    } catch (failure) {
      error.value = wrong(failure);
    } finally {
      busy.value = false;
    }
  };
  useEffect(() => {
    if (code.value !== "") void submit();
  }, []);
  return (
    <Welcome title={t("console_frame.pair")} intro={t("console_frame.pair_intro")}>
      <form
        class="welcome-form"
        onSubmit={(event: Event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label={t("pairing.code")}
          value={code}
          dir="ltr"
          autocapitalize="characters"
          spellcheck={false}
          error={error.value || undefined}
          onInput={(event) => (code.value = event.currentTarget.value)}
        />
        <Button kind="primary" size="large" type="submit" disabled={busy.value}>
          {busy.value ? t("core.loading") : t("pairing.pair")}
        </Button>
      </form>
    </Welcome>
  );
}

function wrong(failure: unknown): string {
  if (isProblem(failure, "locked-out", "rate-limited")) return t("pairing.locked");
  if (failure instanceof Problem) return t("pairing.wrong");
  return t("pairing.unreachable");
}
