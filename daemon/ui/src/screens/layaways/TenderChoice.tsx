import { Choices } from "../../design/ask";
import { t } from "../../i18n/text";
import { tenders } from "../../till/state";
import { tenderName } from "../tender/tender_name";

/** What takes an amount as it is: no codes, no foreign money. */
const plain = () => tenders.value.filter(({ kind, active }) => active && ["cash", "card", "other"].includes(kind));
export const usual = () => plain()[0]?.code ?? "cash";

/** How a part is paid. */
export function TenderChoice({ chosen, onChoose }: { chosen: string; onChoose: (code: string) => void }) {
  const all = plain();
  const now = all.find(({ code }) => code === chosen);
  return (
    <fieldset class="layaway-tender">
      <legend>{t("layaways.by")}</legend>
      <Choices
        choices={all.map((tender) => tenderName(tender))}
        chosen={now ? tenderName(now) : ""}
        onChoose={(name) => onChoose(all.find((tender) => tenderName(tender) === name)?.code ?? chosen)}
      />
    </fieldset>
  );
}
