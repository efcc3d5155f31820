import type { ComponentChildren } from "preact";

interface Props {
  title: string;
  hint?: string | undefined;
  children: ComponentChildren;
}

/** One thing that can be set: what it is at the start of the row, the choice at its end. */
export function Setting({ title, hint, children }: Props) {
  return (
    <section class="setting" aria-label={title}>
      <div class="setting-words">
        <h2>{title}</h2>
        {hint && <p class="quiet">{hint}</p>}
      </div>
      <div class="setting-choice">{children}</div>
    </section>
  );
}
