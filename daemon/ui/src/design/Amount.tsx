import { money } from "../i18n/format";

/** An amount of minor units. Kept left to right as one piece, so signs and decimals never wander in Arabic text. */
export function Amount({ minor, currency, class: extra }: { minor: number; currency: string; class?: string }) {
  return <span class={`amount ${extra ?? ""}`}>{money(minor, currency)}</span>;
}
