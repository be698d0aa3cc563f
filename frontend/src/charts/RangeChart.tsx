/** Dots with ranges: what each side says on one line, a round dot and a solid line for A, a square and a dashed line for B. */

import { lang, t } from "../language/language";
import { Chart, type Drawn, type Plot } from "./Chart";
import { colour } from "./colours";
import { cut, fitted, measured } from "./fitted";
import { laidOut, type Axis, type Group, type PlacedBar } from "./ranges";

interface RangeChartProps {
  label: string;
  groups: readonly Group[];
  axis: Axis;
  /** Name of the axis, with its unit. */
  name: string;
  say: (value: number) => string;
  /** Words left and right of zero; none where zero means nothing. */
  zero?: { below: string; above: string };
  /** What the second mark of a bar is called. */
  ruleName?: string;
}

/** Below this width [px] the names of lines stand above them. */
const NARROW = 560;
/** Room [px] above the lines: for the name of the axis, and for the words on both sides of zero. */
const HEAD = { name: 24, words: 44 };
const FOOT = 34;
/** Room [px] that the word "never" takes below the axis. */
const NEVER_PX = 48;
/** How much wider bold letters run. */
const BOLD = 1.1;

export function RangeChart(props: RangeChartProps) {
  return <Chart label={props.label} of={[props.groups, lang.value]} draw={(plot, width) => drawn(plot, width, props)} />;
}

function drawn(plot: Plot, width: number, { groups, axis, name, say, zero, ruleName }: RangeChartProps): Drawn {
  const above = width < NARROW;
  const head = zero ? HEAD.words : HEAD.name;
  const layout = laidOut(groups, axis, above);
  const measure = measured();
  const widest = Math.max(0, ...layout.labels.map(({ text }) => measure(text)));
  const margin = above ? 8 : Math.round(Math.min(Math.max(110, widest + 22), 280, width * 0.32));
  const labels = layout.labels.map((label) => ({ ...label, text: above ? cut(label.text, width - 30, measure) : fitted(label.text, margin - 16, measure) }));
  const heads = layout.heads.map((one) => ({ ...one, text: cut(one.text, (width - 30) / BOLD, measure) }));
  const sides = (["A", "B"] as const).map((side) => ({ side, bars: layout.bars.filter((bar) => bar.side === side) }));
  const perPixel = (layout.right - layout.left) / Math.max(1, width - margin - 22);
  const crowded = (value: number): boolean => layout.never !== null && (value < layout.low || value < layout.never + NEVER_PX * perPixel);
  const left = { frameAnchor: "left" as const, textAnchor: above ? ("start" as const) : ("end" as const), dx: above ? 0 : -10 };
  const shown = layout.bars.filter((bar) => !bar.never);
  return plot.plot({
    width,
    height: layout.height + head + FOOT,
    marginLeft: margin,
    marginRight: 22,
    marginTop: head,
    marginBottom: FOOT,
    x: { domain: [layout.left, layout.right] },
    y: { domain: [0, layout.height], range: [head, layout.height + head], axis: null },
    marks: [
      plot.rect(layout.marks, { y1: "top", y2: "bottom", fill: colour.marked, insetLeft: -margin + 2 }),
      plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: ticks(width - margin) }),
      plot.axisX({ anchor: "bottom", ticks: ticks(width - margin), tickFormat: (value: number) => (crowded(value) ? "" : say(value)), label: null, tickSize: 0 }),
      plot.axisX({ anchor: "top", ticks: [], label: name, labelAnchor: "right", labelArrow: "none", labelOffset: head - 4 }),
      plot.ruleY(layout.separators, { stroke: colour.grid, strokeOpacity: 0.6, insetLeft: -margin + 2 }),
      ...(axis.ends && axis.ends[0] === 0 ? [plot.ruleX([0], { stroke: colour.axis })] : [plot.ruleX([0], { stroke: colour.ink, strokeWidth: 1.6 })]),
      ...(zero
        ? [
            plot.text([0], { x: 0, text: [`\u2190 ${zero.below}`], frameAnchor: "top", textAnchor: "end", dx: -6, dy: -14, fill: colour.soft }),
            plot.text([0], { x: 0, text: [`${zero.above} \u2192`], frameAnchor: "top", textAnchor: "start", dx: 6, dy: -14, fill: colour.soft }),
          ]
        : []),
      ...(layout.never === null
        ? []
        : [plot.text([0], { x: layout.never, text: [t("never")], frameAnchor: "bottom", dy: 16, fill: colour.soft })]),
      plot.text(heads, { y: "y", text: "text", fontWeight: 650, fill: colour.ink, stroke: colour.paper, strokeWidth: 3, frameAnchor: "left", textAnchor: "start", dx: above ? 0 : 6 - margin }),
      plot.text(labels, { y: "y", text: "text", fill: colour.ink, stroke: colour.paper, strokeWidth: 3, ...left }),
      ...sides.flatMap(({ side, bars }) => marks(plot, side, bars)),
      plot.tip(shown, plot.pointer({ x: "at", y: "y", title: "title", maxRadius: 40 })),
      ...(ruleName === undefined ? [] : rules(plot, layout.bars)),
    ],
  });
}

const ticks = (wide: number): number => Math.max(3, Math.floor(wide / 80));

function marks(plot: Plot, side: "A" | "B", bars: readonly PlacedBar[]) {
  const stroke = side === "A" ? colour.a : colour.b;
  const ranged = bars.filter((bar) => bar.to > bar.from);
  return [
    plot.ruleY(ranged, { x1: "from", x2: "to", y: "y", stroke, strokeWidth: 3, strokeOpacity: 0.75, strokeDasharray: side === "A" ? "none" : "5 3" }),
    plot.text(bars.filter((bar) => bar.openLeft), { x: "from", y: "y", text: () => "\u25c0", fill: stroke, fontSize: 9 }),
    plot.text(bars.filter((bar) => bar.openRight), { x: "to", y: "y", text: () => "\u25b6", fill: stroke, fontSize: 9 }),
    plot.dot(bars.filter((bar) => !bar.never && !(bar.openRight && bar.median === null)), { x: "at", y: "y", r: 5, symbol: side === "A" ? "circle" : "square", fill: stroke, stroke: colour.paper, strokeWidth: 1.2 }),
    plot.dot(bars.filter((bar) => bar.never), { x: "at", y: "y", r: 4, symbol: "times", stroke, strokeWidth: 1.8 }),
  ];
}

/** The rule that a number is held against: a tall tick in the colour of its side. */
function rules(plot: Plot, bars: readonly PlacedBar[]) {
  const ruled = bars.filter((bar) => typeof bar.rule === "number");
  return (["A", "B"] as const).map((side) =>
    plot.link(
      ruled.filter((bar) => bar.side === side),
      { x1: "rule", x2: "rule", y1: (bar: PlacedBar) => bar.y - 8, y2: (bar: PlacedBar) => bar.y + 8, stroke: colour.ink, strokeWidth: 2.4 },
    ),
  );
}
