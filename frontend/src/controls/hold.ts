/** What a side holds on one assumption now: the statement of its view, or the reader's own number. */

import type { Side, State } from "../state/contracts";
import type { Difference } from "../state/scene";
import { numberIn } from "./scale";
import type { Hold } from "./Track";

export function holdOf(row: Difference, state: State, side: Side, mayEdit: boolean): Hold {
  const view = side === "A" ? state.a : state.b;
  const own = state.values[view]?.[row.key];
  const from = state.copied[view]?.[row.key];
  const statement = row.holders.find((one) => one.view === view);
  const base = { side, view, mayEdit, changed: own !== undefined || from !== undefined, copied: from !== undefined };
  if (own !== undefined) return { ...base, value: numberIn(own, row.unit) ?? numberOf(statement?.value), low: null, high: null, text: own };
  return { ...base, value: numberOf(statement?.value), low: statement?.low ?? null, high: statement?.high ?? null, text: statement?.text ?? "" };
}

const numberOf = (value: number | string | undefined): number | null => (typeof value === "number" ? value : null);
