/** Rows of dots with ranges, both sides on one line: the plan of the chart, before anything is drawn. */

import type { Side } from "../state/contracts";
import { around, gutter } from "./domains";

/** What one side says on one line. null: never. */
export interface Bar {
  side: Side;
  low: number | null;
  median: number | null;
  high: number | null;
  /** The whole in words, for the pointer. */
  title: string;
  /** A second number of the same side on the line, such as the rule it is held against. */
  rule?: number | null;
}

export interface Line {
  label: string;
  bars: readonly Bar[];
  marked?: boolean;
}

export interface Group {
  head: string;
  lines: readonly Line[];
}

/** Heights [px] of a line, of a group's name, and of the room between groups. */
const TALL = { line: 34, labelled: 50, head: 26, gap: 8 };

export interface PlacedBar extends Bar {
  y: number;
  /** Ends of the range as drawn: a missing low end runs to the left edge, a missing high end to the right. */
  from: number;
  to: number;
  at: number;
  never: boolean;
  openLeft: boolean;
  openRight: boolean;
}

export interface Layout {
  height: number;
  heads: { y: number; text: string }[];
  labels: { y: number; text: string }[];
  marks: { top: number; bottom: number }[];
  separators: number[];
  bars: PlacedBar[];
  /** Ends of the axis; `never` is where crosses for "never" stand, null where nothing is never. */
  left: number;
  low: number;
  right: number;
  never: number | null;
}

export interface Axis {
  /** Least width of the axis in its unit, so that small numbers do not look large. */
  least: number;
  /** Fixed ends, such as 0 to 1 for a share. */
  ends?: [number, number];
  /** What a missing high end means: "never" on a time (nothing at all), "endless" on a count (no number is enough). */
  missing: "never" | "endless";
}

/** Where everything stands, top to bottom, in pixels downwards and the unit of the axis to the right. */
export function laidOut(groups: readonly Group[], axis: Axis, above: boolean): Layout {
  const bars = groups.flatMap((group) => group.lines.flatMap((line) => line.bars));
  const values = bars.flatMap((bar) => [bar.low, bar.median, bar.high, bar.rule ?? null]);
  const [low, high] = axis.ends ?? around(values, axis.least);
  const hasNever = axis.missing === "never" && bars.some((bar) => bar.low === null || bar.median === null);
  const room = hasNever ? gutter([low, high]) : { left: low, never: null, low, high };
  const layout: Layout = { height: 0, heads: [], labels: [], marks: [], separators: [], bars: [], left: room.left, low: room.low, right: room.high, never: room.never };
  let y = 0;
  for (const group of groups) {
    if (group.head) {
      layout.heads.push({ y: y + TALL.head / 2, text: group.head });
      y += TALL.head;
    }
    for (const line of group.lines) {
      const tall = above ? TALL.labelled : TALL.line;
      const middle = above ? y + tall - TALL.line / 2 : y + tall / 2;
      layout.labels.push({ y: above ? y + 10 : middle, text: line.label });
      if (line.marked) layout.marks.push({ top: y, bottom: y + tall });
      const step = line.bars.length > 1 ? 12 : 0;
      line.bars.forEach((bar, at) => layout.bars.push(placed(bar, middle + (at - (line.bars.length - 1) / 2) * step, layout)));
      y += tall;
      layout.separators.push(y);
    }
    y += TALL.gap;
  }
  layout.height = y;
  return layout;
}

function placed(bar: Bar, y: number, layout: Layout): PlacedBar {
  const { left, right, never } = layout;
  const edge = never ?? left;
  const gone = never !== null && bar.median === null;
  const last = (value: number | null): number => (value === null ? (never === null ? right : edge) : value);
  return {
    ...bar,
    y,
    at: last(bar.median),
    from: Math.max(left, bar.low === null ? edge : bar.low),
    to: Math.min(right, last(bar.high)),
    never: gone,
    openLeft: bar.low === null && bar.median !== null,
    openRight: never === null && bar.high === null,
  };
}
