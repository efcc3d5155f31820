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
