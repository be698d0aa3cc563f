/** Changes to a state, each a new state. */

import type { State } from "./contracts";

type Table = Record<string, Record<string, string>>;

function without(table: Table, view: string, key: string): Table {
  const { [key]: _, ...rest } = table[view] ?? {};
  const { [view]: __, ...others } = table;
  return Object.keys(rest).length > 0 ? { ...others, [view]: rest } : others;
}

const withEntry = (table: Table, view: string, key: string, entry: string): Table => ({ ...table, [view]: { ...table[view], [key]: entry } });

/** This view holds a number (or word) of the reader's own. */
export const ownValue = (state: State, view: string, key: string, text: string): State => ({
  ...state,
  values: withEntry(state.values, view, key, text),
  copied: without(state.copied, view, key),
});

/** This view takes the statement of another view, with its source and range. */
export const copiedFrom = (state: State, view: string, key: string, other: string): State => ({
  ...state,
  values: without(state.values, view, key),
  copied: withEntry(state.copied, view, key, other),
});

/** This view holds again what its holder said. */
export const asStated = (state: State, view: string, key: string): State => ({
  ...state,
  values: without(state.values, view, key),
  copied: without(state.copied, view, key),
});

export const movedTo = (state: State, place: string, at: [number, number]): State => ({ ...state, moved: { ...state.moved, [place]: at } });

/** How many assumptions and places differ from the dossier as shipped. */
export function countChanges(state: State): number {
  const entries = (table: Table) => Object.values(table).reduce((sum, row) => sum + Object.keys(row).length, 0);
  return entries(state.values) + entries(state.copied) + Object.keys(state.moved).length;
}

export const unchanged = (state: State): State => ({ ...state, values: {}, copied: {}, moved: {} });
