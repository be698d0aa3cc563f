/** Slack per site and base in one phase: in time or too late, for A and B. */

import { useMemo } from "preact/hooks";
import { Folded } from "../charts/Folded";
import { Legend } from "../charts/Legend";
import { RangeChart } from "../charts/RangeChart";
import { Table, type Column } from "../charts/Table";
import type { Group } from "../charts/ranges";
import { lang, t } from "../language/language";
import type { State } from "../state/contracts";
import type { BalanceRow, Carried } from "./answers";
import { Certainty } from "./Certainty";
import { seconds, spread } from "./format";
import { bySide, nameOf, sidesOf, siteName, viewTitle, type SideOf } from "./naming";
import { Of } from "./Rests";

interface SlackProps {
  answer: Carried;
  rows: readonly BalanceRow[];
  state: State;
  phase: number;
}

/** Least width of the time axis [s]. */
const LEAST_S = 120;

export function Slack({ answer, rows, state, phase }: SlackProps) {
  const here = rows.filter((row) => row.phase === phase);
  const sides = sidesOf(answer, state);
  const { groups, never } = useMemo(() => planned(answer, here, sides, state), [answer, rows, phase, state.a, state.b, state.site, state.deterrent, lang.value]);
  if (here.length === 0) return <p class="soft">{t("No interceptor site stands in this phase, or no deterrent is declared.")}</p>;
  return (
    <>
      <Legend sides={sides} />
      {groups.length ? (
        <RangeChart
          label={t("Slack of each interceptor site against each base in phase {phase}, as both sides see it", { phase })}
          groups={groups}
          axis={{ least: LEAST_S, missing: "never" }}
          name={t("Slack, seconds")}
          say={seconds}
          zero={{ below: t("too late"), above: t("in time") }}
        />
      ) : null}
      {never.length ? <p class="soft">{t("Never in reach, by either side's numbers: {list}.", { list: never.join("; ") })}</p> : null}
      <p class="soft">
        {t("Slack is the latest useful launch of an interceptor less its earliest possible one, here for the middle one of all pairs of launch place and point of the region. Line: over all pairs and over the ranges that the holder states.")}
      </p>
      <Folded line={t("The same as a table, with every launch place")}>
        {() => (
          <Table
            caption={t("Slack, phase {phase}", { phase })}
            columns={columns(answer, state)}
            rows={bySide(here, state, (row) => row.key)}
            file={`${answer.dossier}-slack-phase-${phase}`}
            marked={(row) => row.deterrent === state.deterrent && `${row.interceptor}@${row.site}` === state.site}
          />
        )}
      </Folded>
    </>
  );
}

const nowhere = (row: BalanceRow): boolean => row.slack_s.median === null && row.slack_s.high === null;

/** One group a site, one line a base; what is never in reach by any view is only named. */
function planned(answer: Carried, rows: readonly BalanceRow[], sides: readonly SideOf[], state: State): { groups: Group[]; never: string[] } {
  const groups: Group[] = [];
  const never: string[] = [];
  for (const site of new Set(rows.map((row) => `${row.interceptor}@${row.site}`))) {
    const own = rows.filter((row) => `${row.interceptor}@${row.site}` === site);
    const [interceptor = "", place = ""] = site.split("@");
    const bases = [...new Set(own.map((row) => row.deterrent))];
    const seen = bases.filter((base) => own.some((row) => row.deterrent === base && !nowhere(row)));
    const name = siteName(answer, interceptor, place);
    if (seen.length < bases.length) {
      const gone = bases.filter((base) => !seen.includes(base)).map((base) => nameOf(answer, base));
      never.push(seen.length === 0 ? t("{site}: all bases", { site: name }) : `${name}: ${gone.join(", ")}`);
    }
    if (seen.length === 0) continue;
    groups.push({
      head: name,
      lines: seen.map((base) => ({
        label: nameOf(answer, base),
        marked: base === state.deterrent && site === state.site,
        bars: sides.flatMap(({ side, view, title }) => {
          const row = own.find((one) => one.deterrent === base && one.view === view);
          return row ? [{ side, ...row.slack_s, title: `${title}\n${spread(row.slack_s, seconds)}\n${t(row.verdict)}` }] : [];
        }),
      })),
    });
  }
  return { groups, never };
}

const columns = (answer: Carried, state: State): Column<BalanceRow>[] => [
  { head: t("Site"), show: (row) => siteName(answer, row.interceptor, row.site), raw: (row) => `${row.interceptor}@${row.site}` },
  { head: t("Base"), show: (row) => nameOf(answer, row.deterrent), raw: (row) => row.deterrent },
  { head: t("View"), show: (row) => <Of state={state} view={row.view} title={viewTitle(answer, row.view)} />, raw: (row) => row.view },
  { head: t("Slack"), number: true, show: (row) => seconds(row.slack_s.median), raw: (row) => row.slack_s.median, rawHead: "slack [s]" },
  { head: t("from"), number: true, show: (row) => seconds(row.slack_s.low), raw: (row) => row.slack_s.low, rawHead: "slack, low [s]" },
  { head: t("to"), number: true, show: (row) => seconds(row.slack_s.high), raw: (row) => row.slack_s.high, rawHead: "slack, high [s]" },
  { head: t("Answer"), show: (row) => t(row.verdict), raw: (row) => row.verdict },
  { head: t("Shots"), number: true, show: (row) => row.shots ?? "", raw: (row) => row.shots },
  {
    head: t("By launch place"),
    show: (row) => row.launches.map((launch) => `${nameOf(answer, launch.place)} ${seconds(launch.slack_s.median)}`).join("; "),
    raw: (row) => row.launches.map((launch) => `${launch.place} ${launch.slack_s.median ?? "never"}`).join("; "),
  },
  { head: t("Weakest input"), show: (row) => <Certainty of={row.weakest} />, raw: (row) => row.weakest },
];
