/** Back and Forward in a joint session: one deed is undone or done again, and what others did meanwhile stays. */

import type { State } from "./contracts";

/** The name of a deed: what it changed. */
export const deedOn = (view: string, key: string): string => `on ${view} ${key}`;
export const deedOfMoving = (place: string): string => `move ${place}`;
export const deedOfLooking = "look";

type Table = Record<string, Record<string, string>>;

function entryFrom(table: Table, wanted: Table, view: string, key: string): Table {
  const { [key]: _, ...rest } = table[view] ?? {};
  const said = wanted[view]?.[key];
  const row = said === undefined ? rest : { ...rest, [key]: said };
  const { [view]: __, ...others } = table;
  return Object.keys(row).length > 0 ? { ...others, [view]: row } : others;
}

/** `now`, with what the deed is about as it is in `wanted`. A deed of another kind is about everything. */
export function redone(now: State, wanted: State, deed: string): State {
  const [kind, first = "", key = ""] = deed.split(" ");
  if (kind === "on") return { ...now, values: entryFrom(now.values, wanted.values, first, key), copied: entryFrom(now.copied, wanted.copied, first, key) };
  if (kind === "move") {
    const { [first]: _, ...others } = now.moved;
    const at = wanted.moved[first];
    return { ...now, moved: at ? { ...others, [first]: at } : others };
  }
  if (kind === "panel") return now;
  const { phase, threat, deterrent, site } = wanted;
  return kind === deedOfLooking ? { ...now, phase, threat, deterrent, site } : wanted;
}
