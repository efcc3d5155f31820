/** The keys of an act, with a whole row of digits written as one: `0–9`. */
export function keyRuns(keys: readonly string[]): string[] {
  const digits = [..."0123456789"];
  if (!digits.every((digit) => keys.includes(digit))) return [...keys];
  return ["0–9", ...keys.filter((key) => !digits.includes(key))];
}
