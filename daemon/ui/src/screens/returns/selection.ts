// What may still come back of a receipt, what is chosen of it, and what that is worth. Pure, so it is tested without a page.
//
// The page never decides an amount: the daemon prices the return when it is made. refundOf() repeats the daemon's rule
// (pricing::refund_share: round(paid x returned / sold) less what went back before) so that the cashier can name the sum
// beforehand; what is paid back is always what the daemon answers.

const micro = 1_000_000n;

/** A decimal string in millionths, so that quantities add up without floating point; null when it is none. */
export function toMicro(text: string): bigint | null {
  const match = /^(-?)(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const value = BigInt(whole) * micro + BigInt(fraction.padEnd(6, "0"));
  return sign ? -value : value;
}

export function fromMicro(value: bigint): string {
  const sign = value < 0n ? "-" : "";
  const size = value < 0n ? -value : value;
  const fraction = (size % micro).toString().padStart(6, "0").replace(/0+$/, "");
  return `${sign}${size / micro}${fraction ? `.${fraction}` : ""}`;
}

/** The parts of an order's line that a return looks at. */
export interface SoldLine {
  orderItemId: string;
  quantity: string;
  returnedQuantity?: string;
  total: number;
}

/** Quantities chosen to come back, by line, in millionths; a line that is not in it stays with the customer. */
export type Chosen = ReadonlyMap<string, bigint>;

export function remaining(line: SoldLine): bigint {
  const sold = toMicro(line.quantity) ?? 0n;
  const back = toMicro(line.returnedQuantity ?? "0") ?? 0n;
  return sold > back ? sold - back : 0n; // a line that was a return itself is negative: nothing of it comes back
}

/** Sets a line's quantity, held between nothing and what is left. */
export function choose(chosen: Chosen, line: SoldLine, quantity: bigint): Chosen {
  const left = remaining(line);
  const held = quantity < 0n ? 0n : quantity > left ? left : quantity;
  const next = new Map(chosen);
  if (held === 0n) next.delete(line.orderItemId);
  else next.set(line.orderItemId, held);
  return next;
}

/** One whole unit more or fewer; the last, broken unit of a weighed line counts as a step too. */
export function step(chosen: Chosen, line: SoldLine, by: 1 | -1): Chosen {
  const now = chosen.get(line.orderItemId) ?? 0n;
  return choose(chosen, line, now + (by === 1 ? micro : -micro));
}

export function chooseAll(lines: readonly SoldLine[]): Chosen {
  return lines.reduce<Chosen>((chosen, line) => choose(chosen, line, remaining(line)), new Map());
}

/** Minor units that go back for `quantity` more of a line. */
export function refundOf(line: SoldLine, quantity: bigint): number {
  const sold = toMicro(line.quantity) ?? 0n;
  const back = toMicro(line.returnedQuantity ?? "0") ?? 0n;
  if (sold <= 0n) return 0;
  return worth(line.total, back + quantity, sold) - worth(line.total, back, sold);
}

/** round half up of paid x returned / sold. */
function worth(paid: number, returned: bigint, sold: bigint): number {
  return Number((2n * BigInt(paid) * returned + sold) / (2n * sold));
}

export function refundTotal(lines: readonly SoldLine[], chosen: Chosen): number {
  let sum = 0;
  for (const line of lines) {
    const quantity = chosen.get(line.orderItemId);
    if (quantity) sum += refundOf(line, quantity);
  }
  return sum;
}

/** The chosen quantities as decimal strings. */
export function returnLines(chosen: Chosen): { orderItemId: string; quantity: string }[] {
  return [...chosen].map(([orderItemId, quantity]) => ({ orderItemId, quantity: fromMicro(quantity) }));
}

/** The lines as returnOrderItems and addCartItem take them. */
export function returnItems(chosen: Chosen, reason: string, condition: string) {
  return returnLines(chosen).map((line) => ({ ...line, reason, condition }));
}
