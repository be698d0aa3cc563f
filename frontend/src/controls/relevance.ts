/** Which assumptions bear on what is looked at. */

import type { State } from "../state/contracts";
import type { Difference } from "../state/scene";

/** A key of a question, such as "balance/phase-4/sm-3-2b@redzikowo/west-silo-topol-m", is about what is on the screen. */
function isAbout(question: string, state: State): boolean {
  const parts = question.split("/");
  if (parts.some((part) => part.startsWith("phase-")) && !parts.includes(`phase-${state.phase}`)) return false;
  const looked = [state.site, state.deterrent, state.threat].filter((id) => id !== null);
  return looked.some((id) => parts.includes(id));
}

export interface Sorted {
  bearing: Difference[];
  other: Difference[];
  /** Something among the others was changed. */
  touched: boolean;
}

/** First what bears on the pictures of this site, threat and deterrent, then the rest, each in its order. A change moves no row: it may be under the hand. */
export function sorted(rows: Difference[], state: State): Sorted {
  const changed = (row: Difference) => [...Object.values(state.values), ...Object.values(state.copied)].some((table) => row.key in table);
  const near = (row: Difference) => row.questions.some((question) => isAbout(question, state));
  const other = rows.filter((row) => !near(row));
  return { bearing: rows.filter(near), other, touched: other.some(changed) };
}
