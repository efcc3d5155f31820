// Articles that come back without a receipt.
import { computed, signal } from "@preact/signals";
import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showBanner, showProblem } from "../../design/Banner";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { play } from "../../sound/sounds";
import { training } from "../../till/state";
import { fromMicro, toMicro } from "./selection";
import type { OpenLine } from "./submit";

export type Variant = Schemas["Variant"];
export interface Back {
  variant: Variant;
  quantity: bigint;
  /** What is paid back for one, where the cashier said it; null is the list price. */
  price: number | null;
}

export const coming = signal<Back[]>([]);

const one = 1_000_000n;
export const priceOf = (back: Back) => back.price ?? back.variant.price;
/** Minor units at the price shown, halves up. The daemon prices it by its books; this is what the cashier can expect. */
export const worthOf = (back: Back) => Number((2n * BigInt(priceOf(back) ?? 0) * back.quantity + one) / (2n * one));
export const estimate = computed(() => coming.value.reduce((sum, back) => sum + worthOf(back), 0));
export const complete = computed(() => coming.value.length > 0 && coming.value.every((back) => priceOf(back) !== null));

/** One more of an article; a weighed one by what its label says, else one whole unit. */
export function addBack(variant: Variant, quantity: bigint = one): void {
  const known = coming.value.find((back) => back.variant.id === variant.id);
  if (known) change(variant.id, { quantity: known.quantity + quantity });
  else coming.value = [...coming.value, { variant, quantity, price: null }];
}

export function change(variantId: string, part: Partial<Pick<Back, "quantity" | "price">>): void {
  coming.value = coming.value
    .map((back) => (back.variant.id === variantId ? { ...back, ...part } : back))
    .filter((back) => back.quantity > 0n);
}

/** Looks a code up and puts what it means on the list. */
export async function addArticle(code: string): Promise<boolean> {
  try {
    const { data } = await call("lookupCode", { path: { code } });
    addBack(data.variant, toMicro(data.quantity ?? "") ?? one);
    play("ok");
    return true;
  } catch (error) {
    if (!isProblem(error, "unknown-code", "not-found")) showProblem(error, { what: "returns.act_article" });
    else {
      play("unknown");
      showBanner({ id: "returns-unknown", tone: "warning", title: t("returns.unknown_code", { code: ltr(code) }) });
    }
    return false;
  }
}

export function openLines(): OpenLine[] {
  return coming.value.map((back) => ({
    variantId: back.variant.id,
    quantity: fromMicro(back.quantity),
    ...(back.price === null ? {} : { unitPrice: back.price }),
  }));
}

training.subscribe(() => {
  coming.value = [];
});
