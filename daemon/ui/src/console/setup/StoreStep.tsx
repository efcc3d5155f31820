import { Field } from "../../design/Field";
import { FormRow, Select, TextArea } from "../../design/Form";
import { lang, t } from "../../i18n/text";
import { change, draft } from "./claim";
import { inCountry, presets } from "./draft";

export type Wrong = Record<string, string>;
export const said = (wrong: Wrong, field: string) => (wrong[field] === undefined ? undefined : t(wrong[field]));

/** Which store this is: its name and where it stands; the country proposes the rest. */
export function StoreStep({ wrong }: { wrong: Wrong }) {
  const now = draft.value;
  return (
    <>
      <Field
        label={t("console_setup.name")}
        value={now.name}
        maxLength={120}
        error={said(wrong, "name")}
        onInput={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={t("console_setup.country")}
        value={now.country}
        options={[{ value: "", label: "–" }, ...countryNames()]}
        error={said(wrong, "country")}
        onChoose={(country) => change(inCountry(draft.value, country))}
      />
      <FormRow>
        <Field
          label={t("console_setup.currency")}
          value={now.currency}
          maxLength={3}
          dir="ltr"
          error={said(wrong, "currency")}
          onInput={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
        />
        <Select
          label={t("console_setup.zone")}
          value={now.zone}
          options={zones(now.zone)}
          error={said(wrong, "zone")}
          onChoose={(zone) => change({ zone })}
        />
      </FormRow>
      <TextArea
        label={t("console_setup.address")}
        hint={t("console_setup.address_hint")}
        value={now.address}
        onInput={(address) => change({ address })}
      />
      <Field
        label={`${t("console_setup.tax_number")} (${t("core.optional")})`}
        value={now.taxNumber}
        maxLength={40}
        dir="ltr"
        onInput={(event) => change({ taxNumber: event.currentTarget.value })}
      />
    </>
  );
}

function countryNames(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(lang.value, { type: "region" });
  const own = Object.keys(presets).map((value) => ({ value, label: names.of(value) ?? value }));
  return own.sort((a, b) => a.label.localeCompare(b.label, lang.value));
}

function zones(chosen: string): { value: string; label: string }[] {
  const known = Intl.supportedValuesOf("timeZone");
  const all = chosen !== "" && !known.includes(chosen) ? [chosen, ...known] : known;
  return [{ value: "", label: "–" }, ...all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))];
}
