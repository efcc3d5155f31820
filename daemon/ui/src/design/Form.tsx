import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Problem } from "../api/problem";
import { t } from "../i18n/text";
import { showProblem } from "./Banner";
import { Button } from "./Button";
import "./Field.css";
import "./Form.css";

/**
 * Fields that are sent together. `onSend` does it through `act`; while it runs the button waits, and what the appliance
 * complains of is shown: fields by `errorOf`, the rest as a banner (`what` is the key of "It was not saved.").
 */
export function Form({
  children,
  send,
  onSend,
  what,
  danger = false,
  disabled = false,
  beside,
}: {
  children: (errorOf: (pointer: string) => string | undefined) => ComponentChildren;
  /** The button's words; "Save" unless told. */
  send?: string;
  onSend: () => Promise<unknown>;
  what: string;
  danger?: boolean;
  disabled?: boolean;
  /** Further buttons, before the sending one. */
  beside?: ComponentChildren;
}) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<readonly { pointer: string; detail: string }[]>([]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || disabled) return;
    setBusy(true);
    setWrong([]);
    try {
      await onSend();
    } catch (error) {
      if (error instanceof Problem && error.errors.length > 0) setWrong(error.errors);
      showProblem(error, { what });
    } finally {
      setBusy(false);
    }
  };
  const errorOf = (pointer: string) => wrong.find((each) => each.pointer.replace(/^[#/]+/, "") === pointer)?.detail;
  return (
    <form class="form" noValidate onSubmit={(event: Event) => void submit(event)}>
      {children(errorOf)}
      <div class="form-buttons">
        {beside}
        <Button kind={danger ? "danger" : "primary"} type="submit" disabled={busy || disabled}>
          {busy ? t("core.loading") : (send ?? t("core.save"))}
        </Button>
      </div>
    </form>
  );
}

/** Fields side by side where there is room. */
export function FormRow({ children }: { children: ComponentChildren }) {
  return <div class="form-row">{children}</div>;
}

interface SelectProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  hideLabel?: boolean;
  disabled?: boolean;
}
/** One of a few; a browser's own list, which every phone and screen reader knows. */
export function Select({ label, value, options, onChoose, hint, error, hideLabel, disabled = false }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={hideLabel ? "sr-only" : undefined}>
        {label}
      </label>
      <select
        id={id}
        disabled={disabled}
        class="select"
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={hint || error ? `${id}-hint` : undefined}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      {(hint || error) && (
        <p id={`${id}-hint`} class={error ? "field-error" : "field-hint"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** Yes or no, with what it means. */
export function Check({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  label: ComponentChildren;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <label class="check" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <span class="check-hint">{hint}</span>}
      </span>
    </label>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  value,
  rows = 3,
  onInput,
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  rows?: number;
  onInput: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="text-area"
        rows={rows}
        dir="auto"
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={hint || error ? `${id}-hint` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {(hint || error) && (
        <p id={`${id}-hint`} class={error ? "field-error" : "field-hint"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
