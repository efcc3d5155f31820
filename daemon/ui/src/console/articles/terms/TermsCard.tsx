import { useState } from "preact/hooks";
import { call } from "../../../api/call";
import { Button } from "../../../design/Button";
import { Card } from "../../../design/Card";
import { Field } from "../../../design/Field";
import { Check, Form, FormRow, Select } from "../../../design/Form";
import { t } from "../../../i18n/text";
import { act } from "../../../till/act";
import { withApproval } from "../../../till/approval";
import { can } from "../../../till/session";
import { useResource } from "../../data";
import { Loaded } from "../../Loaded";
import { tell } from "../../tell";
import { currencyHere, type Variant } from "../goods";
import { GroupFields } from "./GroupFields";
import { ShareFields, SubstituteFields } from "./OthersFields";
import {
  draftOf,
  freshGroup,
  type GroupDraft,
  issued,
  type Terms,
  type TermsDraft,
  termsOf,
  wrongIn,
} from "./terms_draft";
import "./terms.css";

/** What selling the article takes besides a price: numbers, codes, packaging, choices, and whose the money is. */
export function TermsCard({ variant }: { variant: Variant }) {
  const terms = useResource("getArticleTerms", { path: { id: variant.id } }, { topics: ["catalogue"] });
  return (
    <Card title={t("console_terms.title")}>
      <Loaded of={terms}>{(data) => <TermsForm variant={variant} terms={data} reload={terms.reload} />}</Loaded>
    </Card>
  );
}

/** Units of what a scale says gross; elsewhere a tare means nothing. */
const weights: ReadonlySet<string> = new Set(["kg", "g", "lb", "oz"]);

interface Props {
  variant: Variant;
  terms: Terms;
  reload: () => Promise<void>;
}
function TermsForm({ variant, terms, reload }: Props) {
  const money = currencyHere();
  const [draft, setDraft] = useState(draftOf(terms, money));
  const wrong = wrongIn(draft, money);
  const set = (part: Partial<TermsDraft>) => setDraft({ ...draft, ...part });
  const save = async () => {
    const done = await withApproval("catalogue_edit", t("console_goods.save_article"), (approval) =>
      act("terms", (key) =>
        call("putArticleTerms", {
          path: { id: variant.id },
          body: termsOf(draft, money),
          key,
          ...(approval ? { approval } : {}),
        }),
      ),
    );
    if (!done) return;
    tell(t("console_goods.saved"));
    await reload();
  };
  return (
    <Form what="console_goods.save_failed" onSend={save} disabled={!can("catalogue_edit") || wrong.size > 0}>
      {(refused) => {
        const errorOf = (place: string) => {
          const key = wrong.get(place);
          return key ? t(key) : refused(place);
        };
        const part = { draft, errorOf, change: setDraft };
        return (
          <>
            <FormRow>
              <Field
                numeric
                label={t("console_terms.warranty")}
                value={draft.warranty}
                error={errorOf("warrantyMonths")}
                onInput={(event) => set({ warranty: event.currentTarget.value })}
              />
              {weights.has(variant.unit) && (
                <Field
                  numeric
                  label={t("console_terms.tare", { unit: variant.unit })}
                  hint={t("console_terms.tare_hint")}
                  value={draft.tare}
                  error={errorOf("tare")}
                  onInput={(event) => set({ tare: event.currentTarget.value })}
                />
              )}
            </FormRow>
            <Check
              label={t("console_terms.serial")}
              hint={t("console_terms.serial_hint")}
              checked={draft.serial}
              onChange={(serial) => set({ serial })}
            />
            <FormRow>
              <Select
                label={t("console_terms.issues")}
                value={draft.issues}
                options={issued.map((value) => ({ value, label: t(`console_terms.issues_${value || "nothing"}`) }))}
                error={errorOf("issues")}
                onChoose={(value) => set({ issues: value as TermsDraft["issues"] })}
              />
              {draft.issues !== "" && (
                <Field
                  numeric
                  label={t("console_terms.valid_days")}
                  hint={t("console_terms.valid_hint")}
                  value={draft.validDays}
                  error={errorOf("validDays")}
                  onInput={(event) => set({ validDays: event.currentTarget.value })}
                />
              )}
            </FormRow>
            <Choices {...part} />
            <SubstituteFields {...part} />
            <ShareFields {...part} />
          </>
        );
      }}
    </Form>
  );
}

function Choices({
  draft,
  errorOf,
  change,
}: {
  draft: TermsDraft;
  errorOf: (place: string) => string | undefined;
  change: (draft: TermsDraft) => void;
}) {
  const { groups, combo } = draft;
  const put = (at: number, group: GroupDraft) =>
    change({ ...draft, groups: groups.map((each, i) => (i === at ? group : each)) });
  const missing = errorOf("choices") ?? errorOf("combo");
  return (
    <section class="terms-choices" aria-label={t("console_terms.choices")}>
      <h3>{t("console_terms.choices")}</h3>
      <Check
        label={t("console_terms.combo")}
        hint={t("console_terms.combo_hint")}
        checked={combo}
        onChange={(checked) => change({ ...draft, combo: checked })}
      />
      {groups.map((group, i) => (
        <GroupFields
          key={i}
          number={i + 1}
          group={group}
          combo={combo}
          errorOf={(member) => errorOf(`choices/${i}/${member}`)}
          change={(fresh) => put(i, fresh)}
          remove={() => change({ ...draft, groups: groups.filter((_, at) => at !== i) })}
        />
      ))}
      {missing && <p class="field-error">{missing}</p>}
      <div class="terms-buttons">
        <Button size="small" icon="plus" onClick={() => change({ ...draft, groups: [...groups, freshGroup] })}>
          {t("console_terms.add_group")}
        </Button>
      </div>
    </section>
  );
}
