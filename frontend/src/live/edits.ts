/** What one person changed, small enough to be put onto whatever the others did meanwhile. */

import type { State } from "../state/contracts";

const lookedAt = ["dossier", "a", "b", "phase", "threat", "deterrent", "site"] as const;
const tables = ["values", "copied"] as const;

type Looked = Partial<Pick<State, (typeof lookedAt)[number]>>;

export interface Edits {
  looked: Looked;
  /** By view: everything it now holds of its own, or has copied. */
  values: State["values"];
  copied: State["copied"];
  /** null: put back where the dossier has it. */
  moved: Record<string, [number, number] | null>;
}

export const noEdits: Edits = { looked: {}, values: {}, copied: {}, moved: {} };

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What has to be done to `before` to get `next`. */
export function editsOf(before: State, next: State): Edits {
  const looked = Object.fromEntries(lookedAt.filter((key) => before[key] !== next[key]).map((key) => [key, next[key]])) as Looked;
  const table = (name: (typeof tables)[number]) => {
    const views = new Set([...Object.keys(before[name]), ...Object.keys(next[name])]);
    return Object.fromEntries([...views].filter((view) => !same(before[name][view], next[name][view])).map((view) => [view, next[name][view] ?? {}]));
  };
  const places = new Set([...Object.keys(before.moved), ...Object.keys(next.moved)]);
  const moved = Object.fromEntries([...places].filter((place) => !same(before.moved[place], next.moved[place])).map((place) => [place, next.moved[place] ?? null]));
  return { looked, values: table("values"), copied: table("copied"), moved };
}

export const isNothing = (edits: Edits): boolean => Object.values(edits).every((part) => Object.keys(part as object).length === 0);

/** Both, the later one counting where they meet. */
export const together = (one: Edits, later: Edits): Edits => ({
  looked: { ...one.looked, ...later.looked },
  values: { ...one.values, ...later.values },
  copied: { ...one.copied, ...later.copied },
  moved: { ...one.moved, ...later.moved },
});

/** The state with the edits made; what else others changed in it stays. */
export function edited(state: State, edits: Edits): State {
  const table = (name: (typeof tables)[number]) => Object.fromEntries(Object.entries({ ...state[name], ...edits[name] }).filter(([, row]) => Object.keys(row).length > 0));
  const moved = Object.entries({ ...state.moved, ...edits.moved }).filter((entry): entry is [string, [number, number]] => entry[1] !== null);
  return { ...state, ...edits.looked, values: table("values"), copied: table("copied"), moved: Object.fromEntries(moved) };
}
