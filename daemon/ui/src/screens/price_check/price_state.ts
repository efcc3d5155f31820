// What was checked, newest first. Never touches the cart.
import { computed, signal } from "@preact/signals";
import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { play } from "../../sound/sounds";
import { act } from "../../till/act";
import { priceFor } from "../../till/state";

export type Variant = Schemas["Variant"];
export type Product = Schemas["Product"];
export type Unit = Schemas["SoldUnit"];

export interface Checked {
  variant: Variant;
  /** Weight or price that a label carries. */
  quantity?: string;
  labelPrice?: number;
  /** Arrives a moment later: pictures and sizes. */
  product?: Product;
}

export const history = signal<Checked[]>([]);
export const unknown = signal<string | null>(null);
/** A ticket, membership or serial number that was sold here, where the code is no article's. */
export const units = signal<readonly Unit[]>([]);
export const checked = computed(() => history.value[0] ?? null);

const kept = 6;

function put(entry: Checked): void {
  unknown.value = null;
  units.value = [];
  history.value = [entry, ...history.value.filter((each) => each.variant.id !== entry.variant.id)].slice(0, kept);
}

/** Shows an article and fetches what belongs to it. */
export async function show(variant: Variant, label: Pick<Checked, "quantity" | "labelPrice"> = {}): Promise<void> {
  put({ variant, ...label });
  const { data } = await call("getProduct", { path: { id: variant.productId }, query: { priceFor: priceFor.peek() } });
  const fresh = data.variants.find((each) => each.id === variant.id) ?? variant;
  history.value = history.value.map((entry) =>
    entry.variant.id === variant.id ? { ...entry, variant: fresh, product: data } : entry,
  );
}

/** True when the code is an article's. */
export async function check(code: string): Promise<boolean> {
  try {
    const { data } = await call("lookupCode", { path: { code }, query: { priceFor: priceFor.peek() } });
    const label = {
      ...(data.quantity === undefined ? {} : { quantity: data.quantity }),
      ...(data.price === undefined ? {} : { labelPrice: data.price }),
    };
    play("ok");
    await show(data.variant, label);
    return true;
  } catch (error) {
    if (isProblem(error, "unknown-code", "not-found")) {
      if (await checkUnit(code)) return true;
      play("unknown");
      unknown.value = code;
    } else showProblem(error, { what: "price.act_check" });
    return false;
  }
}

async function checkUnit(code: string): Promise<boolean> {
  const found = await call("findSoldUnits", { path: { code } }).catch(() => undefined);
  if (found === undefined || found.data.items.length === 0) return false;
  play("ok");
  unknown.value = null;
  units.value = found.data.items;
  return true;
}

/** A ticket is let in, once; a membership as often as it likes until its last day. */
export async function letIn(unit: Unit): Promise<void> {
  const { data } = await act("use_unit", (key) => call("useSoldUnit", { path: { code: unit.code }, key }));
  play("ok");
  units.value = units.value.map((each) => (each.orderId === unit.orderId ? data : each));
}
