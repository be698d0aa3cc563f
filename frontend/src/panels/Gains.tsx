/** What each side gains by each package, in its own view: all possible ones, those that pass, the frontier, and what has a name. */

import { Chart, type Drawn, type Plot } from "../charts/Chart";
import { colour } from "../charts/colours";
import { cut, measured } from "../charts/fitted";
import { Folded } from "../charts/Folded";
import { Legend } from "../charts/Legend";
import { Table, type Column } from "../charts/Table";
import { lang, num, plural, t } from "../language/language";
import type { Side, State } from "../state/contracts";
import type { Cloud, SearchAnswer } from "./answers";
import { dataWord } from "./dataWords";
import { sideOf } from "./naming";
import { frontier, gathered, labelled, type Marked, type Place } from "./packages";

interface GainsProps {
  answer: SearchAnswer;
  marks: readonly Marked[];
  picked: string | null;
  onPick: (id: string) => void;
  state: State;
}

export function Gains({ answer, marks, picked, onPick, state }: GainsProps) {
  return (
    <div class="search-chart">
      <Legend
        sides={[]}
        extra={[
          { mark: "none", text: t("no agreement") },
          { mark: "misses", text: t("misses a demand") },
          { mark: "passes", text: t("meets every demand") },
          { mark: "front", text: t("front: nothing that passes is better for both") },
        ]}
      />
      <Chart
        label={t("Gains of both sides by package, each in its own view")}
        of={[answer, picked, state.a, state.b, lang.value]}
        draw={(plot, width) => drawn(plot, width, answer, marks, picked, state)}
        onPick={(value) => {
          const place = value as (Place & { ids?: string[] }) | null;
          const id = place?.ids?.[(place.ids.indexOf(picked ?? "") + 1) % place.ids.length];
          if (id) onPick(id);
        }}
      />
      <p class="soft">{t("Gain: the weighted mean of what a side scores by, less that without an agreement. Weights and scales are choices: order tells more than distance.")}</p>
      <Folded printed={false} line={t("All places of the chart as a table")}>
        {() => <Table caption={t("Gains of both sides")} columns={columns(answer)} rows={answer.cloud} file={`${answer.dossier}-gains`} />}
      </Folded>
    </div>
  );
}

/** Marks nearer than this part of an axis stand on one place. */
const TOUCHING = 1e-9;
/** Width [px] of a chart on which signs nearer than 3.5 % of its axis are written together. */
const TYPICAL = 400;

const signed = (value: number): string => `${value > 0 ? "+" : ""}${num(Number(value.toFixed(3)))}`;

/** [px] What the arrow beside the name of an axis takes, with the edges of the chart. */
const ARROW = 36;

function drawn(plot: Plot, width: number, answer: SearchAnswer, marks: readonly Marked[], picked: string | null, state: State): Drawn {
  const xs = answer.cloud.map((one) => one.gain.deterring);
  const ys = answer.cloud.map((one) => one.gain.defending);
  const spanX = Math.max(...xs) - Math.min(...xs) || 1;
  const spanY = Math.max(...ys) - Math.min(...ys) || 1;
  const named = marks.filter((mark) => mark.kind !== "package");
  const places = gathered(named, spanX, spanY, TOUCHING);
  const least = Math.min(...xs);
  const labels = labelled(gathered(named, spanX * (TYPICAL / width), spanY), (x) => (x - least) * ((width - 100) / spanX));
  const free = gathered(marks.filter((mark) => mark.kind === "package"), spanX, spanY, TOUCHING);
  const passing = (one: Place): boolean => one.ids.some((id) => marks.find((mark) => mark.id === id)?.package.passes);
  const chosen = marks.find((mark) => mark.id === picked);
  const inkOf = (role: "defending" | "deterring"): string => tint(sideOf(state, (answer.views as unknown as Record<string, { id?: string }>)?.[role]?.id ?? ""));
  const place = (fail: boolean) => answer.cloud.filter((one) => (one.passing === 0) === fail);
  const across = { x: (one: Cloud) => one.gain.deterring, y: (one: Cloud) => one.gain.defending };
  const gainOf = (side: string): string => cut(t("Gain of {side}, in its own view", { side: t(side) }), width - ARROW, measured());
  return plot.plot({
    width,
    height: Math.max(300, Math.min(440, width * 0.72)),
    marginLeft: 60,
    marginRight: 20,
    marginTop: 34,
    marginBottom: 44,
    x: { label: gainOf(answer.sides.deterring), labelArrow: "right", labelAnchor: "center", nice: true, inset: 10 },
    y: { label: gainOf(answer.sides.defending), labelArrow: "up", nice: true, inset: 10 },
    marks: [
      plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 6 }),
      plot.gridY({ stroke: colour.grid, strokeOpacity: 1, ticks: 6 }),
      plot.axisX({ ticks: 6, tickFormat: signed, tickSize: 0, color: inkOf("deterring") }),
      plot.axisY({ ticks: 6, tickFormat: signed, tickSize: 0, color: inkOf("defending") }),
      plot.ruleX([0], { stroke: colour.axis, strokeWidth: 1.5 }),
      plot.ruleY([0], { stroke: colour.axis, strokeWidth: 1.5 }),
      plot.dot(place(true), { ...across, r: 2.6, fill: colour.faint, stroke: "none" }),
      plot.dot(place(false), { ...across, r: 5, fill: colour.pass }),
      plot.line(frontier(answer.packages), { x: "x", y: "y", stroke: colour.pass, strokeWidth: 2 }),
      plot.dot(free, { x: "x", y: "y", r: 5, fill: colour.pass, stroke: colour.paper }),
      plot.dot([0], { x: 0, y: 0, symbol: "plus", r: 9, stroke: colour.ink, strokeWidth: 2.4 }),
      plot.dot(places, { x: "x", y: "y", r: 6, fill: (one: Place) => (passing(one) ? colour.pass : colour.paper), stroke: colour.ink, strokeWidth: 2 }),
      ...labels.map((label) =>
        plot.text([label], { x: "x", y: "y", text: (one: Place) => one.signs.join(" "), dy: label.dy, fontWeight: 700, fontSize: 12, fill: colour.ink, stroke: colour.paper, strokeWidth: 4 }),
      ),
      ...(chosen ? [plot.dot([chosen], { x: (one: Marked) => one.package.gain.deterring, y: (one: Marked) => one.package.gain.defending, r: 10, stroke: colour.ink, strokeWidth: 2, fill: "none" })] : []),
      plot.tip([...places, ...free], plot.pointer({ x: "x", y: "y", maxRadius: 30, title: (one: Place) => tipOf(one, marks, answer) })),
    ],
  });
}

const tint = (side: Side | null): string => (side === "A" ? colour.a : side === "B" ? colour.b : colour.ink);

function tipOf(place: Place, marks: readonly Marked[], answer: SearchAnswer): string {
  const names = place.ids.flatMap((id) => marks.find((mark) => mark.id === id)?.names.map(dataWord) ?? []);
  const shown = names.length > 4 ? [...names.slice(0, 4), plural(names.length - 4, "and {n} more", "and {n} more")] : names;
  return [...shown, `${t(answer.sides.defending)}: ${signed(place.y)}`, `${t(answer.sides.deterring)}: ${signed(place.x)}`].join("\n");
}

const columns = (answer: SearchAnswer): Column<Cloud>[] => [
  { head: t("Gain of {side}", { side: t(answer.sides.defending) }), number: true, show: (row) => signed(row.gain.defending), raw: (row) => row.gain.defending, rawHead: "gain of defending [1]" },
  { head: t("Gain of {side}", { side: t(answer.sides.deterring) }), number: true, show: (row) => signed(row.gain.deterring), raw: (row) => row.gain.deterring, rawHead: "gain of deterring [1]" },
  { head: t("Packages"), number: true, show: (row) => num(row.packages), raw: (row) => row.packages },
  { head: t("Meet every demand"), number: true, show: (row) => num(row.passing), raw: (row) => row.passing },
];
