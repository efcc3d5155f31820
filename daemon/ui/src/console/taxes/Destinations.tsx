import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { FormRow, Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { type Destination, isPlace } from "./destination";

/** What the category's goods are taxed as where they are sent. */
export function Destinations({
  places,
  others,
  errorOf,
  change,
}: {
  places: readonly Destination[];
  others: readonly { value: string; label: string }[];
  errorOf: (pointer: string) => string | undefined;
  change: (places: readonly Destination[]) => void;
}) {
  const put = (at: number, fresh: Destination) => change(places.map((each, i) => (i === at ? fresh : each)));
  return (
    <fieldset class="tax-rate">
      <legend>{t("console_taxes.places")}</legend>
      {places.map((each, i) => (
        <div key={i} class="tax-place">
          <FormRow>
            <Field
              label={t("console_taxes.place")}
              hint={t("console_taxes.place_hint")}
              dir="ltr"
              maxLength={6}
              value={each.place}
              error={
                each.place === "" || isPlace(each.place)
                  ? errorOf(`destinations/${i}/place`)
                  : t("console_taxes.place_wrong")
              }
              onInput={(event) => put(i, { ...each, place: event.currentTarget.value })}
            />
            <Select
              label={t("console_taxes.taxed_as")}
              value={each.taxedAs}
              options={[{ value: "", label: t("console_goods.choose") }, ...others]}
              error={errorOf(`destinations/${i}/taxedAs`)}
              onChoose={(taxedAs) => put(i, { ...each, taxedAs })}
            />
          </FormRow>
          <Button
            kind="quiet"
            icon="trash"
            aria-label={t("console_taxes.remove_place", { n: i + 1 })}
            onClick={() => change(places.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon="plus" onClick={() => change([...places, { place: "", taxedAs: "" }])}>
          {t("console_taxes.add_place")}
        </Button>
      </div>
    </fieldset>
  );
}
