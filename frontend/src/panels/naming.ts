/** How ids are called on the page: display names, assumptions in words, who stands where. */

import { t } from "../language/language";
import type { Side, State } from "../state/contracts";
import type { Carried } from "./answers";
import { headed } from "./format";
import { phrase } from "./phrases";

export interface SideOf {
  side: Side;
  view: string;
  title: string;
}

/** The two sides of the page that the answer knows, A first. */
export function sidesOf(answer: Carried, state: State): SideOf[] {
  const both: [Side, string][] = [
    ["A", state.a],
    ["B", state.b],
  ];
  return both.filter(([, view]) => !answer.views || view in answer.views).map(([side, view]) => ({ side, view, title: viewTitle(answer, view) }));
}

export function viewTitle(answer: Carried, view: string): string {
  return t(answer.views?.[view]?.title || view);
}

/** "A: United States and NATO" of a view that is on a side of the page, else its title. */
export function sideTitle(answer: Carried, state: State, view: string): string {
  const side = sideOf(state, view);
  const title = viewTitle(answer, view);
  return side ? t("{side}: {title}", { side, title }) : title;
}

/** Which side of the page a view is on; null for a view that is on neither. */
export function sideOf(state: State, view: string): Side | null {
  return view === state.a ? "A" : view === state.b ? "B" : null;
}

/** Rows in the order of the sides, A first; within what `same` holds together, else all A before all B. */
export function bySide<Row extends { view: string }>(rows: readonly Row[], state: State, same: (row: Row) => string = () => ""): Row[] {
  const groups = [...new Set(rows.map(same))];
  const rank = ({ view }: Row): number => (view === state.a ? 0 : view === state.b ? 1 : 2);
  return [...rows].sort((one, other) => groups.indexOf(same(one)) - groups.indexOf(same(other)) || rank(one) - rank(other));
}

/** The display name of an id in the language of the page; the id itself where there is none. */
export function nameOf(answer: Carried, id: string): string {
  return t(answer.names?.[id] ?? id);
}

const cut = (whole: string): string => (whole.split(", ")[0] ?? whole).replace(/ radar$/, "");

/** The name without what follows a comma, where that still tells the names apart. */
export function shortName(answer: Carried, id: string): string {
  const names = answer.names ?? {};
  const whole = names[id] ?? id;
  const short = cut(whole);
  const same = Object.entries(names).some(([other, name]) => other !== id && cut(name) === short);
  const spoken = t(whole);
  return same ? spoken : cut(spoken);
}

/** "SM-3 Block IIA, Redzikowo" of an interceptor and its place. */
export function siteName(answer: Carried, interceptor: string, place: string): string {
  return `${shortName(answer, interceptor)}, ${cut(nameOf(answer, place))}`;
}

/** What an assumption is about and what it says: "burnout speed" of "SM-3 Block IIB". */
export function assumption(answer: Carried, key: string): { what: string; whose: string } {
  const at = key.indexOf(".");
  if (at < 0) return { what: headed(phrase(key)), whose: "" };
  return { what: headed(phrase(key.slice(at + 1))), whose: owner(answer, key.slice(0, at)) };
}

export function assumptionLine(answer: Carried, key: string): string {
  const { what, whose } = assumption(answer, key);
  return whose ? `${what}, ${whose}` : what;
}

function owner(answer: Carried, id: string): string {
  if (id === "defence") return t("the defence");
  if (id === "interception") return t("interceptor shots");
  if (id === "defending") return t("the defending side");
  if (id === "deterring") return t("the deterring side");
  if (id === "third-party") return t("the third party");
  if (id === "race") return t("the arms race");
  if (id === "cost") return t("cost");
  if (id === "crisis") return t("a crisis");
  if (id === "land-deterrents") return t("all land-based missiles to be left alone");
  if (id === "sea-deterrents") return t("all sea-based missiles to be left alone");
  return shortName(answer, id);
}

/** A question's key in words: "Phase 4: SM-3 Block IIA, Redzikowo, in reach of Urals?" */
export function questionLine(answer: Carried, key: string): string {
  const [kind, phase, about, other] = key.split("/");
  const when = phase?.startsWith("phase-") ? t("Phase {phase}", { phase: phase.slice(6) }) : "";
  if (kind === "security" && about) return t("{when}: is {what} covered against {threat}?", { when, what: t("the protected area"), threat: nameOf(answer, about) });
  if (kind === "balance" && about && other) {
    const [interceptor, place] = about.split("@");
    return t("{when}: can {site} reach {force} in time?", { when, site: siteName(answer, interceptor ?? "", place ?? ""), force: nameOf(answer, other) });
  }
  if (kind === "strategic" && about) return t("{when}: does {side} keep enough by its own rule?", { when, side: t(about) });
  if (kind === "window") return t("{when}: is there a number of interceptors that serves both?", { when });
  if (kind === "race") return t("Does the race of plan and reply come to rest?");
  return key;
}

/** "Phase 4, 2020". */
export function phaseLine(phase: { id: number; year: number }): string {
  return t("Phase {phase}, {year}", { phase: phase.id, year: phase.year });
}
