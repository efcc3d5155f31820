// The tip of a sale whose goods come back: how much of it is left, and which tenders give it back. What the appliance
// says of it is the last word.
import { call, type Schemas } from "../../api/call";
import type { Order } from "./return_state";

type Tender = Pick<Schemas["Tender"], "kind" | "active" | "tips">;

/** A card terminal gives no tip back, whatever the tender's policy. */
export const givesTipBack = ({ kind, active, tips }: Tender, hasTerminal: boolean): boolean =>
  active && tips?.refunded === true && !(kind === "card" && hasTerminal);

type Tipped = Pick<Order, "orderId" | "originalOrderId" | "voidedBy" | "payments">;
const tipOf = ({ payments }: Pick<Order, "payments">) => payments.reduce((sum, { tip = 0 }) => sum + tip, 0);

/** What is left of a sale's tip after what went back with goods before. */
export function tipLeft(sale: Tipped, others: readonly Tipped[]): number {
  const returns = new Map(others.map((each) => [each.orderId, each]));
  let left = Math.max(0, tipOf(sale));
  for (const each of returns.values())
    if (each.originalOrderId === sale.orderId && !each.voidedBy) left += Math.min(0, tipOf(each));
  return Math.max(0, left);
}

/** The same, with the returns of the sale looked up by what came back of it. */
export async function findTipLeft(sale: Order): Promise<number> {
  if (tipOf(sale) <= 0) return 0;
  const back = sale.items.filter(({ returnedQuantity = "0" }) => Number(returnedQuantity) > 0);
  const found: Order[] = [];
  for (const article of new Set(back.map(({ sku, name }) => sku ?? name))) {
    const query = { from: sale.createdAt, article: article.slice(0, 100), limit: 200 };
    found.push(...(await call("listOrders", { query })).data.items);
  }
  return tipLeft(sale, found);
}
