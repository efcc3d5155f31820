import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, FormRow } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { BarcodeField, PriceField, SkuField, useVariantFields } from "./variant_fields";

/** Another size, colour or flavour of a product; answers its id. */
export function askVariant(product: string): Promise<string | undefined> {
  const label = t("console_goods.new_variant");
  return openDialog<string>((close) => <VariantForm product={product} close={close} />, { label });
}

function VariantForm({ product, close }: { product: string; close: Close<string> }) {
  const [title, setTitle] = useState("");
  const fields = useVariantFields();
  const send = async () => {
    const body = { ...fields.body, title: title.trim() };
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
        disabled={title.trim() === "" || !fields.ready}
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
              <SkuField of={fields} errorOf={errorOf} />
            </FormRow>
            <FormRow>
              <PriceField of={fields} errorOf={errorOf} />
              <BarcodeField of={fields} errorOf={errorOf} />
            </FormRow>
          </>
        )}
      </Form>
    </DialogFrame>
  );
}
