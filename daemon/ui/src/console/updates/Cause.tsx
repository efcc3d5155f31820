import { has, t } from "../../i18n/text";
import { causeKey } from "./standing";

/** Why, in the page's language; the appliance's own words, with figures and names, behind a fold. */
export function Cause({ code, text }: { code: string; text: string }) {
  if (text === "") return <>–</>;
  const own = (
    <p lang="en" dir="ltr">
      {text}
    </p>
  );
  const key = causeKey(code);
  if (!has(key)) return own;
  return (
    <>
      <p>{t(key)}</p>
      <details class="update-own">
        <summary>{t("console_system.own_words")}</summary>
        {own}
      </details>
    </>
  );
}
