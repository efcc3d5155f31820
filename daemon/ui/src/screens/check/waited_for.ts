// Guests who pay a bill one after the other, each an amount. Pure.

/** Amounts in minor units, as guests said them; `asked` is the one that went to the tenders, `paid` what had been paid then. */
export interface Guests {
  readonly amounts: readonly number[];
  readonly asked: { readonly at: number; readonly paid: number } | null;
}
export const nobody: Guests = { amounts: [], asked: null };

/** Whoever was asked and has paid is no longer waited for. */
export function waitedFor({ amounts, asked }: Guests, paid: number): readonly number[] {
  const amount = asked === null ? undefined : amounts[asked.at];
  if (asked === null || amount === undefined || paid < asked.paid + amount) return amounts;
  return amounts.filter((_, at) => at !== asked.at);
}
