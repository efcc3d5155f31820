import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Button } from "../../design/Button";
import { Card, Cards } from "../../design/Card";
import { Chips } from "../../design/Chips";
import { Field } from "../../design/Field";
import { Check, Form, FormRow, Select, TextArea } from "../../design/Form";
import { Tabs } from "../../design/Tabs";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { can } from "../../till/session";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { tell } from "../tell";
import { ArticlePrices } from "./ArticlePrices";
import { Governed } from "./Governed";
import type { Product, Variant } from "./goods";
import { TermsCard } from "./terms/TermsCard";
import { askVariant } from "./variant_form";

/** One product with its variants: what it is, what it costs over time, its stock. */
export function ArticleSheet({ id }: { id: string }) {
  const product = useResource("getProduct", { path: { id } }, { topics: ["catalogue"] });
  const [chosen, setChosen] = useState<string>();
  const back = { href: linkTo("articles"), label: t("console_goods.articles") };
  const added = async (variant: string) => {
    await product.reload();
    setChosen(variant);
  };
  return (
    <Sheet
      title={<bdi>{product.data?.name ?? t("core.loading")}</bdi>}
      back={back}
      actions={
        product.data &&
        can("catalogue_edit") && (
          <Button icon="plus" onClick={() => void askVariant(id).then((made) => (made ? added(made) : undefined))}>
            {t("console_goods.new_variant")}
          </Button>
        )
      }
    >
      <Governed operations={["catalogue.edit", "price.down"]} />
      <Loaded of={product}>
        {(data) => {
          const variant = data.variants.find((each) => each.id === chosen) ?? data.variants[0];
          return (
            <>
              {data.variants.length > 1 && (
                <Tabs
                  label={t("console_goods.variants")}
                  value={variant?.id ?? ""}
                  options={data.variants.map((each) => ({ value: each.id, label: each.title || each.sku }))}
                  onChange={setChosen}
                />
              )}
              {variant && <ArticlePrices variant={variant} onChanged={product.reload} />}
              <Cards min="22rem">
                {variant && <VariantCard key={variant.id} variant={variant} onSaved={product.reload} />}
                {variant && <TermsCard key={`terms-${variant.id}`} variant={variant} />}
                <ProductCard product={data} onSaved={product.reload} />
              </Cards>
            </>
          );
        }}
      </Loaded>
    </Sheet>
  );
}

function told(reload: () => Promise<void>): Promise<void> {
  tell(t("console_goods.saved"));
  return reload();
}

function ProductCard({ product, onSaved }: { product: Product; onSaved: () => Promise<void> }) {
  const [name, setName] = useState(product.name);
  const [description, setDescription] = useState(product.description);
  const [tax, setTax] = useState(product.taxCategory);
  const [categories, setCategories] = useState(product.categories.map(({ id }) => id));
  const [age, setAge] = useState(product.minAge === null ? "" : String(product.minAge));
  const [active, setActive] = useState(product.active);
  const save = () =>
    withApproval("catalogue_edit", t("console_goods.save_article"), (approval) =>
      act("updateProduct", (key) =>
        call("updateProduct", {
          path: { id: product.id },
          body: {
            name,
            description,
            taxCategory: tax,
            minAge: age.trim() === "" ? null : Number(age),
            active,
            categories,
          },
          key,
          ...(approval ? { approval } : {}),
        }),
      ),
    ).then((done) => (done ? told(onSaved) : undefined));
  return (
    <Card title={t("console_goods.product")}>
      <Form what="console_goods.save_failed" onSend={save} disabled={!can("catalogue_edit")}>
        {(errorOf) => (
          <>
            <Field
              label={t("console_goods.name")}
              value={name}
              dir="auto"
              maxLength={200}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <FormRow>
              <TaxSelect value={tax} onChoose={setTax} error={errorOf("taxCategory")} />
              <Field
                numeric
                label={t("console_goods.min_age")}
                value={age}
                error={errorOf("minAge")}
                onInput={(event) => setAge(event.currentTarget.value.replace(/\D/g, ""))}
              />
            </FormRow>
            <Categories chosen={categories} onChange={setCategories} />
            <TextArea label={t("console_goods.description")} value={description} onInput={setDescription} />
            <Check label={t("console_goods.product_active")} checked={active} onChange={setActive} />
          </>
        )}
      </Form>
    </Card>
  );
}

function VariantCard({ variant, onSaved }: { variant: Variant; onSaved: () => Promise<void> }) {
  const [name, setName] = useState(variant.name);
  const [codes, setCodes] = useState(variant.barcodes.join(" "));
  const [active, setActive] = useState(variant.active);
  const [discountable, setDiscountable] = useState(variant.discountable);
  const save = () =>
    withApproval("catalogue_edit", t("console_goods.save_article"), (approval) =>
      act("updateVariant", (key) =>
        call("updateVariant", {
          path: { id: variant.id },
          body: { name, barcodes: codes.split(/[\s,;]+/).filter((code) => code !== ""), active, discountable },
          key,
          ...(approval ? { approval } : {}),
        }),
      ),
    ).then((done) => (done ? told(onSaved) : undefined));
  return (
    <Card title={t("console_goods.article")}>
      <Form what="console_goods.save_failed" onSend={save} disabled={!can("catalogue_edit")}>
        {(errorOf) => (
          <>
            <p class="quiet">
              {t("console_goods.sku")} <bdi dir="ltr">{variant.sku}</bdi> · {t("console_goods.unit")}{" "}
              <bdi dir="ltr">{variant.unit}</bdi>
            </p>
            <Field
              label={t("console_goods.receipt_name")}
              value={name}
              dir="auto"
              maxLength={200}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Field
              label={t("console_goods.barcodes")}
              hint={t("console_goods.barcodes_hint")}
              value={codes}
              dir="ltr"
              error={errorOf("barcodes")}
              onInput={(event) => setCodes(event.currentTarget.value)}
            />
            <Check label={t("console_goods.variant_active")} checked={active} onChange={setActive} />
            <Check label={t("console_goods.discountable")} checked={discountable} onChange={setDiscountable} />
          </>
        )}
      </Form>
    </Card>
  );
}

/** A product lies in as many categories as it should be found in. */
function Categories({ chosen, onChange }: { chosen: string[]; onChange: (ids: string[]) => void }) {
  const known = useResource("listCategories").data?.items ?? [];
  const nameOf = (id: string) => known.find((each) => each.id === id)?.name ?? "";
  const rest = known.filter(({ id }) => !chosen.includes(id)).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Select
        label={t("console_goods.add_category")}
        value=""
        options={[{ value: "", label: t("console_goods.choose") }, ...rest]}
        onChoose={(id) => id !== "" && onChange([...chosen, id])}
      />
      <Chips
        items={chosen.map((id) => ({ id, name: nameOf(id) }))}
        onRemove={(id) => onChange(chosen.filter((each) => each !== id))}
      />
    </>
  );
}

interface Choice {
  value: string;
  onChoose: (value: string) => void;
  error?: string | undefined;
}
export function TaxSelect({ value, onChoose, error }: Choice) {
  const taxes = useResource("listTaxCategories");
  const known = (taxes.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const options = value === "" ? [{ value: "", label: t("console_goods.choose") }, ...known] : known;
  return <Select label={t("console_goods.tax")} {...{ value, options, onChoose, error }} />;
}
export function CategorySelect({ value, onChoose, error }: Choice) {
  const categories = useResource("listCategories");
  const known = (categories.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const options = [{ value: "", label: t("console_goods.no_category") }, ...known];
  return <Select label={t("console_goods.category")} {...{ value, options, onChoose, error }} />;
}
