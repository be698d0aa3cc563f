/** Interceptors needed over the number of a third party's warheads, by each view. */

import { Chart, type Drawn, type Plot } from "../charts/Chart";
import { colour } from "../charts/colours";
import { Folded } from "../charts/Folded";
import { Legend } from "../charts/Legend";
import { Table, type Column } from "../charts/Table";
import { lang, t } from "../language/language";
import type { Side, State } from "../state/contracts";
import type { Need, Strategic } from "./answers";
import { count, percent } from "./format";
import { sidesOf } from "./naming";

interface Point {
  side: Side;
  title: string;
  warheads: number;
  barrage: number | null;
  turn: number | null;
  wanted: boolean;
}

export function Needs({ answer, state }: { answer: Strategic; state: State }) {
  const sides = sidesOf(answer, state);
  const points = sides.flatMap(({ side, view, title }) => pointsOf(side, title, answer.needs.find((need) => need.view === view)));
  if (points.length === 0) return null;
  return (
    <section class="part">
      <header class="part-head">
        <h3>{t("Interceptors needed, by the number of the third party's warheads")}</h3>
      </header>
      <Legend sides={sides.filter(({ view }) => answer.needs.some((need) => need.view === view))} />
      <Chart label={t("Interceptors needed against a growing number of warheads, as both sides see it")} of={[answer, state.a, state.b, lang.value]} draw={(plot, width) => drawn(plot, width, points)} />
      <p class="soft">{t("Mark: the number of warheads that the view wants to be able to stop, all shots fired at once.")}</p>
      <Folded line={t("The same as a table")}>
        {() => <Table caption={t("Interceptors needed")} columns={columns()} rows={points} file={`${answer.dossier}-needs`} />}
      </Folded>
    </section>
  );
}

function pointsOf(side: Side, title: string, need: Need | undefined): Point[] {
  if (!need) return [];
  const named = need.confidence === null ? title : t("{title} (all stopped with {confidence})", { title, confidence: percent(need.confidence) });
  return need.warheads.map((warheads, at) => ({ side, title: named, warheads, barrage: need.barrage[at] ?? null, turn: need.in_turn[at] ?? null, wanted: warheads === need.wanted }));
}

function drawn(plot: Plot, width: number, points: readonly Point[]): Drawn {
  const known = points.filter((point) => point.barrage !== null);
  return plot.plot({
    width: Math.min(width, 760),
    height: 240,
    marginLeft: 48,
    marginRight: 18,
    marginBottom: 38,
    x: { label: t("Warheads of the third party"), labelArrow: "none", tickFormat: (value: number) => count(value), ticks: width < 500 ? 5 : 10 },
    y: { label: t("Interceptors"), labelArrow: "none", tickFormat: (value: number) => count(value), zero: true },
    marks: [
      plot.gridY({ stroke: colour.grid, strokeOpacity: 1 }),
      plot.ruleY([0], { stroke: colour.axis }),
      ...(["A", "B"] as const).flatMap((side) => {
        const own = known.filter((point) => point.side === side);
        const stroke = side === "A" ? colour.a : colour.b;
        return [
          plot.line(own, { x: "warheads", y: "barrage", stroke, strokeWidth: 2, strokeDasharray: side === "A" ? "none" : "6 4" }),
          plot.dot(own.filter((point) => point.wanted), { x: "warheads", y: "barrage", fill: stroke, stroke: colour.paper, r: 5.5, symbol: side === "A" ? "circle" : "square" }),
        ];
      }),
      plot.tip(known, plot.pointer({ x: "warheads", y: "barrage", title: (point: Point) => `${point.title}\n${t("{warheads} warheads: {interceptors} interceptors", { warheads: count(point.warheads), interceptors: count(point.barrage) })}` })),
    ],
  });
}

const columns = (): Column<Point>[] => [
  { head: t("View"), show: (row) => row.title, raw: (row) => row.title },
  { head: t("Warheads"), number: true, show: (row) => count(row.warheads), raw: (row) => row.warheads },
  { head: t("All shots at once"), number: true, show: (row) => count(row.barrage), raw: (row) => row.barrage },
  { head: t("Shots one after the other"), number: true, show: (row) => count(row.turn), raw: (row) => row.turn },
];
