// The upright axis of a chart of whole numbers. Pure.
export interface Axis {
  top: number;
  bottom: number;
  /** Values that are written at the side, whole ones all. */
  ticks: readonly number[];
}

/** From nought, or below it where values are, to the next round number; nothing but nought is written where all is nought. */
export function axisOf(values: readonly number[]): Axis {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const top = roundUp(most);
  const bottom = least < 0 ? -roundUp(-least) : 0;
  if (most === 0 && least === 0) return { top, bottom, ticks: [0] };
  return { top, bottom, ticks: [top, (top + bottom) / 2, bottom].filter(Number.isInteger) };
}

/** The next round number at or above: 1, 2 or 5 with noughts. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => value <= step * power) ?? 10) * power;
}
