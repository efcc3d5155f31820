import type { Signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { t } from "../i18n/text";

interface ScreenCodeProps {
  title: string;
  hint: string;
  wrong: Signal<boolean>;
  pair: (code: string) => Promise<void>;
}
/** A screen in a browser of its own, for customers or the kitchen, is paired like a till. */
export function ScreenCode({ title, hint, wrong, pair }: ScreenCodeProps) {
  const [code, setCode] = useState("");
  return (
    <form
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (code.trim()) void pair(code.trim());
      }}
    >
      <h1>{title}</h1>
      <p class="quiet">{hint}</p>
      <Field
        label={t("pairing.code")}
        dir="ltr"
        value={code}
        error={wrong.value ? t("display.code_wrong") : undefined}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button kind="primary" size="large" type="submit">
        {t("pairing.pair")}
      </Button>
    </form>
  );
}
