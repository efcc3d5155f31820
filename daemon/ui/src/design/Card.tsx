import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import "./Card.css";
import { Icon, type IconName } from "./Icon";

/** A matter of its own on a page: heading, what one can do about it, content. */
export function Card({
  title,
  actions,
  children,
  class: extra,
}: {
  title?: string;
  /** Buttons beside the heading. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
  class?: string;
}) {
  const id = useId();
  return (
    <section class={`card ${extra ?? ""}`} {...(title ? { "aria-labelledby": id } : {})}>
      {(title || actions) && (
        <header class="card-head">
          <h2 id={id}>{title}</h2>
          {actions && <div class="card-actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

/** Cards side by side where there is room: each at least `min` wide. */
export function Cards({ children, min = "18rem" }: { children: ComponentChildren; min?: string }) {
  return (
    <div class="cards" style={{ "--card-min": min }}>
      {children}
    </div>
  );
}

/** One number that matters, with what it is and what it is measured by. */
export function Figure({
  label,
  value,
  note,
  tone = "plain",
}: {
  label: string;
  value: ComponentChildren;
  note?: ComponentChildren;
  tone?: Tone;
}) {
  return (
    <div class={`figure figure-${tone}`}>
      <p class="figure-label">{label}</p>
      <p class="figure-value">{value}</p>
      {note && <p class="figure-note">{note}</p>}
    </div>
  );
}

/** Nothing to show: what would stand here, and what to do so that something does. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text?: string;
  /** Buttons. */
  children?: ComponentChildren;
}) {
  return (
    <div class="empty-state">
      <Icon name={icon} size={36} />
      <p class="empty-state-title">{title}</p>
      {text && <p class="quiet">{text}</p>}
      {children && <div class="card-actions">{children}</div>}
    </div>
  );
}

export type Tone = "plain" | "good" | "warning" | "bad" | "accent";
/** A state in a word, beside a name; the colour only underlines it. */
export function Badge({ tone = "plain", children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}

/** Names and their values, one a row: `[name, value]`. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
