import { t } from "../../i18n/text";
import { CodeForm, useCode } from "../../shell/CodeForm";
import { Welcome } from "../../shell/Welcome";
import { keptClaim, openBox } from "./claim";

/** An empty box is set up by whoever can read its log or its screen: by the code that is there. */
export function ClaimForm() {
  const entry = useCode(keptClaim(), "console_setup.wrong_claim", openBox);
  return (
    <Welcome title={t("console_setup.claim")} intro={t("console_setup.claim_intro")}>
      <CodeForm entry={entry} label={t("console_setup.claim_code")} button={t("console_setup.begin")} />
    </Welcome>
  );
}
