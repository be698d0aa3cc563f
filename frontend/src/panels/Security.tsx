/** Security: what is covered against each shared threat, phase by phase, as each side sees it. */

import { useMemo, useState } from "preact/hooks";
import { Folded } from "../charts/Folded";
import { Legend } from "../charts/Legend";
import { RangeChart } from "../charts/RangeChart";
import { Table, type Column } from "../charts/Table";
import type { Group } from "../charts/ranges";
import { useAnswer } from "../jobs/useAnswer";
import { lang as tongue, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Assessed, SecurityRow } from "./answers";
import { Certainty } from "./Certainty";
import { Choice } from "./Choice";
import { percent, spread } from "./format";
import { Frame } from "./Frame";
import { bySide, nameOf, phaseLine, sidesOf, viewTitle, type SideOf } from "./naming";
import type { Shown } from "./Panel";
import { Of, Rests } from "./Rests";

type Measure = "population_share" | "area_share" | "capitals_share";

export function Security({ state, lang }: Shown) {
  const asked = useAnswer<Assessed>("security", state, lang, t("The server does not answer."));
  return (
    <Frame label={t("Security")} of={[asked]}>
      {asked.answer?.security ? <Covered answer={asked.answer} rows={asked.answer.security} state={state} /> : null}
    </Frame>
  );
}

function Covered({ answer, rows, state }: { answer: Assessed; rows: SecurityRow[]; state: State }) {
  const [measure, setMeasure] = useState<Measure>("population_share");
  const sides = sidesOf(answer, state);
  const measures = (Object.keys(MEASURES) as Measure[]).map((value) => ({ value, text: MEASURES[value]() }));
  const groups = useMemo(() => covered(answer, rows, sides, measure, state), [answer, measure, state.a, state.b, state.phase, state.threat, tongue.value]);
  if (rows.length === 0) return <p>{t("This dossier declares no shared threat, so there is nothing to cover.")}</p>;
  return (
    <>
      <Lead rows={rows} sides={sides} state={state} answer={answer} />
      <Choice label={t("Share covered, of the")} value={measure} of={measures} onChoose={setMeasure} />
      <Legend sides={sides} />
      <RangeChart
        label={t("Share covered against each threat by phase, as both sides see it")}
        groups={groups}
        axis={{ least: 1, ends: [0, 1], missing: "endless" }}
        name={t("Share of what the threat reaches that is covered")}
        say={percent}
      />
      <p class="soft">{t("Mark: at the central numbers of the view. Line: over the ranges that its holder states.")}</p>
      <Folded line={t("The same as a table")}>
        {() => (
          <Table
            caption={t("What is covered")}
            columns={columns(answer, state)}
            rows={bySide(rows, state, (row) => row.key)}
            file={`${answer.dossier}-security`}
            marked={(row) => row.phase === state.phase && row.threat === state.threat}
          />
        )}
      </Folded>
      <Rests answer={answer} state={state} />
    </>
  );
}

/** What both sides answer to what is looked at. */
function Lead({ rows, sides, state, answer }: { rows: SecurityRow[]; sides: SideOf[]; state: State; answer: Assessed }) {
  const looked = rows.filter((row) => row.phase === state.phase && (state.threat === null || row.threat === state.threat));
  const threat = looked[0]?.threat;
  if (threat === undefined) return null;
  return (
    <div class="verdicts">
      <p class="verdicts-of">{t("{threat}, phase {phase}", { threat: nameOf(answer, threat), phase: state.phase })}</p>
      {sides.map(({ side, view, title }) => {
        const row = looked.find((one) => one.view === view && one.threat === threat);
        return row ? (
          <p key={side} class={`verdict verdict-${side.toLowerCase()}`}>
            <span>{t("{side}: {title}", { side, title })}</span> <strong>{t(row.verdict)}</strong> <Certainty of={row.weakest} weakest />
          </p>
        ) : null;
      })}
    </div>
  );
}

function covered(answer: Assessed, rows: SecurityRow[], sides: SideOf[], measure: Measure, state: State): Group[] {
  const threats = [...new Set(rows.map((row) => row.threat))];
  return threats.map((threat) => {
    const phases = [...new Set(rows.filter((row) => row.threat === threat).map((row) => row.phase))].sort((one, other) => one - other);
    return {
      head: nameOf(answer, threat),
      lines: phases.map((phase) => {
        const found = rows.filter((row) => row.threat === threat && row.phase === phase);
        return {
          label: phaseLine({ id: phase, year: found[0]?.year ?? 0 }),
          marked: phase === state.phase && threat === state.threat,
          bars: sides.flatMap(({ side, view, title }) => {
            const row = found.find((one) => one.view === view);
            const of = row?.ranges[measure];
            return row && of && of.median !== null ? [{ side, ...of, title: `${title}\n${spread(of, percent)}\n${t(row.verdict)}` }] : [];
          }),
        };
      }),
    };
  });
}

const columns = (answer: Assessed, state: State): Column<SecurityRow>[] => [
  { head: t("Threat"), show: (row) => nameOf(answer, row.threat), raw: (row) => row.threat },
  { head: t("Phase"), show: (row) => phaseLine({ id: row.phase, year: row.year }), raw: (row) => row.phase },
  { head: t("View"), show: (row) => <Of state={state} view={row.view} title={viewTitle(answer, row.view)} />, raw: (row) => row.view },
  { head: t("Answer"), show: (row) => t(row.verdict), raw: (row) => row.verdict },
  ...(Object.keys(MEASURES) as Measure[]).map((measure): Column<SecurityRow> => ({
    head: MEASURES[measure](),
    number: true,
    show: (row) => spread(row.ranges[measure], percent),
    raw: (row) => row.ranges[measure].median,
    rawHead: `${measure} [1]`,
  })),
  { head: t("Weakest input"), show: (row) => <Certainty of={row.weakest} />, raw: (row) => row.weakest },
];

const MEASURES: Record<Measure, () => string> = {
  population_share: () => t("People of the towns"),
  area_share: () => t("Area"),
  capitals_share: () => t("Capitals"),
};
