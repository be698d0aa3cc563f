/** What a side holds on one assumption now: what its view states, the reader's own number, or the other's statement. */

import type { Side, State } from "../state/contracts";
import type { Difference } from "../state/scene";
import { numberIn } from "./scale";

export interface Hold {
  side: Side;
  view: string;
  value: number | null;
  low: number | null;
  high: number | null;
  text: string;
  mayEdit: boolean;
  /** Not what its holder said any more: own, or copied from another view. */
  changed: boolean;
  copied: boolean;
}

type Said = Pick<Hold, "value" | "low" | "high" | "text">;

const numberOf = (value: number | string | undefined): number | null => (typeof value === "number" ? value : null);

/** What a view says with its own numbers, before anything is copied. */
function saidBy(row: Difference, state: State, view: string): Said {
  const statement = row.holders.find((one) => one.view === view);
  const own = state.values[view]?.[row.key];
  if (own !== undefined) return { value: numberIn(own, row.unit) ?? numberOf(statement?.value), low: null, high: null, text: own };
  return { value: numberOf(statement?.value), low: statement?.low ?? null, high: statement?.high ?? null, text: statement?.text ?? "" };
}

export function holdOf(row: Difference, state: State, side: Side, mayEdit: boolean): Hold {
  const view = side === "A" ? state.a : state.b;
  const from = state.copied[view]?.[row.key];
  const changed = from !== undefined || state.values[view]?.[row.key] !== undefined;
  return { ...saidBy(row, state, from ?? view), side, view, mayEdit, changed, copied: from !== undefined };
}
