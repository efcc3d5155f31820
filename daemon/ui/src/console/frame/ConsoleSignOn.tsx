import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isProblem, Problem } from "../../api/problem";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { Welcome } from "../../shell/Welcome";
import { session } from "../../till/state";
import { forgetConsole, leaveConsole, signOnConsole } from "../access";

/** Who works here: staff code and PIN, in a form that a password keeper and a phone's number pad know. */
export function ConsoleSignOn() {
  const code = useSignal(session.peek()?.staff.code ?? "");
  const pin = useSignal("");
  const busy = useSignal(false);
  const error = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(
    () => form.current?.querySelector<HTMLInputElement>(code.value === "" ? "input" : "[type=password]")?.focus(),
    [],
  );
  const submit = async () => {
    if (busy.value || code.value === "" || pin.value === "") return;
    busy.value = true;
    error.value = "";
    try {
      await signOnConsole(code.value, pin.value);
    } catch (failure) {
      if (isProblem(failure, "unauthenticated")) return forgetConsole();
      pin.value = "";
      error.value = wrong(failure);
      form.current?.querySelector<HTMLInputElement>("[type=password]")?.focus();
    } finally {
      busy.value = false;
    }
  };
  return (
    <Welcome title={t("sign_on.title")} intro={t("console_frame.sign_on_intro")}>
      <form
        ref={form}
        class="welcome-form"
        onSubmit={(event: Event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label={t("sign_on.code")}
          value={code}
          dir="ltr"
          inputMode="numeric"
          autocomplete="username"
          onInput={(event) => (code.value = event.currentTarget.value)}
        />
        <Field
          type="password"
          label={t("sign_on.pin")}
          value={pin}
          dir="ltr"
          inputMode="numeric"
          autocomplete="current-password"
          error={error.value || undefined}
          onInput={(event) => (pin.value = event.currentTarget.value)}
        />
        <Button kind="primary" size="large" type="submit" disabled={busy.value}>
          {busy.value ? t("core.loading") : t("sign_on.sign_on")}
        </Button>
        <Button kind="quiet" onClick={() => void leaveConsole()}>
          {t("console_frame.leave")}
        </Button>
      </form>
    </Welcome>
  );
}

function wrong(failure: unknown): string {
  if (isProblem(failure, "locked-out")) return t("sign_on.locked_out");
  if (isProblem(failure, "wrong-pin")) return t("sign_on.wrong");
  if (failure instanceof Problem) return t("sign_on.refused", { detail: failure.detail });
  return t("sign_on.unreachable");
}
