/** What would still arrive of each side's retaliation, against what that side calls sufficient, in one phase. */

import { useMemo } from "preact/hooks";
import { Folded } from "../charts/Folded";
import { Legend } from "../charts/Legend";
import { RangeChart } from "../charts/RangeChart";
import { Table, type Column } from "../charts/Table";
import type { Group } from "../charts/ranges";
import { lang, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Strategic, Sufficiency } from "./answers";
import { Certainty } from "./Certainty";
import { count, percent, spread } from "./format";
import { assumptionLine, sidesOf, viewTitle, type SideOf } from "./naming";
import { Of } from "./Rests";

interface ArrivingProps {
  answer: Strategic;
  state: State;
  phase: number;
}

export function Arriving({ answer, state, phase }: ArrivingProps) {
  const rows = answer.sufficiency.filter((row) => row.phase === phase);
  const sides = sidesOf(answer, state);
  const groups = useMemo(() => planned(rows, sides), [answer, phase, state.a, state.b, lang.value]);
  const missing = [...new Set(rows.flatMap((row) => row.missing))];
  return (
    <>
      <Legend sides={sides} extra={[{ mark: "rule", text: t("what the side itself calls sufficient") }]} />
      <RangeChart
        label={t("Warheads that would arrive in phase {phase}, against what is sufficient, as both sides see it", { phase })}
        groups={groups}
        axis={{ least: 10, missing: "endless" }}
        name={t("Warheads")}
        say={(value) => count(value)}
        ruleName={t("sufficient")}
      />
      <ul class="plain">
        {rows
          .filter((row) => sides.some(({ view }) => view === row.view))
          .sort((one, other) => (one.side < other.side ? -1 : one.side > other.side ? 1 : one.view === state.a ? -1 : 1))
          .map((row) => (
            <li key={`${row.side}|${row.view}`}>
              {t("Retaliation of {side}", { side: t(row.side) })}: <strong>{t(row.verdict)}</strong>, <Of state={state} view={row.view} title={viewTitle(answer, row.view)} /> <Certainty of={row.weakest} weakest />
            </li>
          ))}
      </ul>
      {missing.length ? <p class="soft">{t("Nobody states: {list}.", { list: missing.map((key) => assumptionLine(answer, key)).join("; ") })}</p> : null}
      <Folded line={t("The same as a table")}>
        {() => <Table caption={t("What arrives, phase {phase}", { phase })} columns={columns(answer, state)} rows={rows} file={`${answer.dossier}-arrivals-phase-${phase}`} />}
      </Folded>
    </>
  );
}

function planned(rows: readonly Sufficiency[], sides: readonly SideOf[]): Group[] {
  const lines = [...new Set(rows.map((row) => row.side))].map((of) => ({
    label: t("Retaliation of {side}", { side: t(of) }),
    bars: sides.flatMap(({ side, view, title }) => {
      const row = rows.find((one) => one.side === of && one.view === view);
      if (!row?.arrivals) return [];
      const rule = row.sufficient_warheads?.median ?? null;
      const enough = t("sufficient: {rule}", { rule: spread(row.sufficient_warheads, count) });
      return [{ side, ...row.arrivals, rule, title: `${title}\n${t("arrive: {arrivals}", { arrivals: spread(row.arrivals, count) })}\n${enough}\n${t(row.verdict)}` }];
    }),
  }));
  return [{ head: "", lines }];
}

const columns = (answer: Strategic, state: State): Column<Sufficiency>[] => [
  { head: t("Side"), show: (row) => t(row.side), raw: (row) => row.side },
  { head: t("View"), show: (row) => <Of state={state} view={row.view} title={viewTitle(answer, row.view)} />, raw: (row) => row.view },
  { head: t("Could be sent"), number: true, show: (row) => spread(row.retaliation, count), raw: (row) => row.retaliation?.median, rawHead: "retaliation [warheads]" },
  { head: t("Interceptors met"), number: true, show: (row) => spread(row.interceptors, count), raw: (row) => row.interceptors?.median },
  { head: t("Arrive"), number: true, show: (row) => spread(row.arrivals, count), raw: (row) => row.arrivals?.median, rawHead: "arrivals [warheads]" },
  { head: t("Sufficient"), number: true, show: (row) => spread(row.sufficient_warheads, count), raw: (row) => row.sufficient_warheads?.median, rawHead: "sufficient [warheads]" },
  { head: t("Chance of enough"), number: true, show: (row) => spread(row.probability, percent), raw: (row) => row.probability?.median, rawHead: "chance [1]" },
  { head: t("Rule fails at"), number: true, show: (row) => spread(row.onset_exact, onset), raw: (row) => row.onset_exact?.median, rawHead: "onset [interceptors]" },
  { head: t("Answer"), show: (row) => t(row.verdict), raw: (row) => row.verdict },
  { head: t("Weakest input"), show: (row) => <Certainty of={row.weakest} />, raw: (row) => row.weakest },
];

/** Interceptors at which a rule fails: null is no number at all. */
export function onset(value: number | null): string {
  return value === null ? t("no number") : count(value);
}
