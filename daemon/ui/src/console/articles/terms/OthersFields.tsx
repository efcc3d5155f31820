import { Button } from "../../../design/Button";
import { Field } from "../../../design/Field";
import { FormRow, Select } from "../../../design/Form";
import { t } from "../../../i18n/text";
import { askArticle } from "./ask_article";
import { freshShare, type ShareDraft, shareKinds, substitutePrices, type TermsDraft } from "./terms_draft";

interface Props {
  draft: TermsDraft;
  errorOf: (place: string) => string | undefined;
  change: (draft: TermsDraft) => void;
}

/** Of the net of each sale, what belongs to somebody else. */
export function ShareFields({ draft, errorOf, change }: Props) {
  const { shares } = draft;
  const put = (at: number, share: ShareDraft) =>
    change({ ...draft, shares: shares.map((each, i) => (i === at ? share : each)) });
  return (
    <fieldset class="terms-part">
      <legend>{t("console_terms.shares")}</legend>
      {shares.map((share, i) => (
        <div key={i} class="terms-row">
          <FormRow>
            <Select
              label={t("console_terms.share_kind")}
              value={share.kind}
              options={shareKinds.map((value) => ({ value, label: t(`console_terms.share_${value}`) }))}
              onChoose={(kind) => put(i, { ...share, kind: kind as ShareDraft["kind"] })}
            />
            <Field
              label={t("console_terms.party")}
              value={share.party}
              dir="auto"
              maxLength={100}
              error={errorOf(`shares/${i}/party`)}
              onInput={(event) => put(i, { ...share, party: event.currentTarget.value })}
            />
            <Field
              numeric
              label={t("console_terms.percent")}
              value={share.percent}
              error={errorOf(`shares/${i}/percent`)}
              onInput={(event) => put(i, { ...share, percent: event.currentTarget.value })}
            />
          </FormRow>
          <Button
            kind="quiet"
            icon="trash"
            aria-label={t("console_terms.remove_share", { n: i + 1 })}
            onClick={() => change({ ...draft, shares: shares.filter((_, at) => at !== i) })}
          />
        </div>
      ))}
      <div class="terms-buttons">
        <Button size="small" icon="plus" onClick={() => change({ ...draft, shares: [...shares, freshShare] })}>
          {t("console_terms.add_share")}
        </Button>
      </div>
    </fieldset>
  );
}

/** What may be given instead, the best first, and at whose price. */
export function SubstituteFields({ draft, errorOf, change }: Props) {
  const { substitutes } = draft;
  const add = async () => {
    const found = await askArticle(t("console_terms.add_substitute"));
    if (found === undefined || substitutes.some(({ sku }) => sku === found.sku)) return;
    change({ ...draft, substitutes: [...substitutes, { sku: found.sku, price: "cheaper" }] });
  };
  return (
    <fieldset class="terms-part">
      <legend>{t("console_terms.substitutes")}</legend>
      {substitutes.map((each, i) => (
        <div key={each.sku} class="terms-row">
          <Select
            label={t("console_terms.price_of", { sku: each.sku })}
            value={each.price}
            options={substitutePrices.map((value) => ({ value, label: t(`console_terms.price_${value}`) }))}
            error={errorOf(`substitutes/${i}/sku`)}
            onChoose={(price) =>
              change({
                ...draft,
                substitutes: substitutes.map((other, at) =>
                  at === i ? { sku: each.sku, price: price as typeof each.price } : other,
                ),
              })
            }
          />
          <Button
            kind="quiet"
            icon="trash"
            aria-label={t("console_terms.remove_option", { sku: each.sku })}
            onClick={() => change({ ...draft, substitutes: substitutes.filter((_, at) => at !== i) })}
          />
        </div>
      ))}
      <div class="terms-buttons">
        <Button size="small" icon="plus" onClick={() => void add()}>
          {t("console_terms.add_substitute")}
        </Button>
      </div>
    </fieldset>
  );
}
