// An exception in plain words: what happened, what it means for the money, what to do. Pure but for the texts.
import type { Schemas } from "../../api/call";
import type { Tone } from "../../design/Card";
import { dateTime, money } from "../../i18n/format";
import { ltr, own } from "../../i18n/isolate";
import { has, t } from "../../i18n/text";
import { personOf } from "../people";

export type Exception = Schemas["Exception"];

export const toneOf: Record<Exception["severity"], Tone> = { trouble: "bad", warning: "warning", notice: "plain" };

/** The name of its texts: the code with underscores. */
export const keyOf = (code: string) => code.replace(/-/g, "_");

export interface Words {
  title: string;
  cause: string;
  money: string;
  next: string;
}

function factOf(name: string, value: string): string {
  if (name === "staff") return personOf(value);
  return name === "whose" && has(`console_inbox.whose_${value}`) ? t(`console_inbox.whose_${value}`) : value;
}

/** What the appliance says of it, in sentences; a code that this page does not know yet is said by its name. */
export function wordsOf(exception: Exception): Words {
  const key = keyOf(exception.code);
  const off = exception.amount ?? 0;
  const values = {
    ...Object.fromEntries(Object.entries(exception.facts).map(([name, value]) => [name, own(factOf(name, value))])),
    amount: ltr(money(Math.abs(off), exception.currency)),
    since: exception.since ? dateTime(exception.since) : "",
    until: exception.until ? dateTime(exception.until) : "",
  };
  if (!has(`console_inbox.${key}`)) {
    return { title: exception.code, cause: Object.values(exception.facts).join(" · "), money: "", next: "" };
  }
  const side = exception.code === "drawer-variance" ? (off < 0 ? "_short" : "_over") : "";
  const word = (part: string) => {
    const own_word = `console_inbox.${key}_${part}${side}`;
    const name = has(own_word) ? own_word : `console_inbox.${key}_${part}`;
    return has(name) ? t(name, values) : "";
  };
  return {
    title: t(`console_inbox.${key}${side}`, values),
    cause: word("cause"),
    money: word("money"),
    next: word("next"),
  };
}
