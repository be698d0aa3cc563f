/** Whether taking over one assumption turned the verdict: the picture before, and the first one after. */

import type { Side } from "./contracts";
import { verdictOf, type Verdict } from "./scene";
import * as store from "./store";

export interface Copied {
  from: Side;
  to: Side;
  before: Verdict | null;
  /** Number of the last picture before the copy. */
  seq: number;
}

/** Remember the verdict of the side that is about to take the other's assumption. */
export function awaitFlip(from: Side, to: Side): Copied {
  const frame = store.frame.value;
  return { from, to, before: frame ? verdictOf(frame.scene, to) : null, seq: frame?.seq ?? 0 };
}

export interface Outcome {
  before: Verdict;
  after: Verdict;
  flipped: boolean;
}

/** null while the new picture is not there yet. */
export function outcomeOf(copied: Copied): Outcome | null {
  const frame = store.frame.value;
  if (!frame || store.waiting.value || frame.seq <= copied.seq || copied.before === null) return null;
  const after = verdictOf(frame.scene, copied.to);
  return after === null ? null : { before: copied.before, after, flipped: after.verdict !== copied.before.verdict };
}
