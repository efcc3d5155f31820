export interface Worth {
  readonly points: number;
  readonly amount: number;
}

/** The points that fit into what is left to pay. They go in equal steps, so what is left of a step stays with the customer. */
export function payable(most: Worth, rest: number): Worth {
  if (most.amount <= 0 || rest <= 0) return { points: 0, amount: 0 };
  if (most.amount <= rest) return most;
  const step = gcd(most.points, most.amount);
  const [points, amount] = [most.points / step, most.amount / step];
  const times = Math.floor(rest / amount);
  return { points: points * times, amount: amount * times };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** What so many points take off, by what a step of them does; the appliance says what it comes to. */
export function worthOf(points: number, of: Worth): number {
  if (of.points <= 0) return 0;
  const step = gcd(of.points, of.amount);
  return Math.floor(points / (of.points / step)) * (of.amount / step);
}

/** The points that take something off the cart now: the discount says how many, before the programme's name. */
export function offNow(discounts: readonly { itemId: string | null; reason: string }[], programme: string): number {
  for (const { itemId, reason } of discounts) {
    const points = /^(\d{1,9}) /.exec(reason)?.[1];
    if (itemId === null && points !== undefined && reason === `${points} ${programme}`) return Number(points);
  }
  return 0;
}
