/** Where the axes of the charts begin and end. Pure, and tested beside it. */

/** Ends of an axis that shows all values and zero, with a little room; `least` wide at the least. */
export function around(values: readonly (number | null)[], least: number, room = 0.05): [number, number] {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const missing = Math.max(0, least - (high - low));
  const pad = room * Math.max(high - low, least);
  return [low - missing / 2 - pad, high + missing / 2 + pad];
}

/** The domain with a gutter on the left, where "never" stands: [left end, where "never" is marked, low, high]. */
export function gutter([low, high]: [number, number], share = 0.1): { left: number; never: number; low: number; high: number } {
  const wide = share * (high - low);
  return { left: low - wide, never: low - wide / 2, low, high };
}

/** Whole decades and threes for an axis of counts that starts at 0 and grows by factors: 0, 10, 30, 100, ... up to `most`. */
export function decades(most: number): number[] {
  const ticks = [0];
  for (let tens = 10; tens <= most; tens *= 10) {
    ticks.push(tens);
    if (3 * tens <= most) ticks.push(3 * tens);
  }
  return ticks;
}

/** A step of 1, 2 or 5 times a power of ten, about a tenth of the width. */
function step(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width / 10));
  const times = width / 10 / power;
  return power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
}

/** Ends of a scale on which claims, ranges and turning values all stand: round numbers, a little beyond the outermost. */
export function spanning(values: readonly (number | null | undefined)[]): [number, number] | null {
  const known = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  if (known.length === 0) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const wide = high > low ? high - low : Math.max(Math.abs(high), 1e-6);
  const by = step(wide);
  const round = (count: number): number => Number((count * by).toPrecision(12));
  const least = round(Math.floor(low / by - 0.3));
  return [low >= 0 ? Math.max(0, least) : least, round(Math.ceil(high / by + 0.3))];
}
