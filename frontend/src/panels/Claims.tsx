/** Claims of the talks: what was said, by whom and where, and what the model says of it under each view. */

import { useState } from "preact/hooks";
import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { useAnswer } from "../jobs/useAnswer";
import { plural, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Assessed, Claim } from "./answers";
import { Choice } from "./Choice";
import { fits, outcome, type Wanted } from "./claimFilter";
import { Frame } from "./Frame";
import { viewTitle } from "./naming";
import type { Shown } from "./Panel";
import { Of, Rests } from "./Rests";
import { SourceLine, sourceText } from "./SourceLine";

export function Claims({ state, lang }: Shown) {
  const asked = useAnswer<Assessed>("claims", state, lang, t("The server does not answer."));
  return (
    <Frame label={t("Claims")} of={[asked]}>
      {asked.answer?.claims ? <Said answer={asked.answer} claims={asked.answer.claims} state={state} /> : null}
    </Frame>
  );
}

function Said({ answer, claims, state }: { answer: Assessed; claims: readonly Claim[]; state: State }) {
  const [wanted, setWanted] = useState<Wanted>("all");
  const [words, setWords] = useState("");
  const views = viewsOf(claims, state);
  const shown = claims.filter((claim) => fits(claim, views, wanted, words, t));
  if (claims.length === 0) return <p>{t("This dossier holds no claims. A file claims.toml in its folder adds them.")}</p>;
  return (
    <>
      <div class="filters">
        <Choice
          label={t("Show")}
          value={wanted}
          of={[
            { value: "all", text: t("All") },
            { value: "tested", text: t("Tested by the model") },
            { value: "apart", text: t("Answered differently") },
          ]}
          onChoose={setWanted}
        />
        <label class="filter-words">
          <span>{t("Words or holder")}</span>
          <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        <span class="soft" role="status">
          {plural(shown.length, "{n} claim", "{n} claims")}
        </span>
      </div>
      <ul class="claims">
        {shown.map((claim) => (
          <li key={claim.id} class="claim">
            <blockquote>{t(claim.statement)}</blockquote>
            <p class="claim-by">
              <strong>{t(claim.holder)}</strong> <SourceLine sources={answer.sources} id={claim.source} where={claim.where} />
            </p>
            <dl class="claim-answers">
              {views.map((view) => (
                <div key={view} data-outcome={outcome(claim.answers[view])}>
                  <dt>
                    <Of state={state} view={view} title={viewTitle(answer, view)} />
                  </dt>
                  <dd>
                    <strong>{t(claim.answers[view] ?? "")}</strong> <span class="soft">{t(claim.details[view] ?? "")}</span>
                  </dd>
                </div>
              ))}
            </dl>
            {claim.asks ? <p class="soft">{t("Tested as: {asks}.", { asks: t(claim.asks) })}</p> : null}
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <p>{t("No claim fits what is asked for above.")}</p> : null}
      <Folded printed={false} line={t("The same as a table")}>
        {() => <Table caption={t("What was claimed, and what the model says")} columns={columns(answer, views)} rows={shown} file={`${answer.dossier}-claims`} />}
      </Folded>
      <Rests answer={answer} state={state} />
    </>
  );
}

/** A first, then B, then views that are on neither side. */
function viewsOf(claims: readonly Claim[], state: State): string[] {
  const all = new Set(claims.flatMap((claim) => Object.keys(claim.answers)));
  const pair = [state.a, state.b].filter((view) => all.has(view));
  return [...pair, ...[...all].filter((view) => !pair.includes(view))];
}

const columns = (answer: Assessed, views: readonly string[]): Column<Claim>[] => [
  { head: t("Claim"), show: (row) => t(row.statement), raw: (row) => row.statement },
  { head: t("Who says so"), show: (row) => t(row.holder), raw: (row) => row.holder },
  { head: t("Source"), show: (row) => <SourceLine sources={answer.sources} id={row.source} where={row.where} />, raw: (row) => sourceText(answer.sources, row.source, row.where) },
  { head: t("Tested as"), show: (row) => t(row.asks), raw: (row) => row.asks },
  ...views.flatMap((view): Column<Claim>[] => [
    { head: viewTitle(answer, view), show: (row) => t(row.answers[view] ?? ""), raw: (row) => row.answers[view] },
    { head: t("{view}: counted", { view: viewTitle(answer, view) }), show: (row) => t(row.details[view] ?? ""), raw: (row) => row.details[view] },
  ]),
];
