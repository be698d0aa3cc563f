/** From an address and the head of its dossier to a state: defaults filled in, what does not fit listed and left out. */

import { t } from "../language/language";
import type { Address } from "./address";
import type { Side, State } from "./contracts";
import type { Problem } from "./problem";
import type { Head, MissileHead } from "./scene";

/** The state a dossier opens with. */
export function plainState(head: Head): State {
  const { phase, threat, deterrent, site } = head.defaults;
  return { dossier: head.id, a: head.pair[0], b: head.pair[1], phase, threat, deterrent, site: site ?? null, values: {}, copied: {}, moved: {} };
}

/** The state of a phase before anything else is chosen: what an address leaves out. */
export function plainIn(head: Head, phase: number): State {
  const plain = plainState(head);
  const opening = phase === plain.phase;
  return { ...plain, phase, threat: inPhase(head.threats, plain.threat, phase), site: opening ? plain.site : null };
}

/** The missile itself where it exists in this phase, else the last one that does. */
export function inPhase(missiles: MissileHead[], wanted: string | null, phase: number): string | null {
  const there = missiles.filter((missile) => (missile.from_phase ?? 0) <= phase);
  return there.some((missile) => missile.id === wanted) ? wanted : (there.at(-1)?.id ?? null);
}

function chosen<T extends string | number>(where: string, found: T | null, known: T[], otherwise: T, problems: Problem[]): T {
  if (found === null || known.includes(found)) return found ?? otherwise;
  if (known.length === 0) problems.push({ where, message: t("this dossier has none") });
  else problems.push({ where, message: t("the dossier has no “{found}”; there are {known}. Shown instead: {shown}.", { found, known: known.join(", "), shown: otherwise }) });
  return otherwise;
}

/** The state an address spells. `problems` grows by what does not fit the dossier. */
export function stateAt(address: Address, head: Head, problems: Problem[]): State {
  const { phase: opening } = head.defaults;
  const phase = chosen("phase", address.phase, head.phases.map((one) => one.id), opening, problems);
  const plain = plainIn(head, phase);
  const views = head.views.map((view) => view.id);
  const a = chosen("a", address.a, views, plain.a, problems);
  const b = chosen("b", address.b, views, plain.b, problems);
  const pair = a === b ? { a: plain.a, b: plain.b } : { a, b };
  if (a === b && views.length > 1) problems.push({ where: "a, b", message: t("both sides show the same view; the usual two are shown instead") });
  const threats = head.threats.map((one) => one.id);
  const deterrents = head.deterrents.map((one) => one.id);
  return {
    ...plain,
    ...pair,
    threat: chosen("threat", address.threat, threats, plain.threat ?? "", problems) || null,
    deterrent: chosen("deterrent", address.deterrent, deterrents, plain.deterrent ?? "", problems) || null,
    site: address.site ?? plain.site,
    moved: address.moved,
    ...changesOf(address, pair),
  };
}

function changesOf(address: Address, pair: { a: string; b: string }): Pick<State, "values" | "copied"> {
  const values: State["values"] = {};
  const copied: State["copied"] = {};
  const sides: [Side, string, string][] = [["A", pair.a, pair.b], ["B", pair.b, pair.a]];
  for (const [side, view, other] of sides) {
    const taken = address.copied[side];
    const own = Object.entries(address.own[side]).filter(([key]) => !taken.includes(key));
    if (own.length > 0) values[view] = Object.fromEntries(own);
    if (taken.length > 0) copied[view] = Object.fromEntries(taken.map((key) => [key, other]));
  }
  return { values, copied };
}
