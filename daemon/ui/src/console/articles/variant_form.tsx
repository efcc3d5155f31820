import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, FormRow } from "../../design/Form";
import { parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { currencyHere } from "./goods";

/** Another size, colour or flavour of a product; answers its id. */
export function askVariant(product: string): Promise<string | undefined> {
  const label = t("console_goods.new_variant");
  return openDialog<string>((close) => <VariantForm product={product} close={close} />, { label });
}

function VariantForm({ product, close }: { product: string; close: Close<string> }) {
  const [title, setTitle] = useState("");
  const [sku, setSku] = useState("");
  const [price, setPrice] = useState("");
  const [barcode, setBarcode] = useState("");
  const amount = parseMoney(price, currencyHere());
  const wrong = price.trim() !== "" && amount === null;
  const send = async () => {
    const body = {
      sku: sku.trim(),
      title: title.trim(),
      price: amount,
      barcodes: barcode.trim() === "" ? [] : [barcode.trim()],
    };
    const made = await withApproval("catalogue_edit", t("console_goods.new_variant"), (approval) =>
      act("createVariant", (key) =>
        call("createVariant", { path: { id: product }, body, key, ...(approval ? { approval } : {}) }),
      ),
    );
    if (made) close(made.data.id);
  };
  return (
    <DialogFrame title={t("console_goods.new_variant")}>
      <Form
        what="console_goods.save_failed"
        onSend={send}
        disabled={sku.trim() === "" || title.trim() === "" || wrong}
        beside={<Button onClick={() => close()}>{t("core.cancel")}</Button>}
      >
        {(errorOf) => (
          <>
            <FormRow>
              <Field
                label={t("console_goods.variant_title")}
                value={title}
                dir="auto"
                maxLength={120}
                error={errorOf("title")}
                onInput={(event) => setTitle(event.currentTarget.value)}
              />
              <Field
                label={t("console_goods.sku")}
                value={sku}
                dir="ltr"
                maxLength={100}
                error={errorOf("sku")}
                onInput={(event) => setSku(event.currentTarget.value)}
              />
            </FormRow>
            <FormRow>
              <Field
                numeric
                label={t("console_goods.price")}
                value={price}
                error={wrong ? t("console_goods.wrong_price") : errorOf("price")}
                onInput={(event) => setPrice(event.currentTarget.value)}
              />
              <Field
                label={t("console_goods.barcode")}
                value={barcode}
                dir="ltr"
                error={errorOf("barcodes/0")}
                onInput={(event) => setBarcode(event.currentTarget.value)}
              />
            </FormRow>
          </>
        )}
      </Form>
    </DialogFrame>
  );
}
