import { useId } from "preact/hooks";
import "./Field.css";

/** A day of the calendar, `YYYY-MM-DD`; empty: none. */
export function DayField({
  label,
  value,
  onChoose,
}: {
  label: string;
  value: string;
  onChoose: (day: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-row">
        <input id={id} type="date" value={value} onChange={(event) => onChoose(event.currentTarget.value)} />
      </div>
    </div>
  );
}
