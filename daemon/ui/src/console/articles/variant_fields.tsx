import { useState } from "preact/hooks";
import { Field } from "../../design/Field";
import { parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currencyHere } from "./goods";

/** What every new variant has: its number, its price and the code on it. */
export function useVariantFields() {
  const [sku, setSku] = useState("");
  const [price, setPrice] = useState("");
  const [barcode, setBarcode] = useState("");
  const amount = price.trim() === "" ? null : parseMoney(price, currencyHere());
  const wrongPrice = price.trim() !== "" && amount === null;
  const body = { sku: sku.trim(), price: amount, barcodes: barcode.trim() === "" ? [] : [barcode.trim()] };
  const ready = body.sku !== "" && !wrongPrice;
  return { sku, setSku, price, setPrice, barcode, setBarcode, wrongPrice, body, ready };
}
export type VariantFields = ReturnType<typeof useVariantFields>;
type ErrorOf = (pointer: string) => string | undefined;

/** `at` is where the variant lies in what is sent: `variants/0/`. */
export function SkuField({ of, errorOf, at = "" }: { of: VariantFields; errorOf: ErrorOf; at?: string }) {
  return (
    <Field
      label={t("console_goods.sku")}
      value={of.sku}
      dir="ltr"
      maxLength={100}
      error={errorOf(`${at}sku`)}
      onInput={(event) => of.setSku(event.currentTarget.value)}
    />
  );
}
export function PriceField({ of, errorOf, at = "" }: { of: VariantFields; errorOf: ErrorOf; at?: string }) {
  return (
    <Field
      numeric
      label={t("console_goods.price")}
      value={of.price}
      error={of.wrongPrice ? t("console_goods.wrong_price") : errorOf(`${at}price`)}
      onInput={(event) => of.setPrice(event.currentTarget.value)}
    />
  );
}
export function BarcodeField({
  of,
  errorOf,
  at = "",
  hint,
}: {
  of: VariantFields;
  errorOf: ErrorOf;
  at?: string;
  hint?: string;
}) {
  return (
    <Field
      label={t("console_goods.barcode")}
      {...(hint === undefined ? {} : { hint })}
      value={of.barcode}
      dir="ltr"
      error={errorOf(`${at}barcodes/0`)}
      onInput={(event) => of.setBarcode(event.currentTarget.value)}
    />
  );
}
