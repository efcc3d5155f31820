// The engine's trail in plain words. Pure: what the appliance said goes in, rows to show come out.
import type { Schemas } from "../../api/call";
import { money, quantity } from "../../i18n/format";
import { ltr, own } from "../../i18n/isolate";
import { t } from "../../i18n/text";

type Explanation = Schemas["CartExplanation"];
type Order = Schemas["Order"];
/** An entry of a trail (pos-core/pricing/trail.h). */
export interface TrailEntry {
  stage: string;
  line: number;
  rule?: string;
  version?: number;
  name?: string;
  reason?: string;
  basis: number;
  amount: number;
  allocation?: string;
  oddUnit?: boolean;
}
export interface Step {
  text: string;
  /** A remark in smaller letters. */
  note?: string;
  /** Absent where nothing changes, as for a tax that the price contains. */
  amount?: number;
}
export interface ExplainedLine {
  id: string;
  name: string;
  steps: Step[];
  /** Before taxes are added: what the steps above come to. */
  amount: number;
}
export interface Explained {
  lines: ExplainedLine[];
  notApplied: Step[];
  taxes: Step[];
  total: number;
  currency: string;
  /** How it can be derived again. */
  proof?: { engine: string; digest: string };
}
type TaxNames = ReadonlyMap<string, { name: string; included?: boolean }>;

export function explainedCart(said: Explanation, taxes: TaxNames): Explained {
  const { answer, currency } = said;
  const trail = answer.trail as unknown as TrailEntry[];
  return {
    currency,
    lines: said.lines.map((line) => {
      const mine = trail.filter((entry) => entry.line === line.line);
      const steps = mine.filter((entry) => !entry.stage.includes("tax")).map((entry) => step(entry, line, currency));
      const amount = mine.reduce((sum, entry) => (entry.stage.includes("tax") ? sum : sum + entry.amount), 0);
      if (line.priceFrom === "returned") steps.push({ text: t("explain.returned") });
      return { id: line.id, name: line.name, steps, amount };
    }),
    notApplied: answer.notApplied.map(({ id, name, version, because }) => ({
      text: t("explain.promotion", { name: own(name ?? id), version }),
      note: t(`explain.because_${because}`),
    })),
    taxes: answer.taxes.map(({ code, base, amount }) => taxStep(taxes.get(code), code, base, amount, currency)),
    total: answer.total,
    proof: { engine: answer.engineVersion, digest: answer.digest },
  };
}

/** Of a sale that is done: what was stored with it then, not what today's rules would say. */
export function explainedOrder(order: Order): Explained {
  const names: TaxNames = new Map(order.taxes.map(({ code, ...tax }) => [code, tax]));
  const { currency } = order;
  return {
    currency,
    lines: order.items.map((item) => {
      const line = { quantity: item.quantity, unitPrice: item.unitPrice, listPrice: item.listPrice ?? item.unitPrice };
      const trail = (item.trail ?? []) as unknown as TrailEntry[];
      const steps = trail.map((entry) => step(entry, { ...line, priceFrom: "stored" }, currency));
      if (steps.length === 0) steps.push(listStep({ ...line, priceFrom: "stored" }, item.subtotal, currency));
      return { id: item.orderItemId, name: item.name, steps, amount: item.subtotal - item.discount };
    }),
    notApplied: [],
    taxes: order.taxes.map(({ code, base, amount }) => taxStep(names.get(code), code, base, amount, currency)),
    total: order.total,
  };
}

interface Priced {
  quantity: string;
  unitPrice?: number;
  listPrice?: number;
  priceFrom: string;
  priceBook?: string;
}

function step(entry: TrailEntry, line: Priced, currency: string): Step {
  const { amount } = entry;
  switch (entry.stage) {
    case "list_amount":
      return listStep(line, amount, currency);
    case "agreed_price":
      return { text: t("explain.agreed", { price: ltr(money(line.unitPrice ?? 0, currency)) }), amount };
    case "label_price":
      return { text: t("explain.label"), amount };
    case "promotion": {
      const name = own(entry.name ?? entry.rule ?? "");
      return { text: t("explain.promotion", { name, version: entry.version ?? 1 }), ...shareNote(entry), amount };
    }
    case "coupon":
      return { text: t("explain.coupon", { code: own(entry.rule ?? "") }), ...shareNote(entry), amount };
    case "document_discount":
      return { text: t("explain.whole_discount", { reason: own(entry.reason ?? "") }), ...shareNote(entry), amount };
    case "line_discount":
      return { text: t("explain.line_discount", { reason: own(entry.reason ?? "") }), amount };
    default:
      return { text: entry.stage, amount };
  }
}

function listStep(line: Priced, amount: number, currency: string): Step {
  const times = { quantity: ltr(quantity(line.quantity)), price: ltr(money(line.listPrice ?? 0, currency)) };
  const from = t(`explain.from_${line.priceFrom}`, { book: own(line.priceBook ?? "") });
  return { text: t("explain.list", { from, ...times }), amount };
}

/** That a line has a part of a larger discount, and that a cent more fell to it so that the parts add up. */
function shareNote({ allocation, oddUnit }: TrailEntry): { note?: string } {
  if (allocation === undefined) return {};
  return { note: t(oddUnit ? "explain.share_odd" : "explain.share") };
}

function taxStep(
  tax: { name: string; included?: boolean } | undefined,
  code: string,
  base: number,
  amount: number,
  currency: string,
): Step {
  const values = { name: own(tax?.name ?? code), base: ltr(money(base, currency)) };
  const text = t(tax?.included === false ? "explain.tax_added" : "explain.tax_inside", values);
  return tax?.included === false ? { text, amount } : { text, note: ltr(money(amount, currency)) };
}
