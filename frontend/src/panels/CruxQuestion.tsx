/** One question between the two sides: both answers, what separates them, what would turn them, what would settle it. */

import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { t } from "../language/language";
import type { State } from "../state/contracts";
import type { Contested, Crux, CruxAnswer } from "./answers";
import { Certainty } from "./Certainty";
import { Contest } from "./Contest";
import { FlipPair } from "./FlipPair";
import { margin, percent, said } from "./format";
import { assumptionLine, sideOf, sideTitle, viewTitle } from "./naming";
import type { Shown } from "./Panel";
import { parts } from "./questions";
import { Settled } from "./Settled";
import { Turned } from "./Turned";

export interface OneQuestion {
  crux: Crux;
  answer: CruxAnswer;
  state: State;
}

export function CruxQuestion({ crux, answer, state, onCopy }: OneQuestion & { onCopy: Shown["onCopy"] }) {
  const of = parts(answer.contested.map((one) => one.share));
  return (
    <article class="crux">
      <h3 class="question hidden-text">{t(answer.words)}</h3>
      <div class="verdicts">
        {answer.views.map((view) => (
          <p key={view} class={`verdict verdict-${(sideOf(state, view) ?? "a").toLowerCase()}`}>
            <span>{sideTitle(crux, state, view)}</span> <strong>{t(answer.verdicts[view] ?? "")}</strong>{" "}
            <span class="soft">{margin(answer.margin[view] ?? null, answer.unit)}</span>
          </p>
        ))}
      </div>
      {answer.contested.length === 0 ? (
        <p>{t("Nothing on which the two views differ changes this answer.")}</p>
      ) : (
        <ol class="contests">
          {answer.contested.map((one, at) => (
            <Contest key={one.key} crux={crux} answer={answer} state={state} one={one} part={of[at] ?? 0} onCopy={onCopy} />
          ))}
        </ol>
      )}
      <p class="soft">{t("Measured by: {what}. Zero or more means: {yes}.", { what: t(answer.what), yes: t(answer.yes) })}</p>
      <Turned crux={crux} answer={answer} state={state} />
      {answer.pair ? <FlipPair crux={crux} answer={answer} pair={answer.pair} state={state} /> : null}
      <Settled crux={crux} answer={answer} state={state} />
      {answer.contested.length ? (
        <Folded line={t("The same as a table")}>
          {() => <Table caption={t("What separates the two")} columns={columns(crux, answer)} rows={answer.contested} file={`${crux.dossier}-crux`} />}
        </Folded>
      ) : null}
      <ul class="plain soft">
        {[...answer.notes, t("How the shares were found: {method}.", { method: t(answer.method) })].map((note) => (
          <li key={note}>{t(note)}</li>
        ))}
      </ul>
    </article>
  );
}

const columns = (crux: Crux, answer: CruxAnswer): Column<Contested>[] => [
  { head: t("Assumption"), show: (row) => assumptionLine(crux, row.key), raw: (row) => row.key },
  ...answer.views.flatMap((view): Column<Contested>[] => {
    const title = viewTitle(crux, view);
    return [
      { head: t("{view} says", { view: title }), show: (row) => said(row.claimed[view], row.unit), raw: (row) => row.claimed[view], rawHead: `${view} says` },
      { head: t("{view}: turns at", { view: title }), show: (row) => said(row.flip_value[view], row.unit), raw: (row) => row.flip_value[view], rawHead: `${view} turns at` },
      { head: t("{view}: certainty", { view: title }), show: (row) => <Certainty of={row.certainty[view] ?? null} />, raw: (row) => row.certainty[view], rawHead: `${view} certainty` },
    ];
  }),
  { head: t("Unit"), show: (row) => (row.unit === "1" ? "" : t(row.unit)), raw: (row) => row.unit },
  { head: t("Share"), number: true, show: (row) => margin(row.share, answer.unit), raw: (row) => row.share, rawHead: `share [${answer.unit || "1"}]` },
  { head: t("Alone"), number: true, show: (row) => margin(row.alone, answer.unit), raw: (row) => row.alone },
  { head: t("Last"), number: true, show: (row) => margin(row.last_in, answer.unit), raw: (row) => row.last_in },
  { head: t("In smallest sets"), number: true, show: (row) => percent(row.flip_share), raw: (row) => row.flip_share },
  { head: t("Check"), number: true, show: (row) => row.check, raw: (row) => row.check },
  { head: t("Rank"), number: true, show: (row) => said(row.score, "1"), raw: (row) => row.score },
];
