/** Which question the crux opens on, and in which order the questions stand. */

import type { State } from "../state/contracts";
import type { Crux, CruxAnswer } from "./answers";

const looked = (state: State): string[] => [
  ...(state.site && state.deterrent ? [`balance/phase-${state.phase}/${state.site}/${state.deterrent}`] : []),
  ...(state.threat ? [`security/phase-${state.phase}/${state.threat}`] : []),
];

/** Whether the two central answers are different: then some exchange turns one of them. */
export function differs(answer: CruxAnswer): boolean {
  return Object.values(answer.flip_sets).some((sets) => sets.length > 0);
}

/** The highest rank among the assumptions of an answer; 0 where nothing turns it. */
export function telling(answer: CruxAnswer): number {
  return Math.max(0, ...answer.contested.map((one) => one.score));
}

/** What is looked at on the maps if it is a question here (or the same as one), else the question on which one assumption tells most. */
export function opening(crux: Crux, state: State): CruxAnswer | null {
  for (const key of looked(state)) {
    const own = crux.same[key] ?? key;
    const found = crux.answers.find((answer) => answer.question === own);
    if (found) return found;
  }
  return ranked(crux.answers)[0] ?? null;
}

/** Questions on which the central answers part first; among them those first in which one assumption tells most. */
export function ranked(answers: readonly CruxAnswer[]): CruxAnswer[] {
  return [...answers].sort((one, other) => Number(differs(other)) - Number(differs(one)) || telling(other) - telling(one));
}

/** The part of the whole difference that each share is, by size; all 0 where there is no difference. */
export function parts(shares: readonly number[]): number[] {
  const whole = shares.reduce((sum, share) => sum + Math.abs(share), 0);
  return shares.map((share) => (whole > 0 ? Math.abs(share) / whole : 0));
}
