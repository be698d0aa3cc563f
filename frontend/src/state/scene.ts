/** The head, the differences and the scene as the server sends them (units in the names; the page only shows them). */

import type { Side } from "./contracts";

export interface ViewHead {
  id: string;
  title: string;
  holder: string;
  side: string;
  colour: string;
}

export interface PhaseHead {
  id: number;
  year: number;
  title: string;
}

export interface MissileHead {
  id: string;
  name: string;
  from_phase?: number;
}

export interface Source {
  title: string;
  publisher: string;
  address: string | null;
  date: string | null;
}

/** What a dossier is about, and how it opens. */
export interface Head {
  id: string;
  title: string;
  asks: string;
  as_of: string;
  views: ViewHead[];
  pair: [string, string];
  phases: PhaseHead[];
  threats: MissileHead[];
  deterrents: MissileHead[];
  sources: Record<string, Source>;
  defaults: { phase: number; threat: string | null; deterrent: string | null; site: string | null };
}

/** Of the scene the frame of the page reads only this much; the maps read the rest. */
export interface Scene {
  sentence?: string;
  verdicts?: Record<Side, Verdict>;
  /** null: nothing that was tried turns a verdict. */
  flip?: Flip | null | undefined;
  sides?: Record<Side, { readonly sites: readonly { id: string; place: string; slack: number | null; owner?: string }[] }>;
  /** What it was asked for. */
  look?: { phase: number; deterrent: string | null; site: string | null };
  [key: string]: unknown;
}

/** The value of one assumption at which the verdict of a side flips; a word where the assumption is one. */
export interface Flip {
  side: Side;
  key: string;
  value: number | string;
  unit: string | null;
}

/** One statement on an assumption, with where it comes from. */
export interface Statement {
  /** The view that holds it; null when it is only on record. */
  view: string | null;
  value: number | string;
  low: number | null;
  high: number | null;
  text: string;
  holder: string;
  kind: string;
  date: string | null;
  certainty: string;
  source: string;
  where: string | null;
  note: string | null;
}

/** An assumption on which the two views differ, or which was changed. */
export interface Difference {
  key: string;
  label: string;
  unit: string | null;
  kind: "number" | "word";
  words: string[];
  /** Least and greatest value that is allowed, in `unit`. */
  span: [number, number] | null;
  /** Only whole numbers. */
  whole: boolean;
  /** As written: what the two views state, then what others do. Own numbers and copies stand in the state. */
  holders: Statement[];
  /** Keys of the questions that it bears on. */
  questions: string[];
}

export interface DossierHead {
  id: string;
  title: string;
  year: number | null;
  built_in: boolean;
}

/** What the server can open. */
export interface Welcome {
  dossiers: DossierHead[];
  default: string;
  /** Several people share one state (`--joint`). */
  joint: boolean;
}

/** What a side's picture says about the selected site and deterrent. */
export interface Verdict {
  verdict: string;
  slack_s: number | null;
}

export function verdictOf(scene: Scene, side: Side): Verdict | null {
  const found = scene.verdicts?.[side];
  return found ?? null;
}
