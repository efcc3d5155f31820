import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren, Ref } from "preact";
import { isProblem, Problem } from "../api/problem";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { t } from "../i18n/text";

const shortest = 4; // characters of a code

export interface CodeEntry {
  code: Signal<string>;
  busy: Signal<boolean>;
  error: Signal<string>;
  submit: () => Promise<void>;
}

/** A code that lets a browser in, tried one at a time; `wrong` is said when the appliance does not know it. */
export function useCode(initial: string, wrong: string, enter: (code: string) => Promise<void>): CodeEntry {
  const code = useSignal(initial);
  const busy = useSignal(false);
  const error = useSignal("");
  const submit = async () => {
    if (busy.value || code.value.trim().length < shortest) return;
    busy.value = true;
    error.value = "";
    try {
      await enter(code.value.trim());
    } catch (failure) {
      error.value = t(reason(failure, wrong));
    } finally {
      busy.value = false;
    }
  };
  return { code, busy, error, submit };
}

interface CodeFormProps {
  entry: CodeEntry;
  label: string;
  button: string;
  form?: Ref<HTMLFormElement>;
  children?: ComponentChildren;
}
/** Where it is typed; `children` are what else is asked for. */
export function CodeForm({ entry: { code, busy, error, submit }, label, button, form, children }: CodeFormProps) {
  return (
    <form
      ref={form}
      class="welcome-form"
      onSubmit={(event: Event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={label}
        value={code}
        dir="ltr"
        autocapitalize="characters"
        spellcheck={false}
        error={error.value || undefined}
        onInput={(event) => (code.value = event.currentTarget.value)}
      />
      {children}
      <Button kind="primary" size="large" type="submit" disabled={busy.value}>
        {busy.value ? t("core.loading") : button}
      </Button>
    </form>
  );
}

function reason(failure: unknown, wrong: string): string {
  if (isProblem(failure, "locked-out", "rate-limited")) return "pairing.locked";
  return failure instanceof Problem ? wrong : "pairing.unreachable";
}
