/** Counts beside limits: how much of each limit is used, by party and moment. */

import { Chart, type Drawn, type Plot } from "../charts/Chart";
import { colour } from "../charts/colours";
import { Folded } from "../charts/Folded";
import { cut, fitted, measured } from "../charts/fitted";
import { Table, type Column } from "../charts/Table";
import { date, lang, t } from "../language/language";
import type { Finding } from "./answers";
import { dataWord } from "./dataWords";
import { whenOf } from "./FindingCard";
import { percent } from "./format";
import { used, type Used } from "./ledger";
import { countOf, limitOf } from "./Treaties";

/** [px] Of a line of words, of the bar below them, and between one limit and the next. */
const [LINE, BAR, APART] = [14, 9, 12];
const NARROW = 560;

export function Limits({ findings, dossier }: { findings: readonly Finding[]; dossier: string }) {
  const rows = used(findings);
  if (rows.length === 0) return null;
  return (
    <section class="part">
      <h3>{t("Counts beside their limits")}</h3>
      <Chart label={t("Share of each limit that is used, by party and moment")} of={[findings, lang.value]} draw={(plot, width) => drawn(plot, width, rows)} />
      <Folded line={t("The same as a table")}>
        {() => <Table caption={t("Counts beside their limits")} columns={columns()} rows={rows} file={`${dossier}-limits`} />}
      </Folded>
    </section>
  );
}

const limitedBy = ({ one }: Used): string => `${t(one.party)}: ${t(one.title)}`;
const countedFor = ({ one }: Used): string => `${countOf(one)} / ${limitOf(one)}, ${dataWord(one.short)}, ${whenOf(one)}${later(one)}`;

/** A limit that does not bind yet is not exceeded yet. */
const later = (one: Finding): string => (one.binds_from ? `; ${t("binds from {day}", { day: date(one.binds_from) })}` : "");

function drawn(plot: Plot, width: number, rows: readonly Used[]): Drawn {
  const narrow = width < NARROW;
  const [room, measure] = [Math.min(width, 900) - 30, measured()];
  const words = rows.map((row) => `${fitted(limitedBy(row), room, measure)}\n${cut(countedFor(row), room, measure)}`);
  const tall = LINE * Math.max(...words.map((text) => text.split("\n").length)) + BAR + APART;
  const most = Math.max(1.2, ...rows.map(({ high, low }) => (high ?? low) * 1.1));
  const placed = rows.map((row, at) => ({ ...row, y: (at + 1) * tall - APART, label: (at + 1) * tall - APART - BAR / 2 - 3, end: row.high ?? most, words: words[at] ?? "" }));
  const over = (row: Used): string => (row.low > 1 && !row.one.binds_from ? colour.rule : colour.soft);
  return plot.plot({
    width: Math.min(width, 900),
    height: rows.length * tall + 48,
    marginLeft: 8,
    marginRight: 18,
    marginTop: 22,
    marginBottom: 26,
    x: { domain: [0, most] },
    y: { domain: [0, rows.length * tall], range: [22, rows.length * tall + 22], axis: null },
    marks: [
      plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
      plot.ruleX([1], { stroke: colour.ink, strokeWidth: 2 }),
      plot.axisX({ ticks: narrow ? 4 : 6, tickFormat: (value: number) => percent(value), tickSize: 0, label: null }),
      plot.link(placed, { x1: 0, x2: "low", y1: "y", y2: "y", stroke: over, strokeWidth: BAR, strokeLinecap: "butt" }),
      plot.link(placed.filter((row) => row.end > row.low), { x1: "low", x2: "end", y1: "y", y2: "y", stroke: over, strokeWidth: BAR, strokeOpacity: 0.35 }),
      plot.ruleX([0], { stroke: colour.axis }),
      plot.text([1], { x: 1, text: [t("limit")], frameAnchor: "top", dy: -12, fill: colour.ink }),
      plot.text(placed, { x: 0, y: "label", text: "words", textAnchor: "start", lineAnchor: "bottom", lineHeight: LINE / 12, dx: 3, fill: colour.ink, stroke: colour.paper, strokeWidth: 4 }),
      plot.tip(placed, plot.pointer({ x: "low", y: "y", title: (row: Used) => `${limitedBy(row)}\n${countedFor(row)}\n${t(row.one.said)}`, maxRadius: 40 })),
    ],
  });
}

const columns = (): Column<Used>[] => [
  { head: t("Party"), show: (row) => t(row.one.party), raw: (row) => row.one.party },
  { head: t("Treaty"), show: (row) => dataWord(row.one.short), raw: (row) => row.one.short },
  { head: t("Rule"), show: (row) => t(row.one.title), raw: (row) => row.one.title },
  { head: t("When"), show: (row) => whenOf(row.one), raw: (row) => (row.one.phase === null ? row.one.day : `phase ${row.one.phase}`) },
  { head: t("Count"), number: true, show: (row) => countOf(row.one), raw: (row) => row.one.low },
  { head: t("Limit"), show: (row) => limitOf(row.one), raw: (row) => row.one.limit },
  { head: t("Used"), number: true, show: (row) => percent(row.low), raw: (row) => row.low, rawHead: "used [1]" },
  { head: t("Finding"), show: (row) => t(row.one.said), raw: (row) => row.one.said },
];
