/** Reading one field of the map: its cells by channel, and its values between the cells. */

import type { Field } from "../state/contracts";
import { halfFloats } from "./halfFloat";

export const MEDIAN = 0;
export const LOW = 1;
export const HIGH = 2;
export const THREATENED = 3;

export interface Reading {
  /** Seconds of slack; positive: an interceptor can be there in time. */
  median: number;
  low: number;
  high: number;
  /** 0 to 1: whether the missile comes down here at all. */
  threatened: number;
}

/** One channel of a field (rows x columns), rows north first. */
export function channel(field: Field, which: number): Float32Array {
  const wide = halfFloats();
  const out = new Float32Array(field.rows * field.columns);
  for (let k = 0; k < out.length; k++) out[k] = wide[field.values[4 * k + which] ?? 0] ?? 0;
  return out;
}

/** Whether the field goes all the way round, so that its first and last columns are neighbours. */
export const isRound = (field: Field): boolean => field.columns * field.step > 359.999;

/** Column and row (in cells, 0.5 is the middle of the first) of a place; null outside the field. */
export function cellOf(field: Field, latitude: number, longitude: number): [number, number] | null {
  const column = ((((longitude - field.west) % 360) + 360) % 360) / field.step;
  const row = (field.south + field.rows * field.step - latitude) / field.step;
  return column >= 0 && column <= field.columns && row >= 0 && row <= field.rows ? [column, row] : null;
}

/** What the field says at a place, between the cells as the graphics card does it; null outside. */
export function readField(field: Field, latitude: number, longitude: number): Reading | null {
  const at = cellOf(field, latitude, longitude);
  if (!at) return null;
  const wide = halfFloats();
  const [x, y] = [at[0] - 0.5, at[1] - 0.5];
  const column = (k: number) => (isRound(field) ? (k + field.columns) % field.columns : Math.min(Math.max(k, 0), field.columns - 1));
  const row = (k: number) => Math.min(Math.max(k, 0), field.rows - 1);
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const cell = (r: number, c: number, which: number) => wide[field.values[4 * (row(r) * field.columns + column(c)) + which] ?? 0] ?? 0;
  const read = (which: number) => {
    const north = cell(y0, x0, which) + (x - x0) * (cell(y0, x0 + 1, which) - cell(y0, x0, which));
    const south = cell(y0 + 1, x0, which) + (x - x0) * (cell(y0 + 1, x0 + 1, which) - cell(y0 + 1, x0, which));
    return north + (y - y0) * (south - north);
  };
  return { median: read(MEDIAN), low: read(LOW), high: read(HIGH), threatened: read(THREATENED) };
}
