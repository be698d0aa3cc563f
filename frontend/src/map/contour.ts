/** Edges of a field as lines and rings in longitude and latitude: marching squares over the cells' centres. */

import type { Field } from "../state/contracts";
import { channel, MEDIAN, THREATENED } from "./field";

export type Point = [longitude: number, latitude: number];

interface Grid {
  /** Values with one more cell all round, so that every ring closes. */
  values: Float32Array;
  rows: number;
  columns: number;
}

const OUTSIDE = -1;

/** The grid with a rim just outside: its values are negative, so areas that run out of the window end there. */
function rimmed(values: Float32Array, rows: number, columns: number): Grid {
  const wide = new Float32Array((rows + 2) * (columns + 2)).fill(OUTSIDE);
  for (let r = 0; r < rows; r++) wide.set(values.subarray(r * columns, (r + 1) * columns), (r + 1) * (columns + 2) + 1);
  return { values: wide, rows: rows + 2, columns: columns + 2 };
}

const TOP = 0;
const RIGHT = 1;
const BOTTOM = 2;
const LEFT = 3;

/** For each pattern of corners inside (1 north-west, 2 north-east, 4 south-east, 8 south-west): from edge to edge, inside on the right. */
const WALKS: readonly (readonly number[])[] = [
  [], [TOP, LEFT], [RIGHT, TOP], [RIGHT, LEFT], [BOTTOM, RIGHT], [], [BOTTOM, TOP], [BOTTOM, LEFT],
  [LEFT, BOTTOM], [TOP, BOTTOM], [], [RIGHT, BOTTOM], [LEFT, RIGHT], [TOP, RIGHT], [LEFT, TOP], [],
]; // prettier-ignore
const SADDLES: Record<number, readonly [apart: readonly number[], joined: readonly number[]]> = {
  5: [[TOP, LEFT, BOTTOM, RIGHT], [TOP, RIGHT, BOTTOM, LEFT]],
  10: [[RIGHT, TOP, LEFT, BOTTOM], [LEFT, TOP, RIGHT, BOTTOM]],
};

/** For every crossed edge of the grid the edge that the line crosses next; -1 where no line goes. */
function links({ values, rows, columns }: Grid): Int32Array {
  const next = new Int32Array(2 * rows * columns).fill(-1);
  for (let r = 0; r < rows - 1; r++) {
    for (let c = 0; c < columns - 1; c++) {
      const k = r * columns + c;
      const [nw, ne, sw, se] = [values[k] ?? 0, values[k + 1] ?? 0, values[k + columns] ?? 0, values[k + columns + 1] ?? 0];
      const pattern = (nw > 0 ? 1 : 0) | (ne > 0 ? 2 : 0) | (se > 0 ? 4 : 0) | (sw > 0 ? 8 : 0);
      if (pattern === 0 || pattern === 15) continue;
      const saddle = SADDLES[pattern];
      const walk = saddle ? saddle[nw + ne + sw + se > 0 ? 1 : 0] : (WALKS[pattern] ?? []);
      const edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + columns), 2 * k + 1];
      for (let w = 0; w < walk.length; w += 2) next[edges[walk[w] ?? 0] ?? 0] = edges[walk[w + 1] ?? 0] ?? -1;
    }
  }
  return next;
}

/** All rings round the cells with a value above 0, clockwise round areas, in columns and rows of the field's own cell centres. */
function rings(grid: Grid): Point[][] {
  const next = links(grid);
  const found: Point[][] = [];
  const place = (edge: number): Point => {
    const k = edge >> 1;
    const [r, c] = [Math.floor(k / grid.columns), k % grid.columns];
    const [one, other] = [grid.values[k] ?? 0, grid.values[edge & 1 ? k + grid.columns : k + 1] ?? 0];
    const part = Math.min(Math.max(one / (one - other), 0), 1);
    return edge & 1 ? [c - 1, r - 1 + part] : [c - 1 + part, r - 1];
  };
  for (let start = 0; start < next.length; start++) {
    if ((next[start] ?? -1) < 0) continue;
    const ring: Point[] = [];
    let edge = start;
    while (edge >= 0) {
      ring.push(place(edge));
      const following = next[edge] ?? -1;
      next[edge] = -1;
      edge = following;
    }
    found.push(ring);
  }
  return found;
}

/** A point in cells as longitude and latitude; the rim lies on the window's own edge. */
function toDegrees(field: Field, [x, y]: Point): Point {
  const column = Math.min(Math.max(x + 0.5, 0), field.columns);
  const row = Math.min(Math.max(y + 0.5, 0), field.rows);
  return [field.west + column * field.step, field.south + (field.rows - row) * field.step];
}

/** Closed rings round where `values` (rows x columns of the field) is above 0, as longitude and latitude. */
export function areaRings(field: Field, values: Float32Array): Point[][] {
  return rings(rimmed(values, field.rows, field.columns)).map((ring) => {
    const around = ring.map((point) => toDegrees(field, point));
    return [...around, around[0] as Point];
  });
}

/** The lines where `values` passes through 0, without the window's own edge, and only where `keep` is at least a half. */
export function edgeLines(field: Field, values: Float32Array, keep?: Float32Array): Point[][] {
  const lines: Point[][] = [];
  const shown = ([x, y]: Point) => {
    if (x < 0 || y < 0 || x > field.columns - 1 || y > field.rows - 1) return false;
    return !keep || (keep[Math.round(y) * field.columns + Math.round(x)] ?? 0) >= 0.5;
  };
  for (const ring of rings(rimmed(values, field.rows, field.columns))) {
    const first = ring.findIndex((point) => !shown(point));
    const whole = first < 0 ? [...ring, ring[0] as Point] : [...ring.slice(first), ...ring.slice(0, first)];
    let line: Point[] = [];
    for (const point of whole) {
      if (shown(point)) line.push(toDegrees(field, point));
      else if (line.length > 0) {
        lines.push(line);
        line = [];
      }
    }
    if (line.length > 0) lines.push(line);
  }
  return lines.filter((line) => line.length > 1);
}

/** What to draw of one field: the edge of the middle, of both ends, of what is threatened, and the area as rings. */
export interface Edges {
  median: Point[][];
  low: Point[][];
  high: Point[][];
  threatened: Point[][];
}

/** The edges of a field; without a band its ends are left empty. */
export function edgesOf(field: Field): Edges {
  const threatened = channel(field, THREATENED);
  const limit = threatened.map((value) => value - 0.5);
  const end = (which: number) => (field.band ? edgeLines(field, channel(field, which), threatened) : []);
  return {
    median: edgeLines(field, channel(field, MEDIAN), threatened),
    low: end(1),
    high: end(2),
    threatened: edgeLines(field, limit),
  };
}

/** Rings of the area in which one channel is above 0 and the missile comes down. */
export function areaOf(field: Field, which: number): Point[][] {
  const threatened = channel(field, THREATENED);
  return areaRings(field, channel(field, which).map((value, k) => Math.min(value, 200 * ((threatened[k] ?? 0) - 0.5))));
}
