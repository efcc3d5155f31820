import { dateTime } from "../i18n/format";
import { has, t } from "../i18n/text";

/** What the appliance says of an operation that is not simply allowed: a row of the matrix, or a refusal. */
export interface Told {
  operation?: string | undefined;
  title?: string | undefined;
  reason?: string | null | undefined;
  cause?: string | undefined;
  dependency?: string | null | undefined;
  /** The card terminal that stands in the way, where it is one. */
  terminal?: { name: string } | undefined;
  since?: string | undefined;
  until?: string | undefined;
  instead?: string | undefined;
}

const key = (operation: string) => operation.replace(".", "_").toLowerCase();

/** What it is about, in the till's language where it has a word for it. */
export function titleOf(told: Told): string {
  const own = `capabilities.op_${key(told.operation ?? "")}`;
  return has(own) ? t(own) : (told.title ?? told.operation ?? "");
}

/** Why, in one sentence: what is away, and since when. */
export function explain(told: Told): string {
  const reason = `capabilities.reason_${(told.reason ?? "").toLowerCase()}`;
  if (!has(reason)) return t("capabilities.reason_other");
  const dependency = `capabilities.dep_${(told.dependency ?? "hub").toLowerCase()}`;
  const what = has(dependency) ? t(dependency) : t("capabilities.dep_hub");
  const values = {
    what: told.terminal ? t("capabilities.dep_terminal", { name: told.terminal.name }) : what,
    since: told.since ? dateTime(told.since, "time") : "",
  };
  const because = told.cause === "drill" ? t("capabilities.cause_drill") : "";
  return [t(reason, values), because].filter(Boolean).join(" ");
}

/** What to do meanwhile; empty when there is nothing to say. */
export function nextStep(told: Told): string {
  const own = `capabilities.instead_${told.instead ?? ""}`;
  return told.instead && has(own) ? t(own) : "";
}
