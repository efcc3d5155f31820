import { training } from "../till/state";

/** What the till has to remember of a sale that it sent to a card terminal, should the terminal refuse it. */
export interface KeptSale<Line> {
  cartId: string;
  /** Payments besides the card: given already, and given back or taken again with the next try. */
  lines: readonly Line[];
}

const place = () => `holdfast.card_sales${training.value ? ".training" : ""}`;
const most = 20;

export function keepSale<Line>(orderId: string, sale: KeptSale<Line>): void {
  const others = Object.entries(all<Line>()).filter(([id]) => id !== orderId);
  write(Object.fromEntries([...others.slice(1 - most), [orderId, sale]]));
}
export function keptSale<Line>(orderId: string): KeptSale<Line> | undefined {
  return all<Line>()[orderId];
}
export function forgetSale(orderId: string): void {
  const { [orderId]: gone, ...rest } = all();
  if (gone !== undefined) write(rest);
}

function all<Line>(): Record<string, KeptSale<Line>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place()) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, KeptSale<Line>>) : {};
  } catch {
    return {};
  }
}
function write(sales: Record<string, unknown>): void {
  try {
    localStorage.setItem(place(), JSON.stringify(sales));
  } catch {
    // Without storage the cart comes back without the other payments.
  }
}
