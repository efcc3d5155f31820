import { Facts } from "../../design/Card";
import { percent } from "../../i18n/format";
import { lang, t } from "../../i18n/text";
import { draft } from "./claim";
import { missingIn } from "./missing";

/** What will be made, before it is. */
export function Review() {
  const { name, country, currency, zone, rates, taxWord, registers, people } = draft.value;
  const names = new Intl.DisplayNames(lang.value, { type: "region" });
  const pinGone = Object.keys(missingIn("review", draft.value)).length > 0;
  return (
    <>
      <Facts
        facts={[
          [t("console_setup.name"), <bdi>{name}</bdi>],
          [t("console_setup.country"), country === "" ? "" : names.of(country)],
          [t("console_setup.currency"), currency],
          [t("console_setup.zone"), <bdi dir="ltr">{zone}</bdi>],
          [taxWord || t("console_setup.tax"), rates.map((rate) => percent(rate)).join(" · ")],
          [t("console_setup.registers"), <bdi>{registers.join(", ")}</bdi>],
          [t("console_setup.staff"), <bdi>{people.map((person) => `${person.name} (${person.code})`).join(", ")}</bdi>],
        ]}
      />
      {pinGone && (
        <p class="field-error" role="alert">
          {t("console_setup.pin_again")}
        </p>
      )}
    </>
  );
}
