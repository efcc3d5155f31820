import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import "./Field.css";

type InputProps = Omit<JSX.IntrinsicElements["input"], "label" | "role" | "type" | "list">;
export interface FieldProps extends InputProps {
  type?: "text" | "password" | "email" | "tel" | "search" | "time" | "date";
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Digits, amounts and codes: written left to right in every language. */
  numeric?: boolean;
  /** Says the label to screen readers only. */
  hideLabel?: boolean;
  after?: ComponentChildren;
}

/** A text field with its label, its hint and what is wrong with it. */
export function Field({ label, hint, error, numeric, hideLabel, after, class: extra, ...rest }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div class={`field ${extra ?? ""}`}>
      <label for={id} class={hideLabel ? "sr-only" : undefined}>
        {label}
      </label>
      <div class="field-row">
        <input
          type="text"
          autocomplete="off"
          {...(numeric ? { dir: "ltr" as const, inputMode: "decimal" as const, class: "numeric" } : {})}
          {...(rest as object)}
          id={id}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={described || undefined}
        />
        {after}
      </div>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
