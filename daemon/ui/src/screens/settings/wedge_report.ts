// What a burst of keys looked like, for the scanner's test field: how many, how fast, and which limit would suit it.

export interface SeenKey {
  key: string;
  /** Milliseconds since the key before it; null for the first. */
  gap: number | null;
}

export interface BurstReport {
  keys: number;
  longest: number;
  mean: number;
  /** A limit that takes this burst for a scan with room to spare; null when no person-proof limit would. */
  better: number | null;
}

/** People rarely go under 50 ms, so no limit above this is proposed. */
const highest = 50;

export function reportOf(seen: readonly SeenKey[]): BurstReport {
  const gaps = seen.map((key) => key.gap).filter((gap): gap is number => gap !== null);
  const longest = gaps.length ? Math.round(Math.max(...gaps)) : 0;
  const mean = gaps.length ? Math.round(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length) : 0;
  const wanted = Math.ceil((longest * 1.25) / 5) * 5;
  return {
    keys: seen.length,
    longest,
    mean,
    better: gaps.length >= 3 && longest > 0 && wanted <= highest ? Math.max(wanted, 15) : null,
  };
}

/** A new burst begins after this long without a key, so the field shows one thing at a time. */
export function beginsBurst(gap: number | null): boolean {
  return gap === null || gap > 700;
}
