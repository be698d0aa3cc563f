/** The smallest exchanges that turn each answer, and how far each holds on the way to the other view. */

import { plural, t } from "../language/language";
import type { OneQuestion } from "./CruxQuestion";
import { percent } from "./format";
import { assumptionLine, viewTitle } from "./naming";
import { Of } from "./Rests";

/** Sets shown before the rest is only counted. */
const SHOWN = 6;
/** A share of the way that is all of it but the end. */
const END = 0.995;

export function Turned({ crux, answer, state }: OneQuestion) {
  const any = answer.views.some((view) => (answer.flip_sets[view] ?? []).length > 0);
  if (!any) return null;
  const said = (set: readonly string[]): string => set.map((key) => assumptionLine(crux, key)).join(" + ");
  return (
    <section class="part">
      <h4>{t("What would turn an answer")}</h4>
      {answer.views.map((view) => {
        const sets = answer.flip_sets[view] ?? [];
        const other = answer.views.find((one) => one !== view) ?? "";
        return (
          <div key={view} class="turned">
            <p>
              <Of state={state} view={view} title={viewTitle(crux, view)} />{" "}
              {sets.length
                ? t("changes its answer if it takes over from {other} any one of these:", { other: viewTitle(crux, other) })
                : t("changes its answer in no exchange.")}
            </p>
            <ul class="sets">
              {sets.slice(0, SHOWN).map((set) => (
                <li key={said(set)}>{said(set)}</li>
              ))}
              {sets.length > SHOWN ? <li class="soft">{plural(sets.length - SHOWN, "and {n} set more", "and {n} sets more")}</li> : null}
            </ul>
            <p class="soft">{horizon(answer.horizon[view] ?? null)}</p>
          </div>
        );
      })}
      {answer.double.length ? <p>{t("Turns either answer: {sets}.", { sets: answer.double.map(said).join("; ") })}</p> : null}
    </section>
  );
}

function horizon(share: number | null): string {
  if (share === null) return t("Nothing on the way to the other view turns it.");
  return share >= END
    ? t("Numbers moving evenly towards the other view do not turn it before the end of the way, where words change too.")
    : t("Numbers moving evenly towards the other view turn it after {share} of the way.", { share: percent(share) });
}
