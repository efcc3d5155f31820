import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { Sheet } from "../frame/Sheet";
import { goTo, linkTo } from "../place";
import { useScans } from "./ArticlePicker";
import { CategorySelect, TaxSelect } from "./ArticleSheet";
import { BarcodeField, PriceField, SkuField, useVariantFields } from "./variant_fields";

/** A product with one variant; more come on its page. A scan fills the barcode. */
export function NewArticle() {
  const [name, setName] = useState("");
  const fields = useVariantFields();
  const [tax, setTax] = useState("");
  const [category, setCategory] = useState("");
  const [unit, setUnit] = useState<"piece" | "kg">("piece");
  useScans((code) => fields.setBarcode(code.replace(/^\][A-Za-z]\d/, "")));
  const save = async () => {
    const variant = { ...fields.body, unit, ...(unit === "kg" ? { decimals: 3 } : {}) };
    const body = { name, taxCategory: tax, variants: [variant], ...(category ? { categories: [category] } : {}) };
    const made = await withApproval("catalogue_edit", t("console_goods.new"), (approval) =>
      act("createProduct", (key) => call("createProduct", { body, key, ...(approval ? { approval } : {}) })),
    );
    if (made) goTo("articles", [made.data.id], {}, true);
  };
  const back = { href: linkTo("articles"), label: t("console_goods.articles") };
  return (
    <Sheet title={t("console_goods.new")} back={back}>
      <Card>
        <Form
          what="console_goods.save_failed"
          onSend={save}
          disabled={name.trim() === "" || tax === "" || !fields.ready}
        >
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
                <SkuField of={fields} errorOf={errorOf} at="variants/0/" />
                <BarcodeField of={fields} errorOf={errorOf} at="variants/0/" hint={t("console_goods.barcode_hint")} />
              </FormRow>
              <FormRow>
                <PriceField of={fields} errorOf={errorOf} at="variants/0/" />
                <Select
                  label={t("console_goods.unit")}
                  value={unit}
                  options={[
                    { value: "piece", label: t("console_goods.unit_piece") },
                    { value: "kg", label: "kg" },
                  ]}
                  onChoose={(value) => setUnit(value === "kg" ? "kg" : "piece")}
                />
              </FormRow>
              <FormRow>
                <TaxSelect value={tax} onChoose={setTax} error={errorOf("taxCategory")} />
                <CategorySelect value={category} onChoose={setCategory} />
              </FormRow>
            </>
          )}
        </Form>
      </Card>
    </Sheet>
  );
}
