/** The compatibility window: interceptors needed against the third party, beside the number at which the deterring side's own rule fails. */

import { useMemo } from "preact/hooks";
import { Chart, type Drawn, type Plot } from "../charts/Chart";
import { colour } from "../charts/colours";
import { decades } from "../charts/domains";
import { fitted, measured } from "../charts/fitted";
import { Folded } from "../charts/Folded";
import { Legend } from "../charts/Legend";
import { Table, type Column } from "../charts/Table";
import { lang, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Spread, Strategic, WindowRow } from "./answers";
import { onset } from "./Arriving";
import { count, spread } from "./format";
import { phaseLine, viewTitle } from "./naming";

export function Windows({ answer, state }: { answer: Strategic; state: State }) {
  const rows = useMemo(() => ordered(answer.windows, state), [answer, state.a, state.b]);
  return (
    <section class="part">
      <header class="part-head">
        <h3>{t("A number of interceptors that serves both?")}</h3>
      </header>
      <Legend
        sides={[]}
        extra={[
          { mark: "need", text: t("needed against the third party") },
          { mark: "fails", text: t("the deterring side's own rule fails") },
          { mark: "both", text: t("serves both, at the central numbers") },
          { mark: "planned", text: t("planned") },
          { mark: "reach", text: t("in reach of the deterrent") },
        ]}
      />
      <Chart
        label={t("Interceptors needed and interceptors at which the rule fails, by phase and by whose numbers are used")}
        of={[rows, lang.value]}
        draw={(plot, width) => drawn(plot, width, answer, rows)}
      />
      <p class="soft">{t("Bars run over the stated ranges; a triangle at the edge means that no number does it. The scale grows by factors of ten.")}</p>
      <Folded line={t("The same as a table")}>
        {() => <Table caption={t("Compatibility window")} columns={columns(answer)} rows={rows} file={`${answer.dossier}-windows`} marked={(row) => row.phase === state.phase} />}
      </Folded>
    </section>
  );
}

/** Both sides by their own numbers first, the mixed ones after. */
function ordered(rows: readonly WindowRow[], state: State): WindowRow[] {
  const rank = (row: WindowRow): number => (row.need_holder === row.onset_holder ? (row.need_holder === state.a ? 0 : 1) : 2);
  return [...rows].sort((one, other) => rank(one) - rank(other) || one.phase - other.phase);
}

const LINE = 40;
/** [px] Of a heading of one line, and of each further line; bold letters take a little more room than they are measured by. */
const [HEAD, LETTERS, BOLD] = [26, 14, 1.1];
/** Where "no number" stands on the scale, in parts of the greatest number. */
const BEYOND = 2.2;

interface Placed {
  row: WindowRow;
  y: number;
}

function drawn(plot: Plot, width: number, answer: Strategic, rows: readonly WindowRow[]): Drawn {
  const placed: Placed[] = [];
  const heads: { y: number; text: string }[] = [];
  let y = 0;
  let pair = "";
  const measure = measured();
  for (const row of rows) {
    const own = `${row.need_holder}|${row.onset_holder}`;
    if (own !== pair) {
      const text = fitted(pairName(answer, row), (width - 12) / BOLD, measure);
      const tall = HEAD + LETTERS * (text.split("\n").length - 1);
      heads.push({ y: y + tall / 2, text });
      y += tall;
      pair = own;
    }
    placed.push({ row, y: y + LINE / 2 });
    y += LINE;
  }
  const known = rows.flatMap((row) => [row.planned, row.need?.median, row.need?.high, row.onset?.median, row.onset?.high]).filter((value): value is number => typeof value === "number");
  const most = Math.max(30, ...known) * 1.15;
  const edge = most * BEYOND;
  const ends = (of: Spread): [number, number] => [of.low ?? edge, of.high ?? edge];
  const margin = width < 560 ? 96 : 150;
  const both = placed.filter(({ row }) => row.need?.median != null && row.onset && (row.onset.median === null || row.onset.median > row.need.median));
  const bar = (of: (row: WindowRow) => Spread | null, fill: string, dy: number, symbol: "circle" | "square") => {
    const there = placed.filter(({ row }) => of(row));
    const at = ({ row }: Placed): number => of(row)?.median ?? edge;
    return [
      plot.ruleY(there, { x1: ({ row }: Placed) => ends(of(row) as Spread)[0], x2: ({ row }: Placed) => ends(of(row) as Spread)[1], y: ({ y: line }: Placed) => line + dy, stroke: fill, strokeWidth: 5, strokeOpacity: 0.45 }),
      plot.dot(there.filter(({ row }) => of(row)?.high === null), { x: edge, y: ({ y: line }: Placed) => line + dy, symbol: "triangle", rotate: 90, r: 4.5, fill }),
      plot.dot(there.filter(({ row }) => of(row)?.median != null), { x: at, y: ({ y: line }: Placed) => line + dy, r: 5, symbol, fill, stroke: colour.paper }),
      plot.text(there.filter(({ row }) => of(row)?.median != null), { x: at, y: ({ y: line }: Placed) => line + dy, text: ({ row }: Placed) => count(of(row)?.median ?? null), dx: 8, textAnchor: "start", fill: colour.ink, stroke: colour.paper, strokeWidth: 3 }),
    ];
  };
  return plot.plot({
    width,
    height: y + 60,
    marginLeft: margin,
    marginRight: 18,
    marginTop: 6,
    marginBottom: 40,
    x: { type: "symlog", constant: 10, domain: [0, edge] },
    y: { domain: [0, y], range: [6, y + 6], axis: null },
    marks: [
      plot.gridX({ ticks: decades(most), stroke: colour.grid, strokeOpacity: 1 }),
      plot.axisX({ ticks: decades(most), tickFormat: (value: number) => count(value), tickSize: 0, label: t("Interceptors"), labelArrow: "none", labelAnchor: "right" }),
      plot.rect(both, { x1: ({ row }: Placed) => row.need?.median ?? 0, x2: ({ row }: Placed) => row.onset?.median ?? edge, y1: ({ y: line }: Placed) => line - 17, y2: ({ y: line }: Placed) => line + 17, fill: colour.both }),
      plot.ruleX([0], { stroke: colour.axis }),
      plot.text(heads, { y: "y", text: "text", fontWeight: 650, frameAnchor: "left", textAnchor: "start", dx: 6 - margin, fill: colour.ink }),
      plot.text(placed, { y: "y", text: ({ row }: Placed) => phaseLine({ id: row.phase, year: row.year }), frameAnchor: "left", textAnchor: "end", dx: -10, fill: colour.ink }),
      ...bar((row) => row.need, colour.need, -7, "circle"),
      ...bar((row) => row.onset, colour.rule, 7, "square"),
      plot.link(placed.filter(({ row }) => row.planned !== null), { x1: ({ row }: Placed) => row.planned ?? 0, x2: ({ row }: Placed) => row.planned ?? 0, y1: ({ y: line }: Placed) => line - 17, y2: ({ y: line }: Placed) => line + 17, stroke: colour.ink, strokeWidth: 2 }),
      plot.link(placed.filter(({ row }) => row.interceptors_in_reach?.median != null), { x1: ({ row }: Placed) => row.interceptors_in_reach?.median ?? 0, x2: ({ row }: Placed) => row.interceptors_in_reach?.median ?? 0, y1: ({ y: line }: Placed) => line - 17, y2: ({ y: line }: Placed) => line + 17, stroke: colour.ink, strokeWidth: 2, strokeDasharray: "3 2.5" }),
      plot.tip(placed, plot.pointer({ x: ({ row }: Placed) => row.need?.median ?? row.planned ?? 0, y: "y", title: ({ row }: Placed) => `${pairName(answer, row)}\n${t(row.verdict)}; ${t(row.why)}\n${t(row.plan)}`, maxRadius: 60 })),
    ],
  });
}

function pairName(answer: Strategic, row: WindowRow): string {
  const need = viewTitle(answer, row.need_holder);
  return row.need_holder === row.onset_holder
    ? t("Need and rule by the numbers of {view}", { view: need })
    : t("Need by {need}, rule by {rule}", { need, rule: viewTitle(answer, row.onset_holder) });
}

const columns = (answer: Strategic): Column<WindowRow>[] => [
  { head: t("By whose numbers"), show: (row) => pairName(answer, row), raw: (row) => `need ${row.need_holder}, rule ${row.onset_holder}` },
  { head: t("Phase"), show: (row) => phaseLine({ id: row.phase, year: row.year }), raw: (row) => row.phase },
  { head: t("Needed"), number: true, show: (row) => spread(row.need, onset), raw: (row) => row.need?.median, rawHead: "needed [interceptors]" },
  { head: t("Rule fails at"), number: true, show: (row) => spread(row.onset, onset), raw: (row) => row.onset?.median, rawHead: "rule fails at [interceptors]" },
  { head: t("Planned"), number: true, show: (row) => count(row.planned), raw: (row) => row.planned },
  { head: t("In reach"), number: true, show: (row) => spread(row.interceptors_in_reach, count), raw: (row) => row.interceptors_in_reach?.median },
  { head: t("Window"), show: (row) => [t(row.verdict), row.why ? t(row.why) : ""].filter(Boolean).join("; "), raw: (row) => row.verdict },
  { head: t("Plan"), show: (row) => t(row.plan), raw: (row) => row.plan },
];
