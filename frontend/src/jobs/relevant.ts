/** Which part of the state an answer depends on, so that looking at another phase asks for nothing anew. */

import type { Lang, PanelName, State } from "../state/contracts";

const sorted = (entries: Record<string, unknown>): [string, unknown][] =>
  Object.entries(entries)
    .map(([key, value]): [string, unknown] => [
      key,
      value !== null && typeof value === "object" && !Array.isArray(value) ? sorted(value as Record<string, unknown>) : value,
    ])
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

/** Panels whose answers are about the pair of views, in this order. The others say what every view of the dossier says. */
const PAIRED: readonly PanelName[] = ["crux"];

/** Panels that show parts of one answer. */
const SHARED: Partial<Record<PanelName, PanelName>> = { claims: "security" };

/** The same text for two states exactly where the panel's answer is the same. */
export function relevant(panel: PanelName, state: State, lang: Lang): string {
  const pair = PAIRED.includes(panel) ? [state.a, state.b] : [];
  return JSON.stringify([SHARED[panel] ?? panel, lang, state.dossier, pair, sorted(state.values), sorted(state.copied), sorted(state.moved)]);
}
