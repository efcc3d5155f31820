import type { Cart } from "../../till/state";

/** The latest day on which somebody who is `years` old today was born, as YYYY-MM-DD. A 29 February counts from 1 March. */
export function bornBy(today: string, years: number): string {
  const [year = "", month = "", day = ""] = today.slice(0, 10).split("-");
  const born = Number(year) - years;
  const leap = born % 4 === 0 && (born % 100 !== 0 || born % 400 === 0);
  return `${born}-${month === "02" && day === "29" && !leap ? "02-28" : `${month}-${day}`}`;
}

const confirmed = new Map<string, number>();

type Item = Cart["items"][number];
const ageOf = (item: Item) => (item.return ? 0 : (item.minAge ?? 0));
const highest = (items: readonly Item[]) => items.reduce((most, item) => Math.max(most, ageOf(item)), 0);

/** The age that still has to be checked for this sale; 0 when it was, or nothing asks for one. Once a sale is enough. */
export function ageToCheck(cart: Cart): number {
  const wanted = highest(cart.items);
  const judged = highest(cart.items.filter(({ ageChecked }) => ageChecked));
  return wanted > Math.max(confirmed.get(cart.cartId) ?? 0, cart.ageProven ?? 0, judged) ? wanted : 0;
}
/** The lines that a date of birth is for. */
export const toJudge = ({ items }: Pick<Cart, "items">): string[] =>
  items.filter((item) => ageOf(item) > 0 && !item.ageChecked).map(({ itemId }) => itemId);

export function confirmAge(cartId: string, age: number): void {
  confirmed.clear();
  confirmed.set(cartId, age);
}
