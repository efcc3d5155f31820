import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Check } from "../../design/Form";
import { t } from "../../i18n/text";
import { change, draft } from "./claim";
import { categoryCode, rateOf } from "./draft";
import { said, type Wrong } from "./StoreStep";

/** What is taxed how; the country's rates stand there already. */
export function TaxStep({ wrong }: { wrong: Wrong }) {
  const { rates, taxWord, included } = draft.value;
  const put = (at: number, rate: string) => change({ rates: rates.map((old, which) => (which === at ? rate : old)) });
  return (
    <>
      <Field
        label={t("console_setup.tax_word")}
        hint={t("console_setup.tax_word_hint")}
        value={taxWord}
        maxLength={12}
        onInput={(event) => change({ taxWord: event.currentTarget.value })}
      />
      <div class="setup-list">
        {rates.map((rate, at) => (
          <div class="setup-row" key={at}>
            <Field
              numeric
              label={t("console_setup.rate_of", { category: t(`console_setup.tax_${categoryWord(rates, at)}`) })}
              value={rate}
              error={said(wrong, `rate${at}`)}
              onInput={(event) => put(at, event.currentTarget.value)}
              onBlur={() => put(at, rateOf(rate) ?? rate)}
            />
            {rates.length > 1 && (
              <Button
                kind="quiet"
                icon="trash"
                aria-label={t("console_setup.remove_rate", { rate })}
                onClick={() => change({ rates: rates.filter((_, which) => which !== at) })}
              />
            )}
          </div>
        ))}
        {rates.length < 5 && (
          <Button icon="plus" onClick={() => change({ rates: [...rates, ""] })}>
            {t("console_setup.add_rate")}
          </Button>
        )}
      </div>
      <Check
        label={t("console_setup.included")}
        hint={t("console_setup.included_hint")}
        checked={included}
        onChange={(checked) => change({ included: checked })}
      />
    </>
  );
}

/** The text's name of a category: `standard`, `reduced`, `other` or `zero`. */
export function categoryWord(rates: readonly string[], at: number): string {
  const code = categoryCode(rates, at);
  return ["standard", "reduced", "zero"].includes(code) ? code : "other";
}
