import "./Tabs.css";

/** A row of exclusive choices; arrow keys move within it. */
export function Tabs<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const along = document.documentElement.dir === "rtl" ? -step : step;
    const at = options.findIndex((option) => option.value === value);
    const next = options[(at + along + options.length) % options.length];
    if (next === undefined) return;
    onChange(next.value);
    const row = event.currentTarget as HTMLElement;
    queueMicrotask(() => row.querySelector<HTMLElement>('[aria-checked="true"]')?.focus());
  };
  const chosen = options.some((option) => option.value === value);
  return (
    <div class="tabs" role="radiogroup" aria-label={label} onKeyDown={move}>
      {options.map((option, index) => (
        <button
          type="button"
          key={option.value}
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value || (!chosen && index === 0) ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
