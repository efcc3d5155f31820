import english from "../../i18n/en/console_audit.json";
import { has, lang, t } from "../../i18n/text";

/** What an action of the trail is called; undefined for one that this page does not know yet. */
export function actionName(action: string): string | undefined {
  return has(`console_audit.${action}`) ? t(`console_audit.${action}`) : undefined;
}

/** All that are known, in the order of their names. */
export function actionNames(): { value: string; label: string }[] {
  return Object.keys(english)
    .map((value) => ({ value, label: t(`console_audit.${value}`) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, lang.value));
}
