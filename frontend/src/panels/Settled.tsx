/** What data could settle, by which measure and why no better; and what only a bargain can take the place of. */

import { t } from "../language/language";
import type { Contested, Crux } from "./answers";
import { Certainty } from "./Certainty";
import { Check } from "./Contest";
import type { OneQuestion } from "./CruxQuestion";
import { assumptionLine } from "./naming";

export function Settled({ crux, answer }: OneQuestion) {
  const by = (keys: readonly string[]): Contested[] => keys.flatMap((key) => answer.contested.filter((one) => one.key === key));
  const can = by(answer.resolvable);
  const cannot = by(answer.unresolvable);
  if (can.length + cannot.length === 0) return null;
  return (
    <section class="part">
      <h4>{t("What would settle it")}</h4>
      <Measures crux={crux} of={can} />
      {cannot.length ? (
        <>
          <h4>{t("What data cannot settle, and what could take its place")}</h4>
          <Measures crux={crux} of={cannot} />
        </>
      ) : null}
    </section>
  );
}

function Measures({ crux, of }: { crux: Crux; of: readonly Contested[] }) {
  return (
    <ul class="measures">
      {of.map((one) => (
        <li key={one.key}>
          <p>
            <strong>{assumptionLine(crux, one.key)}</strong> <Check level={one.check} /> <Certainty of={one.check_certainty} />
          </p>
          <p>{t(one.measure)}</p>
          <p class="soft">{t(one.check_why)}</p>
        </li>
      ))}
    </ul>
  );
}
