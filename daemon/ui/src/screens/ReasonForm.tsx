import { useState } from "preact/hooks";
import { Button } from "../design/Button";
import { DialogFrame } from "../design/Dialog";
import { Field } from "../design/Field";
import { t } from "../i18n/text";
import "./reason.css";

interface Props {
  title: string;
  /** What happens, to the goods and to the money. */
  effect: string;
  reasons: readonly string[];
  /** Words of the button that leaves everything as it is. */
  keep: string;
  /** Words of the button that does it. */
  now: string;
  close: (reason?: string) => void;
}

/** Asks for a reason before something that cannot be undone: one of the usual, or a few words. */
export function ReasonForm({ title, effect, reasons, keep, now, close }: Props) {
  const [reason, setReason] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") close(reason.trim());
      }}
    >
      <DialogFrame
        title={title}
        buttons={
          <>
            <Button onClick={() => close()}>{keep}</Button>
            <Button kind="danger" type="submit" disabled={reason.trim() === ""}>
              {now}
            </Button>
          </>
        }
      >
        <p>{effect}</p>
        <Chips label={t("core.reason")} options={reasons} value={reason} onChange={setReason} />
        <Field
          label={t("core.reason")}
          autoFocus
          maxLength={200}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </DialogFrame>
    </form>
  );
}

interface ChipsProps {
  label: string;
  options: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

/** A few words to choose from with one tap. */
export function Chips({ label, options, value, onChange }: ChipsProps) {
  return (
    <fieldset class="chips" aria-label={label}>
      {options.map((option) => (
        <button
          type="button"
          key={option}
          class="chip"
          aria-pressed={option === value}
          onClick={() => onChange(option)}
        >
          {option}
        </button>
      ))}
    </fieldset>
  );
}
