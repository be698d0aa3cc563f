/** The rest of the strategic balance: what could be sent by posture, the committed share, the race of plan and reply, cost at the margin. */

import { Chart, type Drawn, type Plot } from "../charts/Chart";
import { colour } from "../charts/colours";
import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { lang, num, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Race, Retaliation, Strategic } from "./answers";
import { count, spread } from "./format";
import { assumptionLine, phaseLine, sideOf, viewTitle } from "./naming";
import { Of } from "./Rests";

export function Further({ answer, state }: { answer: Strategic; state: State }) {
  return (
    <section class="part">
      <h3>{t("More of the balance")}</h3>
      {answer.retaliation.length ? (
        <Folded line={t("What could be sent, by posture")}>
          {() => <Table caption={t("Warheads that could be sent, by posture")} columns={postures(answer, state)} rows={answer.retaliation} file={`${answer.dossier}-retaliation`} />}
        </Folded>
      ) : null}
      {answer.race.length ? (
        <Folded line={t("Plan and reply over the years")}>
          {() => (
            <>
              {answer.race.map((race) => (
                <Path key={race.key} answer={answer} race={race} state={state} />
              ))}
            </>
          )}
        </Folded>
      ) : null}
      {answer.cost.length ? (
        <Folded line={t("Cost at the margin")}>{() => <Costs answer={answer} state={state} />}</Folded>
      ) : null}
    </section>
  );
}

const postures = (answer: Strategic, state: State): Column<Retaliation>[] => [
  { head: t("Side"), show: (row) => t(row.side), raw: (row) => row.side },
  { head: t("View"), show: (row) => <Of state={state} view={row.view} title={viewTitle(answer, row.view)} />, raw: (row) => row.view },
  { head: t("Phase"), show: (row) => num(row.phase), raw: (row) => row.phase },
  { head: t("Deployed"), number: true, show: (row) => count(row.deployed), raw: (row) => row.deployed },
  ...[...new Set(answer.retaliation.flatMap((row) => Object.keys(row.by_posture)))].map((posture): Column<Retaliation> => ({
    head: t(posture),
    number: true,
    show: (row) => spread(row.by_posture[posture] ?? null, count),
    raw: (row) => row.by_posture[posture]?.median,
    rawHead: posture,
  })),
  { head: t("Judged in"), show: (row) => (row.judged_posture ? t(row.judged_posture) : ""), raw: (row) => row.judged_posture },
];

/** One path of the race: interceptors and warheads, year by year. */
function Path({ answer, race, state }: { answer: Strategic; race: Race; state: State }) {
  const { defending, deterring } = race.holders;
  const whose =
    defending === deterring
      ? t("By the numbers of {view}", { view: viewTitle(answer, defending ?? "") })
      : t("Plan by {plan}, reply by {reply}", { plan: viewTitle(answer, defending ?? ""), reply: viewTitle(answer, deterring ?? "") });
  return (
    <div>
      <h4>{whose}</h4>
      <p>{t(race.verdict)}</p>
      {race.path.length ? <Chart label={t("Interceptors and warheads over the years")} of={[race, lang.value]} draw={(plot, width) => drawn(plot, width, race, state)} /> : null}
      {race.missing.length ? <p class="soft">{t("Nobody states: {list}.", { list: race.missing.map((key) => assumptionLine(answer, key)).join("; ") })}</p> : null}
      {race.damped_by.length ? <p class="soft">{t("It is damped by: {list}.", { list: race.damped_by.map((one) => t(one)).join("; ") })}</p> : null}
    </div>
  );
}

function drawn(plot: Plot, width: number, race: Race, state: State): Drawn {
  const lines = race.path.flatMap(([year, interceptors, warheads]) => [
    { year, value: interceptors, what: t("interceptors"), planned: true },
    { year, value: warheads, what: t("warheads"), planned: false },
  ]);
  const tint = (view: string | undefined, other: string): string => (sideOf(state, view ?? "") === "A" ? colour.a : sideOf(state, view ?? "") === "B" ? colour.b : other);
  const last = Math.max(...race.path.map(([year]) => year));
  const plan = tint(race.holders.defending, colour.need);
  const reply = tint(race.holders.deterring, colour.rule);
  return plot.plot({
    width: Math.min(width, 760),
    height: 220,
    marginLeft: 54,
    marginRight: 100,
    x: { label: null, tickFormat: (value: number) => String(value), ticks: 6 },
    y: { zero: true, label: null, tickFormat: (value: number) => count(value), ticks: 5 },
    marks: [
      plot.gridY({ stroke: colour.grid, strokeOpacity: 1 }),
      plot.ruleY([0], { stroke: colour.axis }),
      plot.line(lines.filter((one) => one.planned), { x: "year", y: "value", stroke: plan, strokeWidth: 2 }),
      plot.line(lines.filter((one) => !one.planned), { x: "year", y: "value", stroke: reply, strokeWidth: 2, strokeDasharray: "6 4" }),
      plot.text(lines.filter((one) => one.year === last), { x: "year", y: "value", text: (one: (typeof lines)[number]) => `${one.what} ${count(one.value)}`, dx: 6, textAnchor: "start", fill: colour.ink }),
    ],
  });
}

function Costs({ answer, state }: { answer: Strategic; state: State }) {
  const known = answer.cost.filter((row) => row.ratio !== null);
  if (known.length === 0) {
    const missing = [...new Set(answer.cost.flatMap((row) => row.missing))];
    return <p class="soft">{t("Nobody states: {list}.", { list: missing.map((key) => assumptionLine(answer, key)).join("; ") })}</p>;
  }
  return (
    <Table
      caption={t("Cost at the margin, in millions")}
      columns={[
        { head: t("View"), show: (row) => <Of state={state} view={row.view} title={viewTitle(answer, row.view)} />, raw: (row) => row.view },
        { head: t("Phase"), show: (row) => phaseLine({ id: row.phase, year: answer.phases.find((phase) => phase.id === row.phase)?.year ?? 0 }), raw: (row) => row.phase },
        { head: t("Defence"), number: true, show: (row) => count(row.defence_millions), raw: (row) => row.defence_millions },
        { head: t("Offence"), number: true, show: (row) => count(row.offence_millions), raw: (row) => row.offence_millions },
        { head: t("Ratio"), number: true, show: (row) => (row.ratio === null ? "" : num(Number(row.ratio.toFixed(2)))), raw: (row) => row.ratio },
        { head: t("Prices of"), show: (row) => row.price_year ?? "", raw: (row) => row.price_year },
      ]}
      rows={known}
      file={`${answer.dossier}-cost`}
    />
  );
}
