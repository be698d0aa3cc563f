/** Balance: does any base come into reach in time, does enough still arrive, and is there a number of interceptors that serves both? */

import { useState } from "preact/hooks";
import { useAnswer } from "../jobs/useAnswer";
import { t } from "../language/language";
import type { State } from "../state/contracts";
import type { Assessed, BalanceRow, Carried, Phase, Strategic } from "./answers";
import { Arriving } from "./Arriving";
import { Choice } from "./Choice";
import { Further } from "./Further";
import { Frame } from "./Frame";
import { Needs } from "./Needs";
import type { Shown } from "./Panel";
import { Rests } from "./Rests";
import { Slack } from "./Slack";
import { Windows } from "./Windows";

export function Balance({ state, lang }: Shown) {
  const unreachable = t("The server does not answer.");
  const counted = useAnswer<Strategic & Partial<Assessed>>("balance", state, lang, unreachable);
  const flown = useAnswer<Assessed>(slackOf(counted.answer) ? null : "security", state, lang, unreachable);
  const rows = slackOf(counted.answer) ?? slackOf(flown.answer);
  const named = slackOf(counted.answer) ? counted.answer : flown.answer;
  return (
    <Frame label={t("Balance")} of={[counted, flown]} names={[t("What arrives, and the window"), t("Slack of each base")]}>
      {rows && named ? <ByPhase phases={named.phases} state={state} part={(phase) => <Slack answer={named} rows={rows} state={state} phase={phase} />} title={t("Slack of each site against each base")} /> : null}
      {counted.answer?.sufficiency?.length ? (
        <ByPhase phases={counted.answer.phases} state={state} part={(phase) => <Arriving answer={counted.answer as Strategic} state={state} phase={phase} />} title={t("What arrives, against the rule of each side")} />
      ) : null}
      {counted.answer?.windows?.length ? <Windows answer={counted.answer} state={state} /> : null}
      {counted.answer?.needs?.length ? <Needs answer={counted.answer} state={state} /> : null}
      {counted.answer?.retaliation?.length ? <Further answer={counted.answer} state={state} /> : null}
      {counted.answer && !counted.answer.sufficiency?.length ? <p class="soft">{t("This dossier declares no forces: what arrives, and the window, cannot be counted. A file forces.toml in its folder adds them.")}</p> : null}
      {counted.answer ? <Rests answer={together(counted.answer, flown.answer)} state={state} granted={counted.answer.assumptions} /> : null}
    </Frame>
  );
}

/** What both answers rest on: the counting, and the flights behind the slack. */
function together(counted: Carried, flown: Carried | null): Carried {
  if (!flown) return counted;
  const known = new Set((counted.inputs ?? []).map((input) => `${input.view}|${input.key}`));
  return {
    ...counted,
    names: { ...flown.names, ...counted.names },
    inputs: [...(counted.inputs ?? []), ...(flown.inputs ?? []).filter((input) => !known.has(`${input.view}|${input.key}`))],
    sources: { ...flown.sources, ...counted.sources },
    weakest: [...(counted.weakest ?? []), ...(flown.weakest ?? []).filter((row) => row.answer.startsWith("balance/"))],
  };
}

/** The rows of slack where the answer carries them; the strategic balance alone has none. */
function slackOf(answer: Partial<Assessed> | null): BalanceRow[] | null {
  return answer?.balance?.length ? answer.balance : null;
}

interface ByPhaseProps {
  title: string;
  phases: readonly Phase[];
  state: State;
  part: (phase: number) => preact.ComponentChildren;
}

/** A part that is shown for one phase: the one on the maps, until another is chosen here. */
function ByPhase({ title, phases, state, part }: ByPhaseProps) {
  const [chosen, setChosen] = useState<{ from: number; phase: number } | null>(null);
  const phase = chosen?.from === state.phase ? chosen.phase : state.phase;
  return (
    <section class="part">
      <header class="part-head">
        <h3>{title}</h3>
        <Choice
          label={t("Phase")}
          value={phase}
          of={phases.map(({ id, year }) => ({ value: id, text: t("{phase} ({year})", { phase: id, year }) }))}
          onChoose={(one) => setChosen({ from: state.phase, phase: one })}
        />
      </header>
      {part(phase)}
    </section>
  );
}
