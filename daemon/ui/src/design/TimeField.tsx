import { useId } from "preact/hooks";
import "./Field.css";

/** A day and a time as the store's clocks say it: `2026-12-24T16:00`, or empty. `design/zoned.ts` makes an instant of it. */
export function TimeField({
  label,
  value,
  onInput,
  hint,
  error,
}: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  error?: string | undefined;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-row">
        <input
          id={id}
          type="datetime-local"
          dir="ltr"
          value={value}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={hint || error ? `${id}-hint` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
      {(hint || error) && (
        <p id={`${id}-hint`} class={error ? "field-error" : "field-hint"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
