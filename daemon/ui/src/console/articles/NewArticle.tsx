import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { Sheet } from "../frame/Sheet";
import { goTo, linkTo } from "../place";
import { useScans } from "./ArticlePicker";
import { CategorySelect, TaxSelect } from "./ArticleSheet";
import { currencyHere } from "./goods";

/** A product with one variant; more come on its page. A scan fills the barcode. */
export function NewArticle() {
  const [name, setName] = useState("");
  const [sku, setSku] = useState("");
  const [price, setPrice] = useState("");
  const [barcode, setBarcode] = useState("");
  const [tax, setTax] = useState("");
  const [category, setCategory] = useState("");
  const [unit, setUnit] = useState<"piece" | "kg">("piece");
  useScans((code) => setBarcode(code.replace(/^\][A-Za-z]\d/, "")));
  const wrongPrice = price.trim() !== "" && parseMoney(price, currencyHere()) === null;
  const save = async () => {
    const variant = {
      sku: sku.trim(),
      unit,
      ...(unit === "kg" ? { decimals: 3 } : {}),
      price: price.trim() === "" ? null : parseMoney(price, currencyHere()),
      barcodes: barcode.trim() === "" ? [] : [barcode.trim()],
    };
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
          disabled={name.trim() === "" || sku.trim() === "" || tax === "" || wrongPrice}
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
                <Field
                  label={t("console_goods.sku")}
                  value={sku}
                  dir="ltr"
                  maxLength={100}
                  error={errorOf("variants/0/sku")}
                  onInput={(event) => setSku(event.currentTarget.value)}
                />
                <Field
                  label={t("console_goods.barcode")}
                  hint={t("console_goods.barcode_hint")}
                  value={barcode}
                  dir="ltr"
                  error={errorOf("variants/0/barcodes/0")}
                  onInput={(event) => setBarcode(event.currentTarget.value)}
                />
              </FormRow>
              <FormRow>
                <Field
                  numeric
                  label={t("console_goods.price")}
                  value={price}
                  error={wrongPrice ? t("console_goods.wrong_price") : errorOf("variants/0/price")}
                  onInput={(event) => setPrice(event.currentTarget.value)}
                />
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
