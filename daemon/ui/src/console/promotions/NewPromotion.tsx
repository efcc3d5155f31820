import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { Chips } from "../../design/Chips";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { TimeField } from "../../design/TimeField";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { ArticlePicker } from "../articles/ArticlePicker";
import { instantOf } from "../articles/goods";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { goTo, linkTo } from "../place";
import { blank, days, idOf, type Kind, kinds, lacking, ruleOf, type Simple } from "./rules";

/** The promotions that most shops have, by a form; anything else is a document (`/import`). */
export function NewPromotion() {
  const [simple, setSimple] = useState<Simple>(blank);
  const [starts, setStarts] = useState("");
  const [ends, setEnds] = useState("");
  const set = (more: Partial<Simple>) => setSimple((before) => ({ ...before, ...more }));
  const whole = { ...simple, starts: instantOf(starts), ends: instantOf(ends) };
  const missing = lacking(whole);
  const save = async () => {
    const body = [ruleOf(whole)] as never;
    const made = await withApproval("catalogue_edit", t("console_goods.new_promotion"), (approval) =>
      act("importPromotionRules", (key) =>
        call("importPromotionRules", { body, key, ...(approval ? { approval } : {}) }),
      ),
    );
    if (made) goTo("promotions", [], {}, true);
  };
  const back = { href: linkTo("promotions"), label: t("console_goods.promotions") };
  return (
    <Sheet title={t("console_goods.new_promotion")} intro={t("console_goods.new_promotion_intro")} back={back}>
      <Form what="console_goods.save_failed" onSend={save} disabled={missing !== undefined}>
        {() => (
          <>
            <Card title={t("console_goods.what")}>
              <FormRow>
                <Field
                  label={t("console_goods.name")}
                  hint={t("console_goods.promotion_name_hint")}
                  value={simple.name}
                  dir="auto"
                  maxLength={200}
                  onInput={(event) => set({ name: event.currentTarget.value, id: idOf(event.currentTarget.value) })}
                />
                <Field
                  label={t("console_goods.promotion_id")}
                  value={simple.id}
                  dir="ltr"
                  maxLength={100}
                  onInput={(event) => set({ id: event.currentTarget.value })}
                />
              </FormRow>
              <Deal simple={simple} set={set} />
            </Card>
            <About simple={simple} set={set} />
            <Card title={t("console_goods.when")}>
              <FormRow>
                <TimeField
                  label={t("console_goods.from")}
                  hint={t("console_goods.from_hint")}
                  value={starts}
                  onInput={setStarts}
                />
                <TimeField
                  label={t("console_goods.to")}
                  hint={t("console_goods.to_hint")}
                  value={ends}
                  onInput={setEnds}
                />
              </FormRow>
              <Week simple={simple} set={set} />
            </Card>
            <Card title={t("console_goods.for_whom")}>
              <FormRow>
                <Field
                  label={t("console_goods.code")}
                  hint={t("console_goods.code_hint")}
                  value={simple.coupon}
                  dir="ltr"
                  onInput={(event) => set({ coupon: event.currentTarget.value })}
                />
                <Field
                  label={t("console_goods.customer_group")}
                  hint={t("console_goods.customer_group_hint")}
                  value={simple.group}
                  dir="ltr"
                  onInput={(event) => set({ group: event.currentTarget.value })}
                />
              </FormRow>
            </Card>
            {missing && <p class="quiet">{t(`console_goods.lacking_${missing}`)}</p>}
          </>
        )}
      </Form>
    </Sheet>
  );
}

interface Part {
  simple: Simple;
  set: (more: Partial<Simple>) => void;
}

function Deal({ simple, set }: Part) {
  const whole = (text: string) => Number(text.replace(/\D/g, "")) || 0;
  return (
    <FormRow>
      <Select
        label={t("console_goods.deal")}
        value={simple.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`console_goods.deal_${kind}`) }))}
        onChoose={(kind) => set({ kind: kind as Kind })}
      />
      {simple.kind === "n_for_m" || simple.kind === "nth_percent" ? (
        <Field
          numeric
          label={t(simple.kind === "n_for_m" ? "console_goods.take" : "console_goods.every_nth")}
          value={String(simple.take)}
          onInput={(event) => set({ take: whole(event.currentTarget.value) })}
        />
      ) : null}
      {simple.kind === "n_for_m" ? (
        <Field
          numeric
          label={t("console_goods.pay")}
          value={String(simple.pay)}
          onInput={(event) => set({ pay: whole(event.currentTarget.value) })}
        />
      ) : (
        <Field
          numeric
          label={t(`console_goods.value_${simple.kind}`)}
          value={simple.value}
          onInput={(event) => set({ value: event.currentTarget.value })}
        />
      )}
    </FormRow>
  );
}

function About({ simple, set }: Part) {
  const categories = useResource("listCategories");
  const known = categories.data?.items ?? [];
  const rest = known.filter(({ slug }) => !simple.categories.includes(slug));
  const nameOf = (slug: string) => known.find((each) => each.slug === slug)?.name ?? slug;
  const nothing = simple.skus.length + simple.categories.length === 0;
  return (
    <Card title={t("console_goods.about")}>
      <p class="quiet">{t(nothing ? "console_goods.about_all" : "console_goods.about_these")}</p>
      <Chips
        items={simple.categories.map((slug) => ({ id: slug, name: nameOf(slug) }))}
        onRemove={(slug) => set({ categories: simple.categories.filter((each) => each !== slug) })}
      />
      <Chips
        items={simple.skus.map((sku) => ({ id: sku, name: sku }))}
        onRemove={(sku) => set({ skus: simple.skus.filter((each) => each !== sku) })}
      />
      <FormRow>
        <Select
          label={t("console_goods.add_category")}
          value=""
          options={[
            { value: "", label: t("console_goods.choose") },
            ...rest.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          onChoose={(slug) => slug !== "" && set({ categories: [...simple.categories, slug] })}
        />
      </FormRow>
      <AddArticle onAdd={(sku) => simple.skus.includes(sku) || set({ skus: [...simple.skus, sku] })} />
    </Card>
  );
}

/** A form of its own inside the page's would not be one: the search opens beside it. */
function AddArticle({ onAdd }: { onAdd: (sku: string) => void }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button icon="plus" onClick={() => setOpen(true)}>
        {t("console_goods.add_article")}
      </Button>
    );
  return <ArticlePicker inside label={t("console_goods.add_article")} onPick={({ sku }) => onAdd(sku)} />;
}

function Week({ simple, set }: Part) {
  const toggle = (day: string) =>
    set({ days: simple.days.includes(day) ? simple.days.filter((each) => each !== day) : [...simple.days, day] });
  return (
    <>
      <fieldset class="week">
        <legend>{t("console_goods.days_of_week")}</legend>
        {days.map((day) => (
          <Button key={day} size="small" aria-pressed={simple.days.includes(day)} onClick={() => toggle(day)}>
            {t(`console_goods.day_${day}`)}
          </Button>
        ))}
      </fieldset>
      <FormRow>
        {(["from", "to"] as const).map((end) => (
          <Field
            key={end}
            label={t(`console_goods.hour_${end}`)}
            hint={t("console_goods.hour_hint")}
            value={simple[end]}
            dir="ltr"
            placeholder="16:00"
            pattern="[0-2][0-9]:[0-5][0-9]"
            onInput={(event) => set({ [end]: event.currentTarget.value })}
          />
        ))}
      </FormRow>
    </>
  );
}
