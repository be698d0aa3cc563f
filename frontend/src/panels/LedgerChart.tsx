/** One ledger over the years: figures by country, joined only where no figure is missing, and the limits that bound them. */

import { Chart, type Drawn, type Plot } from "../charts/Chart";
import { colour } from "../charts/colours";
import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { date, lang, t } from "../language/language";
import type { Ledger } from "./answers";
import { Certainty, certaintyWord } from "./Certainty";
import { dataWord } from "./dataWords";
import { count } from "./format";
import { estimated, pointsOf, spans, type Point } from "./ledger";
import { remarks } from "./remarks";

/** Looks of the lines, by their order: colour and dash both differ. */
const LOOKS = [
  { stroke: colour.a, dash: "none", symbol: "circle" },
  { stroke: colour.b, dash: "6 4", symbol: "square" },
  { stroke: colour.need, dash: "2 3", symbol: "triangle" },
  { stroke: colour.rule, dash: "8 3 2 3", symbol: "diamond" },
  { stroke: colour.soft, dash: "none", symbol: "star" },
  { stroke: colour.ink, dash: "4 2", symbol: "wye" },
] as const;

export function LedgerChart({ ledger }: { ledger: Ledger }) {
  const points = ledger.series.flatMap(pointsOf);
  const lines = [...new Set(points.map((point) => nameOf(point)))];
  return (
    <>
      <ul class="legend">
        {lines.map((line, at) => (
          <li key={line}>
            <span class={`key key-line key-line-${at % LOOKS.length}`} aria-hidden="true" />
            {line}
          </li>
        ))}
        {ledger.ceilings.length ? (
          <li>
            <span class="key key-ceiling" aria-hidden="true" />
            {t("limit of a treaty; thin before it was due")}
          </li>
        ) : null}
      </ul>
      <Chart label={t("{title}, {counted}, over the years", { title: t(ledger.title), counted: t(ledger.counted) })} of={[ledger, lang.value]} draw={(plot, width) => drawn(plot, width, ledger, points, lines)} />
      <p class="soft">{t("Filled marks were declared or counted by rule, hollow ones are estimates. A line is broken where a figure is missing.")}</p>
      {ledger.notes.length ? (
        <Folded printed={false} line={t("Remarks on single figures")}>
          {() => (
            <ul class="plain">
              {ledger.notes.map((note) => (
                <li key={note}>{t(note)}</li>
              ))}
            </ul>
          )}
        </Folded>
      ) : null}
      <Folded printed={false} line={t("The same as a table")}>
        {() => <Table caption={t(ledger.title)} columns={columns(ledger)} rows={ledger.series.flatMap((series) => series.marks.map((mark) => ({ series, mark })))} file={`forces-${ledger.key}`} />}
      </Folded>
      {ledger.ceilings.length ? (
        <ul class="plain">
          {ledger.ceilings.map((ceiling) => (
            <li key={`${ceiling.treaty}${ceiling.title}`}>
              <strong>{dataWord(ceiling.treaty)}</strong>: {t(ceiling.title)} <Certainty of={ceiling.certainty} /> {ceiling.status ? <span class="soft">{t(ceiling.status)}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

const nameOf = (point: Point): string => `${dataWord(point.series.country)}, ${t(point.series.counted)}`;

function drawn(plot: Plot, width: number, ledger: Ledger, points: readonly Point[], lines: readonly string[]): Drawn {
  const looks = (point: Point) => LOOKS[lines.indexOf(nameOf(point)) % LOOKS.length] ?? LOOKS[0];
  const ceilings = spans(ledger).map((span) => ({ ...span, due: new Date(Math.max(span.from.getTime(), dueOf(span.ceiling.due, span.from))), limit: span.ceiling.limit, text: `${dataWord(span.ceiling.treaty)}: ${count(span.ceiling.limit)}` }));
  const sparse = points.length < 120;
  return plot.plot({
    width: Math.min(width, 1000),
    height: 320,
    marginLeft: 60,
    marginRight: 24,
    marginTop: 28,
    marginBottom: 32,
    x: { type: "utc", label: null, ticks: Math.max(3, Math.floor(width / 110)), tickFormat: (value: Date) => String(value.getUTCFullYear()) },
    y: { zero: true, nice: true, label: dataWord(ledger.unit), labelArrow: "none", tickFormat: (value: number) => count(value), ticks: 6 },
    marks: [
      plot.gridY({ stroke: colour.grid, strokeOpacity: 1 }),
      plot.ruleY([0], { stroke: colour.axis }),
      plot.link(ceilings, { x1: "from", x2: "due", y1: "limit", y2: "limit", stroke: colour.ink, strokeWidth: 1, strokeDasharray: "2 3" }),
      plot.link(ceilings, { x1: "due", x2: "to", y1: "limit", y2: "limit", stroke: colour.ink, strokeWidth: 2 }),
      plot.text(ceilings, { x: "to", y: "limit", text: "text", textAnchor: "end", dy: -8, fill: colour.ink, stroke: colour.paper, strokeWidth: 4 }),
      ...LOOKS.flatMap((look, at) => {
        const own = points.filter((point) => lines.indexOf(nameOf(point)) % LOOKS.length === at);
        const mark = (hollow: boolean) =>
          plot.dot(own.filter((point) => estimated(point.series.counted) === hollow && (sparse || own.length < 12)), { x: "at", y: "value", r: 3.2, symbol: look.symbol, fill: hollow ? colour.paper : look.stroke, stroke: look.stroke });
        return [plot.line(own, { x: "at", y: "value", z: "stretch", stroke: look.stroke, strokeWidth: 1.8, strokeDasharray: look.dash }), mark(false), mark(true)];
      }),
      plot.tip(points, plot.pointer({ x: "at", y: "value", stroke: (point: Point) => looks(point).stroke, title: (point: Point) => told(point) })),
    ],
  });
}

/** The day a limit fell due, in milliseconds; its beginning where nobody says. */
function dueOf(due: string | null, from: Date): number {
  const parts = /^(\d{4})(?:-(\d{2}))?/.exec(due ?? "");
  return parts ? Date.UTC(Number(parts[1]), Number(parts[2] ?? "1") - 1, 1) : from.getTime();
}

function told({ series, mark, value }: Point): string {
  const lines = [`${dataWord(series.country)}, ${date(mark.date)}: ${count(value)}`, `${t(series.counted)}; ${certaintyWord(mark.certainty)}`];
  for (const more of [mark.note, mark.conflict]) if (more) lines.push(t(more));
  return lines.join("\n");
}

type Row = { series: Ledger["series"][number]; mark: Ledger["series"][number]["marks"][number] };

const columns = (ledger: Ledger): Column<Row>[] => [
  { head: t("Country"), show: (row) => dataWord(row.series.country), raw: (row) => row.series.country },
  { head: t("Date"), show: (row) => date(row.mark.date), raw: (row) => row.mark.date },
  { head: dataWord(ledger.unit), number: true, show: (row) => count(row.mark.value), raw: (row) => row.mark.value, rawHead: ledger.unit },
  { head: t("Counted how"), show: (row) => t(row.series.counted), raw: (row) => row.series.counted },
  { head: t("Certainty"), show: (row) => <Certainty of={row.mark.certainty} />, raw: (row) => row.mark.certainty },
  { head: t("Remark"), show: (row) => remarks(row.mark).map((said) => t(said)).join("; "), raw: (row) => remarks(row.mark).join("; ") },
  { head: t("Source"), show: (row) => row.mark.sources.join(", "), raw: (row) => row.mark.sources.join("; ") },
];
