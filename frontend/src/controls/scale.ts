/** Positions on the track of a slider, and numbers as people type them. */

/** Share of the way from the least to the greatest value, kept on the track. */
export function shareOf(value: number, [least, greatest]: [number, number]): number {
  if (greatest <= least) return 0;
  return Math.min(1, Math.max(0, (value - least) / (greatest - least)));
}

/**
 * The part of what is allowed that a slider shows: everything that somebody holds, and as much again on either side, twice.
 * What lies beyond it can be typed.
 */
export function trackFor([least, greatest]: [number, number], held: number[]): [number, number] {
  if (held.length === 0) return [least, greatest];
  const [low, high] = [Math.min(...held), Math.max(...held)];
  const width = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) / 10) || greatest - least;
  const [from, to] = [Math.max(least, low - 2 * width), Math.min(greatest, high + 2 * width)];
  const step = stepOf([from, to]) * 10;
  const round = (steps: number) => Number((steps * step).toPrecision(12));
  return [Math.max(least, round(Math.floor(from / step))), Math.min(greatest, round(Math.ceil(to / step)))];
}

/** A round step of about a two-hundredth of the track. */
export function stepOf([least, greatest]: [number, number]): number {
  const rough = (greatest - least) / 200;
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const [round = 10] = [1, 2, 5, 10].filter((one) => one * power >= rough * 0.999);
  return round * power;
}

/** As many digits after the point as the step needs. */
export const digitsOf = (step: number): number => Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));

/** The number of "5.5 km/s" where it is in this unit; null for anything else. */
export function numberIn(text: string, unit: string | null): number | null {
  const parts = /^([-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?)\s*(.*)$/i.exec(text.trim());
  if (!parts || (parts[2] ?? "") !== (unit ?? "")) return null;
  return Number((parts[1] ?? "").replace(",", "."));
}

/** What is typed into a field, as the server wants it: a bare number gets the unit of the field. */
export function withUnit(typed: string, unit: string | null): string {
  const text = typed.trim().replace(/^([-+]?\d+),(\d+)/, "$1.$2").replace("\u2212", "-");
  return unit !== null && unit !== "" && /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text) ? `${text} ${unit}` : text;
}
