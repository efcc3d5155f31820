/**
 * The notes and coins people really carry, in minor units. `rare` is legal tender that a till may find in its drawer but
 * should not propose. From the issuing central banks' lists of current series; a currency that is not here gets the
 * 1-2-5 series around its unit, which is what most issuers use.
 */
export interface Denominations {
  readonly notes: readonly number[];
  readonly coins: readonly number[];
  readonly rare: readonly number[];
  /** Whether the list is a real one, or the 1-2-5 series of an unknown currency. */
  readonly known: boolean;
}

/** In hundredths, thousandths or whole units as ISO 4217 counts them: coins, notes, rare. */
type Row = readonly [coins: readonly number[], notes: readonly number[], rare?: readonly number[]];

const dollarNotes = [500, 1000, 2000, 5000, 10000];

const rows: Readonly<Record<string, Row>> = {
  AED: [
    [25, 50, 100],
    [500, 1000, 2000, 5000, 10000, 20000, 50000, 100000],
    [1, 5, 10],
  ],
  AUD: [[5, 10, 20, 50, 100, 200], dollarNotes],
  BHD: [
    [5, 10, 25, 50, 100],
    [500, 1000, 5000, 10000, 20000],
  ],
  CAD: [[5, 10, 25, 100, 200], dollarNotes, [50]],
  CHF: [
    [5, 10, 20, 50, 100, 200, 500],
    [1000, 2000, 5000, 10000, 20000, 100000],
  ],
  CZK: [
    [100, 200, 500, 1000, 2000, 5000],
    [10000, 20000, 50000, 100000, 200000, 500000],
  ],
  DKK: [
    [50, 100, 200, 500, 1000, 2000],
    [5000, 10000, 20000, 50000],
  ],
  EGP: [
    [25, 50, 100],
    [500, 1000, 2000, 5000, 10000, 20000],
    [5, 10, 20],
  ],
  EUR: [[1, 2, 5, 10, 20, 50, 100, 200], [500, 1000, 2000, 5000, 10000, 20000], [50000]],
  GBP: [
    [1, 2, 5, 10, 20, 50, 100, 200],
    [500, 1000, 2000, 5000],
  ],
  HKD: [
    [10, 20, 50, 100, 200, 500],
    [1000, 2000, 5000, 10000, 50000, 100000],
  ],
  HUF: [
    [500, 1000, 2000, 5000, 10000, 20000],
    [50000, 100000, 200000, 500000, 1000000, 2000000],
  ],
  ILS: [
    [10, 50, 100, 200, 500, 1000],
    [2000, 5000, 10000, 20000],
  ],
  INR: [[100, 200, 500, 1000, 2000], [5000, 10000, 20000, 50000], [50]],
  JOD: [
    [50, 100, 250, 500],
    [1000, 5000, 10000, 20000, 50000],
    [5, 10],
  ],
  JPY: [[1, 5, 10, 50, 100, 500], [1000, 5000, 10000], [2000]],
  KWD: [
    [5, 10, 20, 50, 100],
    [250, 500, 1000, 5000, 10000, 20000],
  ],
  MAD: [
    [10, 20, 50, 100, 200, 500, 1000],
    [2000, 5000, 10000, 20000],
    [1, 5],
  ],
  NOK: [
    [100, 500, 1000, 2000],
    [5000, 10000, 20000, 50000, 100000],
  ],
  NZD: [[10, 20, 50, 100, 200], dollarNotes],
  OMR: [
    [5, 10, 25, 50],
    [100, 500, 1000, 5000, 10000, 20000, 50000],
  ],
  PLN: [
    [1, 2, 5, 10, 20, 50, 100, 200, 500],
    [1000, 2000, 5000, 10000, 20000, 50000],
  ],
  QAR: [
    [25, 50],
    [100, 500, 1000, 5000, 10000, 20000, 50000],
    [1, 5, 10],
  ],
  SAR: [
    [5, 10, 25, 50, 100, 200],
    [500, 1000, 5000, 10000, 20000, 50000],
    [1, 2000],
  ],
  SEK: [
    [100, 200, 500, 1000],
    [2000, 5000, 10000, 20000, 50000, 100000],
  ],
  SGD: [
    [5, 10, 20, 50, 100],
    [200, 500, 1000, 5000, 10000],
    [1, 100000],
  ],
  TND: [[10, 20, 50, 100, 200, 500, 1000, 2000], [5000, 10000, 20000, 50000], [5]],
  TRY: [[5, 10, 25, 50, 100], [500, 1000, 2000, 5000, 10000, 20000], [1]],
  USD: [
    [1, 5, 10, 25],
    [100, 500, 1000, 2000, 5000, 10000],
    [50, 200],
  ],
  ZAR: [
    [10, 20, 50, 100, 200, 500],
    [1000, 2000, 5000, 10000, 20000],
  ],
};

/** 1-2-5 from the smallest coin up to 500 units; what is below 5 units counts as coins. */
function series(decimals: number, step: number): Denominations {
  const unit = 10 ** decimals;
  // Currencies without decimals mostly have a small unit: their notes begin at the hundreds.
  const scale = decimals === 0 ? 100 : unit;
  const values: number[] = [];
  for (let power = 1; power <= 100 * scale; power *= 10)
    for (const digit of [1, 2, 5]) {
      const value = digit * power;
      if (value >= step && value % step === 0 && value <= 500 * scale) values.push(value);
    }
  return {
    coins: values.filter((value) => value < 5 * scale),
    notes: values.filter((value) => value >= 5 * scale),
    rare: [],
    known: false,
  };
}

/** The notes and coins of `currency`, ascending; `decimals` and `step` (smallest coin) serve a currency without a list. */
export function denominationsOf(currency: string, decimals: number, step = 1): Denominations {
  const row = rows[currency];
  if (!row) return series(decimals, Math.max(1, step));
  const [coins, notes, rare = []] = row;
  return { coins, notes, rare, known: true };
}

/** What a drawer is counted in: the largest first, rare pieces in their place. */
export function countable(list: Denominations): { notes: number[]; coins: number[] } {
  const least = list.notes[0] ?? Number.POSITIVE_INFINITY;
  const down = (a: number, b: number) => b - a;
  return {
    notes: [...list.notes, ...list.rare.filter((value) => value >= least)].sort(down),
    coins: [...list.coins, ...list.rare.filter((value) => value < least)].sort(down),
  };
}

/** Counted pieces by value in minor units. */
export type Count = Readonly<Record<number, number>>;

export function sumOf(count: Count): number {
  return Object.entries(count).reduce((sum, [value, pieces]) => sum + Number(value) * pieces, 0);
}

/** As the API takes it; pieces that are not there are left out. */
export function denominationsIn(count: Count): { value: number; count: number }[] {
  return Object.entries(count)
    .filter(([, pieces]) => pieces > 0)
    .map(([value, pieces]) => ({ value: Number(value), count: pieces }))
    .sort((a, b) => b.value - a.value);
}
