import { Button } from "../../../design/Button";
import { Field } from "../../../design/Field";
import { FormRow } from "../../../design/Form";
import { t } from "../../../i18n/text";
import { askArticle } from "./ask_article";
import type { GroupDraft, OptionDraft } from "./terms_draft";

interface Props {
  number: number;
  group: GroupDraft;
  combo: boolean;
  errorOf: (member: string) => string | undefined;
  change: (group: GroupDraft) => void;
  remove: () => void;
}

/** One thing to choose: how many of what. */
export function GroupFields({ number, group, combo, errorOf, change, remove }: Props) {
  const option = (at: number, fresh: OptionDraft) =>
    change({ ...group, options: group.options.map((each, i) => (i === at ? fresh : each)) });
  const add = async () => {
    const found = await askArticle(t("console_terms.add_option"));
    if (found === undefined || group.options.some(({ sku }) => sku === found.sku)) return;
    change({ ...group, options: [...group.options, { sku: found.sku, extra: "" }] });
  };
  const none = errorOf("options");
  return (
    <fieldset class="terms-part">
      <legend>{t("console_terms.group_n", { n: number })}</legend>
      <Field
        label={t("console_terms.group_name")}
        value={group.name}
        dir="auto"
        maxLength={60}
        error={errorOf("name")}
        onInput={(event) => change({ ...group, name: event.currentTarget.value })}
      />
      <FormRow>
        <Field
          numeric
          label={t("console_terms.least")}
          value={group.least}
          error={errorOf("least")}
          onInput={(event) => change({ ...group, least: event.currentTarget.value })}
        />
        <Field
          numeric
          label={t("console_terms.most")}
          value={group.most}
          error={errorOf("most")}
          onInput={(event) => change({ ...group, most: event.currentTarget.value })}
        />
      </FormRow>
      <ul class="terms-options">
        {group.options.map((each, i) => (
          <li key={each.sku}>
            <Field
              numeric
              label={t("console_terms.extra_of", { sku: each.sku })}
              hint={t(combo ? "console_terms.extra_combo" : "console_terms.extra_own")}
              value={each.extra}
              error={errorOf(`options/${i}/sku`) ?? errorOf(`options/${i}/extra`)}
              onInput={(event) => option(i, { ...each, extra: event.currentTarget.value })}
            />
            <Button
              kind="quiet"
              icon="trash"
              aria-label={t("console_terms.remove_option", { sku: each.sku })}
              onClick={() => change({ ...group, options: group.options.filter((_, at) => at !== i) })}
            />
          </li>
        ))}
      </ul>
      {none && <p class="field-error">{none}</p>}
      <div class="terms-buttons">
        <Button size="small" icon="plus" onClick={() => void add()}>
          {t("console_terms.add_option")}
        </Button>
        <Button size="small" kind="quiet" onClick={remove}>
          {t("console_terms.remove_group")}
        </Button>
      </div>
    </fieldset>
  );
}
