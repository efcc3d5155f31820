// Promotion rules as people see them: their state, and simple ones made from a few fields. Pure.
import type { Schemas } from "../../api/call";

export type Rule = Schemas["PromotionRule"];
export type RuleState = "running" | "planned" | "ended";
export interface Window {
  days?: string[];
  from?: string;
  to?: string;
}
/** What is read of a rule here; schema/promotion-rule.schema.json has the rest. */
export interface RuleDocument {
  id: string;
  name?: string;
  starts?: string;
  ends?: string;
  coupon?: string;
  priority?: number;
  customer_groups?: string[];
  schedule?: Window[];
  actions: Record<string, unknown>[];
  [more: string]: unknown;
}
export const documentOf = (rule: Rule) => rule.document as unknown as RuleDocument;

export function stateOf({ starts, ends }: Pick<RuleDocument, "starts" | "ends">, now: number): RuleState {
  if (ends !== undefined && Date.parse(ends) <= now) return "ended";
  return starts !== undefined && now < Date.parse(starts) ? "planned" : "running";
}

export const kinds = ["percent", "amount", "fixed_price", "n_for_m", "nth_percent"] as const;
export type Kind = (typeof kinds)[number];
export const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** What the form for simple promotions holds; numbers are decimals as text, amounts in major units. */
export interface Simple {
  id: string;
  name: string;
  kind: Kind;
  value: string;
  /** n for m: take `take`, pay `pay`. */
  take: number;
  pay: number;
  /** About these; both empty: everything. */
  skus: string[];
  categories: string[];
  starts: string | null;
  ends: string | null;
  days: string[];
  from: string;
  to: string;
  coupon: string;
  group: string;
}

export const blank: Simple = {
  id: "",
  name: "",
  kind: "percent",
  value: "",
  take: 3,
  pay: 2,
  skus: [],
  categories: [],
  starts: null,
  ends: null,
  days: [],
  from: "",
  to: "",
  coupon: "",
  group: "",
};

/** The rule that the fields describe. */
export function ruleOf(simple: Simple): RuleDocument {
  const rule: RuleDocument = { id: simple.id.trim(), name: simple.name.trim(), actions: [actionOf(simple)] };
  if (simple.starts) rule.starts = simple.starts;
  if (simple.ends) rule.ends = simple.ends;
  if (simple.coupon.trim() !== "") rule.coupon = simple.coupon.trim();
  if (simple.group.trim() !== "") rule.customer_groups = [simple.group.trim()];
  const window = windowOf(simple);
  if (window !== undefined) rule.schedule = [window];
  return rule;
}

function windowOf({ days: chosen, from, to }: Simple): Window | undefined {
  const window: Window = {};
  if (chosen.length > 0 && chosen.length < days.length) window.days = days.filter((day) => chosen.includes(day));
  if (from !== "") window.from = from;
  if (to !== "") window.to = to;
  return Object.keys(window).length > 0 ? window : undefined;
}

function actionOf({ kind, value, take, pay, skus, categories }: Simple): Record<string, unknown> {
  const select = {
    ...(skus.length > 0 ? { skus } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const about = Object.keys(select).length > 0 ? { select } : {};
  if (kind === "n_for_m" || kind === "nth_percent")
    return {
      type: "buy_get",
      buy: { quantity: String(kind === "n_for_m" ? pay : take - 1), ...about },
      get: {
        quantity: String(kind === "n_for_m" ? take - pay : 1),
        percent: kind === "n_for_m" ? "100" : plain(value),
        ...about,
      },
    };
  return { type: kind, value: plain(value), ...about };
}
const plain = (decimal: string) => decimal.trim().replace(",", ".");

/** Why the fields make no rule, as the last part of a text's key; undefined when they do. */
export function lacking(simple: Simple): string | undefined {
  if (simple.name.trim() === "") return "name";
  if (!/^[\w.-]{1,100}$/.test(simple.id.trim())) return "id";
  if (simple.kind === "n_for_m") return simple.take > simple.pay && simple.pay > 0 ? undefined : "n_for_m";
  if (!/^\d+([.,]\d+)?$/.test(simple.value.trim()) || Number(plain(simple.value)) === 0) return "value";
  const percent = simple.kind === "percent" || simple.kind === "nth_percent";
  if (percent && Number(plain(simple.value)) > 100) return "percent";
  return undefined;
}

/** An id made of a name: letters and digits, the rest a dash. */
export function idOf(name: string): string {
  const letters = name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return letters
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}
