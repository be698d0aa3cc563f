/** One finding in words: what the rule is and where it stands, what was counted, what follows. */

import { Folded } from "../charts/Folded";
import { date, t } from "../language/language";
import type { Finding, Source } from "./answers";
import { Certainty } from "./Certainty";
import { SourceLine } from "./SourceLine";
import { countOf, limitOf } from "./Treaties";

/** Of which day or phase the finding is. */
export function whenOf(one: Finding): string {
  return one.phase === null ? t("on {day}", { day: date(one.day) }) : t("as planned, phase {phase}", { phase: one.phase });
}

export function FindingCard({ one, sources }: { one: Finding; sources: Record<string, Source> | undefined }) {
  return (
    <li class="finding" data-finding={one.finding}>
      <p class="finding-head">
        <span class="finding-word">{t(one.finding)}</span> <strong>{t(one.title)}</strong>
        <span class="soft">{one.article ? t("Article {article}", { article: t(one.article) }) : one.where ? t(one.where) : t("no article number")}</span>
      </p>
      <p>
        {t(one.party)}, {whenOf(one)}: {t(one.said)}
        {one.low === null ? "" : `. ${t("Counted: {count}; limit: {limit}.", { count: countOf(one), limit: limitOf(one) })}`} <Certainty of={one.certainty} />
      </p>
      {one.binds_from ? <p>{t("The limit binds from {day}.", { day: date(one.binds_from) })}</p> : null}
      {one.how && one.low !== null ? <p class="soft">{t(one.how)}</p> : null}
      {one.why ? <p class="soft">{t(one.why)}</p> : null}
      {one.status ? <p class="soft">{t(one.status)}</p> : null}
      <Folded printed={false} line={t("How it is counted, and where it stands")}>
        {() => (
          <ul class="plain">
            <li>{t(one.counting)}</li>
            {one.note ? <li>{t(one.note)}</li> : null}
            {one.gap ? <li>{t(one.gap)}</li> : null}
            <li>
              <SourceLine sources={sources} id={one.source} where={one.where} />
            </li>
          </ul>
        )}
      </Folded>
    </li>
  );
}
