/** Two numbers together: where each answer turns in their plane, and where both sides stand in it. */

import { Chart, type Drawn, type Plot } from "../charts/Chart";
import { colour } from "../charts/colours";
import { Legend } from "../charts/Legend";
import { lang, t, unit } from "../language/language";
import type { Pair } from "./answers";
import type { OneQuestion } from "./CruxQuestion";
import { amount } from "./format";
import { assumptionLine, sideOf, sidesOf, viewTitle } from "./naming";

interface Point {
  side: "A" | "B";
  line: string;
  x: number;
  y: number;
}

interface Stand {
  side: "A" | "B";
  title: string;
  x: number;
  y: number;
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

export function FlipPair({ crux, answer, pair, state }: OneQuestion & { pair: Pair }) {
  const sides = sidesOf(crux, state).filter(({ view }) => view in pair.claimed);
  const points = sides.flatMap(({ side, view }) => (pair.lines[view] ?? []).flatMap((line, at) => line.map(([x, y]): Point => ({ side, line: `${side}${at}`, x, y }))));
  const stands = sides.flatMap(({ side, view, title }): Stand[] => {
    const at = pair.claimed[view];
    if (!at) return [];
    const [x, y] = at;
    const [across, up] = pair.claimed_range[view] ?? [null, null];
    return [{ side, title, x, y, x1: across?.[0] ?? x, x2: across?.[1] ?? x, y1: up?.[0] ?? y, y2: up?.[1] ?? y }];
  });
  const names = [0, 1].map((at) => {
    const said = assumptionLine(crux, pair.keys[at] ?? "");
    const of = pair.units[at] ?? "1";
    return of === "1" || of === "" ? said : `${said}, ${unit(of)}`;
  });
  const none = answer.views.filter((view) => (pair.lines[view] ?? []).length === 0);
  return (
    <section class="part">
      <h4>{t("Two numbers together")}</h4>
      <Legend sides={sides} extra={[{ mark: "turn", text: t("line: there its answer turns, all else its own") }]} />
      <Chart
        label={t("Where each answer turns when {x} and {y} move together", { x: names[0] ?? "", y: names[1] ?? "" })}
        of={[answer, state.a, state.b, lang.value]}
        draw={(plot, width) => drawn(plot, width, pair, points, stands, names)}
      />
      {none.map((view) => (
        <p key={view} class="soft">
          {t("By all else that {view} says, no point of this plane turns the answer.", { view: `${sideOf(state, view) ?? ""} ${viewTitle(crux, view)}` })}
        </p>
      ))}
    </section>
  );
}

function drawn(plot: Plot, width: number, pair: Pair, points: readonly Point[], stands: readonly Stand[], names: readonly string[]): Drawn {
  const ends = (values: readonly number[]): [number, number] => [values[0] ?? 0, values.at(-1) ?? 1];
  const say = (stand: Stand): string => `${stand.title}\n${amount(stand.x, pair.units[0])}\n${amount(stand.y, pair.units[1])}`;
  return plot.plot({
    width: Math.min(width, 620),
    height: 300,
    marginLeft: 56,
    marginRight: 18,
    marginTop: 30,
    marginBottom: 40,
    x: { domain: ends(pair.x), label: names[0] ?? "", labelArrow: "none", ticks: 6, tickFormat: (value: number) => amount(value, "1") },
    y: { domain: ends(pair.y), label: names[1] ?? "", labelArrow: "none", ticks: 6, tickFormat: (value: number) => amount(value, "1") },
    marks: [
      plot.gridX({ stroke: colour.grid, strokeOpacity: 1 }),
      plot.gridY({ stroke: colour.grid, strokeOpacity: 1 }),
      ...(["A", "B"] as const).flatMap((side) => {
        const stroke = side === "A" ? colour.a : colour.b;
        const own = stands.filter((stand) => stand.side === side);
        return [
          plot.rect(own, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: stroke, fillOpacity: 0.1, stroke, strokeOpacity: 0.45, strokeDasharray: side === "A" ? "none" : "4 3" }),
          plot.line(points.filter((point) => point.side === side), { x: "x", y: "y", z: "line", stroke, strokeWidth: 2.2, strokeDasharray: side === "A" ? "none" : "6 4", clip: true }),
          plot.dot(own, { x: "x", y: "y", r: 6, symbol: side === "A" ? "circle" : "square", fill: stroke, stroke: colour.paper, strokeWidth: 1.5 }),
        ];
      }),
      plot.tip(stands, plot.pointer({ x: "x", y: "y", title: say })),
    ],
  });
}
