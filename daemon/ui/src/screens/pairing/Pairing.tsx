import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isProblem, Problem } from "../../api/problem";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { Welcome } from "../../shell/Welcome";
import { connectStream } from "../../till/connection";
import { loadRegisters, pair } from "../../till/session";

/** A new till: the code that the store's console or command line shows, typed, scanned, or in the address. */
export function Pairing() {
  const code = useSignal(new URLSearchParams(location.search).get("code") ?? "");
  const name = useSignal("");
  const busy = useSignal(false);
  const error = useSignal("");
  const form = useRef<HTMLFormElement>(null);

  const submit = async () => {
    if (busy.value || code.value.trim().length < 4) return;
    busy.value = true;
    error.value = "";
    try {
      await pair(code.value.trim().toUpperCase(), name.value.trim() || t("pairing.standard_name"));
      history.replaceState(null, "", location.pathname);
      await loadRegisters();
      connectStream();
    } catch (failure) {
      error.value = wrong(failure);
    } finally {
      busy.value = false;
    }
  };
  useEffect(() => {
    if (code.value !== "") void submit();
    else form.current?.querySelector("input")?.focus();
    return onScan((scan) => {
      code.value = scan.code;
      void submit();
    });
  }, []);

  return (
    <Welcome title={t("pairing.title")} intro={t("pairing.intro")}>
      <form
        ref={form}
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
        <Field
          label={t("pairing.name")}
          hint={t("pairing.name_hint")}
          value={name}
          onInput={(event) => (name.value = event.currentTarget.value)}
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
