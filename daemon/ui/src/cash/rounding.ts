/**
 * Rounds whole minor units to the tender's smallest coin by the names of policies that the daemon uses. Only for what is
 * shown before the daemon has answered; the daemon's figures are the sale's.
 */
export function roundToStep(value: number, step: number, mode = "half_up"): number {
  if (step <= 1) return value;
  const negative = value < 0;
  const size = Math.abs(value);
  const rest = size % step;
  if (rest === 0) return value;
  const low = size - rest;
  const up = goesUp(mode, negative, (low / step) % 2 !== 0, Math.sign(rest * 2 - step));
  const rounded = up ? low + step : low;
  return negative && rounded !== 0 ? -rounded : rounded;
}

/** Whether the magnitude grows, given its sign, whether the lower multiple is odd, and where the rest lies to the half. */
function goesUp(mode: string, negative: boolean, odd: boolean, toHalf: number): boolean {
  switch (mode) {
    case "half_down":
      return toHalf > 0;
    case "half_even":
      return toHalf > 0 || (toHalf === 0 && odd);
    case "half_odd":
      return toHalf > 0 || (toHalf === 0 && !odd);
    case "half_pos_inf":
      return toHalf > 0 || (toHalf === 0 && !negative);
    case "half_neg_inf":
      return toHalf > 0 || (toHalf === 0 && negative);
    case "up":
      return true;
    case "down":
      return false;
    case "ceil":
      return !negative;
    case "floor":
      return negative;
    default:
      return toHalf >= 0;
  }
}
