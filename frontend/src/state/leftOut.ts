/** What an address asks for and the server refuses: those entries are left out, the rest stays. */

import { t } from "../language/language";
import { asStated, unchanged } from "./changes";
import type { State } from "./contracts";
import { plainIn } from "./opening";
import type { Problem } from "./problem";
import type { Head } from "./scene";

/** One thing an address may say, by its name there. */
interface Entry {
  name: string;
  /** Whether the server means exactly this one by what it calls the place of a problem. */
  meant: (where: string) => boolean;
  /** Whether it means another number of the same system, which cannot stand beside this one. */
  beside: (where: string) => boolean;
  /** What is shown instead; null: what the dossier says. */
  instead: string | null;
  without: (state: State) => State;
}

export interface Fitting {
  state: State;
  problems: Problem[];
}

/** Changes are called "view:key" by the dossier, and by their place in the request where that is already too long. */
function changes(state: State): Entry[] {
  return (["values", "copied"] as const).flatMap((table) =>
    Object.entries(state[table]).flatMap(([view, row]) =>
      Object.keys(row).map((key): Entry => ({
        name: `${view === state.b ? "B" : "A"}.${key}`,
        meant: (where) => where === `${view}:${key}` || where.includes(`${table}.${view}.${key}`),
        beside: (where) => where.startsWith(`${view}:${key.split(".")[0]}.`),
        instead: null,
        without: (now) => asStated(now, view, key),
      })),
    ),
  );
}

function moves(state: State): Entry[] {
  return Object.keys(state.moved).map((place): Entry => ({
    name: `move.${place}`,
    meant: (where) => where === place || where.includes(`moved.${place}`),
    beside: () => false,
    instead: null,
    without: (now) => {
      const { [place]: _, ...others } = now.moved;
      return { ...now, moved: others };
    },
  }));
}

/** What is looked at and is not as the dossier opens. */
function looks(state: State, head: Head): Entry[] {
  const plain = plainIn(head, state.phase);
  const chosen = (["threat", "deterrent", "site"] as const).filter((key) => state[key] !== plain[key]);
  return chosen.map((key): Entry => ({ name: key, meant: (where) => where === key, beside: () => false, instead: plain[key], without: (now) => ({ ...now, [key]: plain[key] }) }));
}

/** The state without what was refused in it, and what to tell the reader; null where leaving something out does not help. */
export function leftOut(state: State, refused: readonly Problem[], head: Head): Fitting | null {
  const changed = [...changes(state), ...moves(state)];
  const entries = [...changed, ...looks(state, head)];
  for (const about of ["meant", "beside"] as const) {
    const found = entries.flatMap((entry) => refused.filter(({ where }) => entry[about](where)).map(({ message }) => ({ entry, message })));
    if (found.length > 0) return { state: found.reduce((now, { entry }) => entry.without(now), state), problems: found.map(({ entry, message }) => told(entry, message)) };
  }
  if (changed.length === 0 || refused.every(({ where }) => where === "")) return null; // the server itself failed
  return { state: unchanged(state), problems: [...refused, { where: "", message: t("As it cannot be told which change is meant, none of them is used.") }] };
}

const told = ({ name, instead }: Entry, message: string): Problem => ({ where: name, message: instead === null ? message : t("{problem} Shown instead: {shown}.", { problem: message, shown: instead }) });
