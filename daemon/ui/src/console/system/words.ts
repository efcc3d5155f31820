// What the doctor finds, in the page's language by the finding's code. Its figures, paths and commands are in English sentences
// alone, so those stay beside it.
import type { Schemas } from "../../api/call";
import { has, t } from "../../i18n/text";

type Finding = Schemas["Finding"];

export interface Told {
  severity: Finding["severity"];
  what: string;
  next: string;
  /** A code that is new to this page is said as the appliance says it, in English. */
  known: boolean;
  /** The appliance's own words for each of this code. */
  own: string[];
}

/** The name of its texts: the code with underscores. */
export const keyOf = (code: string) => `console_doctor.${code.replace(/-/g, "_")}`;

/** Those with something to do, in the appliance's order; one sentence for all that differ in their figures alone. */
export function told(findings: readonly Finding[]): Told[] {
  const lines = new Map<string, Told>();
  for (const { code, severity, what, remedy } of findings) {
    if (severity === "good") continue;
    const key = keyOf(code);
    const known = has(key);
    const line = known ? `${code} ${severity}` : `${code} ${what}`;
    const own = [what, remedy].filter(Boolean).join(" – ");
    const before = lines.get(line);
    if (before) before.own.push(own);
    else if (known) lines.set(line, { severity, what: t(key), next: t(`${key}_next`), known, own: [own] });
    else lines.set(line, { severity, what, next: remedy, known, own: [] });
  }
  return [...lines.values()];
}
