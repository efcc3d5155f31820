import { Field } from "../../design/Field";
import { Check, FormRow, Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { bands, type Kind, kinds, type RateDraft, reverses } from "./rate_draft";

/** One rate of a category: what everyday ones have, and behind a fold what few need. */
export function RateFields({
  draft,
  wrong,
  errorOf,
  change,
}: {
  draft: RateDraft;
  wrong: ReadonlySet<keyof RateDraft>;
  errorOf: (member: string) => string | undefined;
  change: (fresh: RateDraft) => void;
}) {
  const set = <Name extends keyof RateDraft>(name: Name, value: RateDraft[Name]) => change({ ...draft, [name]: value });
  const typed = (name: keyof RateDraft) => (event: { currentTarget: { value: string } }) =>
    change({ ...draft, [name]: event.currentTarget.value });
  const fixed = draft.kind === "fixed_per_unit";
  const bad = (name: keyof RateDraft, key: string) => (wrong.has(name) ? t(key) : undefined);
  const rare =
    draft.affectsBase || !draft.onEarlier || draft.exempt || draft.reverseCharge !== "never" || draft.band !== "none";
  return (
    <>
      <FormRow>
        <Field
          label={t("console_taxes.rate_name")}
          value={draft.name}
          maxLength={100}
          error={errorOf("name")}
          onInput={typed("name")}
        />
        <Select
          label={t("console_taxes.kind")}
          value={draft.kind}
          options={kinds.map((value) => ({ value, label: t(`console_taxes.kind_${value}`) }))}
          onChoose={(value) => set("kind", value as Kind)}
        />
        <Field
          numeric
          label={t(fixed ? "console_taxes.amount" : "console_money.percent")}
          value={draft.worth}
          error={
            draft.worth === ""
              ? errorOf(fixed ? "amount" : "rate")
              : (bad("worth", "console_setup.wrong_rate") ?? errorOf(fixed ? "amount" : "rate"))
          }
          onInput={typed("worth")}
        />
      </FormRow>
      <Check
        label={t("console_taxes.included")}
        checked={draft.included}
        onChange={(included) => set("included", included)}
      />
      <details class="tax-rare" open={rare}>
        <summary>{t("console_taxes.rare")}</summary>
        <Field
          label={t("console_money.code")}
          hint={t("console_taxes.code_hint")}
          dir="ltr"
          value={draft.code}
          maxLength={50}
          error={errorOf("code")}
          onInput={typed("code")}
        />
        <Check
          label={t("console_taxes.affects_base")}
          checked={draft.affectsBase}
          onChange={(on) => set("affectsBase", on)}
        />
        <Check
          label={t("console_taxes.on_earlier")}
          checked={draft.onEarlier}
          onChange={(on) => set("onEarlier", on)}
        />
        <Check
          label={t("console_taxes.exempt")}
          hint={t("console_taxes.exempt_hint")}
          checked={draft.exempt}
          onChange={(on) => set("exempt", on)}
        />
        <FormRow>
          <Select
            label={t("console_taxes.reverse")}
            value={draft.reverseCharge}
            options={reverses.map((value) => ({ value, label: t(`console_taxes.reverse_${value}`) }))}
            error={errorOf("reverseCharge")}
            onChoose={(value) => set("reverseCharge", value as RateDraft["reverseCharge"])}
          />
          <Select
            label={t("console_taxes.band")}
            value={draft.band}
            options={bands.map((value) => ({ value, label: t(`console_taxes.band_${value}`) }))}
            error={errorOf("band")}
            onChoose={(value) => set("band", value as RateDraft["band"])}
          />
        </FormRow>
        {draft.band !== "none" && (
          <>
            <FormRow>
              <Field
                numeric
                label={t("console_taxes.band_from")}
                value={draft.bandFrom}
                error={bad("bandFrom", "console_taxes.band_wrong") ?? errorOf("band/from")}
                onInput={typed("bandFrom")}
              />
              <Field
                numeric
                label={t("console_taxes.band_below")}
                value={draft.bandBelow}
                error={bad("bandBelow", "console_taxes.band_wrong") ?? errorOf("band/below")}
                onInput={typed("bandBelow")}
              />
            </FormRow>
            {draft.band === "unit" && !draft.included && draft.kind === "percent" && (
              <Check label={t("console_taxes.within")} checked={draft.within} onChange={(on) => set("within", on)} />
            )}
          </>
        )}
        <FormRow>
          <Field
            type="date"
            label={t("console_money.from_day")}
            hint={t("console_money.from_hint")}
            value={draft.from}
            error={errorOf("from")}
            onInput={typed("from")}
          />
          <Field
            type="date"
            label={t("console_taxes.to_day")}
            value={draft.to}
            error={bad("to", "console_taxes.to_wrong") ?? errorOf("to")}
            onInput={typed("to")}
          />
        </FormRow>
      </details>
    </>
  );
}
