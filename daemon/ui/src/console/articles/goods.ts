import type { Schemas } from "../../api/call";
import { fromZoned, toZoned } from "../../design/zoned";
import { decimal, minorDigits } from "../../i18n/format";
import { site } from "../../till/state";

export type Product = Schemas["Product"];
export type Variant = Schemas["Variant"];
/** An article as a row of a list: one variant, with what it belongs to. */
export interface Article {
  product: Product;
  variant: Variant;
}

/** A product without variants has no row: nothing of it can be sold. */
export function articlesOf(products: readonly Product[]): Article[] {
  return products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
}

/** An amount as a field shows it; empty for none. */
export function typed(minor: number | null | undefined, currency: string): string {
  return minor == null ? "" : decimal(minor, minorDigits(currency));
}

export const currencyHere = () => site.value?.currency ?? "EUR";
const zone = () => site.value?.timeZone ?? "UTC";
/** What a time field holds, so many hours from now. */
export function inHours(hours: number): string {
  return toZoned(Date.now() + hours * 3_600_000, zone());
}
/** RFC 3339 of a time field, null when it holds none. */
export function instantOf(local: string): string | null {
  return fromZoned(local, zone());
}

/** Hands a file to the browser to keep. */
export function keepFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
