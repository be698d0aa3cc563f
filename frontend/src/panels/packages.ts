/** The packages that have a name or a place on the frontier, each once, with the sign it has on the chart. */

import type { Package, SearchAnswer } from "./answers";

export interface Marked {
  /** "alternative/…", "pick/…" or "package/…". */
  id: string;
  kind: "alternative" | "pick" | "package";
  /** A number for proposals, a letter for rules, a dot for the rest. */
  sign: string;
  names: string[];
  package: Package;
}

/** Proposals numbered, rules lettered (rules that pick the same together), then every other package the answer holds. */
export function marksOf(answer: SearchAnswer): Marked[] {
  const proposals = answer.alternatives.map((one, at): Marked => ({ id: `alternative/${one.id}`, kind: "alternative", sign: String(at + 1), names: [one.name], package: one.package }));
  return [...proposals, ...picked(answer), ...others(answer)];
}

function picked(answer: SearchAnswer): Marked[] {
  const groups = new Map<number, string[]>();
  for (const { rule, packages } of answer.picks) {
    const first = packages[0];
    if (first !== undefined) groups.set(first, [...(groups.get(first) ?? []), rule]);
  }
  return [...groups].flatMap(([number, rules]): Marked[] => {
    const found = answer.packages.find((one) => one.number === number);
    if (!found) return [];
    return [{ id: `pick/${number}`, kind: "pick", sign: rules.map(letter).join(""), names: rules, package: found }];
  });
}

/** One letter a rule; no two of the rules that exist share one. */
function letter(rule: string): string {
  return (rule.startsWith("most ") ? rule.slice(5) : rule).slice(0, 1).toUpperCase();
}

function others(answer: SearchAnswer): Marked[] {
  return answer.packages.filter((one) => one.front).map((one): Marked => ({ id: `package/${one.number}`, kind: "package", sign: "\u2022", names: choices(answer, one).filter(({ changed }) => changed).map(({ topic, option }) => answer.options[topic]?.[option] ?? option), package: one }));
}

/** The package of a number, wherever the answer holds it. */
export function packageOf(answer: SearchAnswer, number: number): Package | null {
  return answer.packages.find((one) => one.number === number) ?? answer.alternatives.find((one) => one.package.number === number)?.package ?? null;
}

/** Options of a package by topic: what stands in it, and whether it differs from having no agreement. */
export function choices(answer: SearchAnswer, one: Package): { topic: string; option: string; changed: boolean }[] {
  return Object.keys(answer.topics).map((topic) => {
    const first = Object.keys(answer.options[topic] ?? {})[0] ?? "";
    const option = one.choice[topic] ?? first;
    return { topic, option, changed: option !== first };
  });
}

export interface Place {
  x: number;
  y: number;
  signs: string[];
  ids: string[];
}

/** Signs that would stand on top of each other are written together: places closer than `near` parts of the axis are one. */
export function gathered(marks: readonly Marked[], spanX: number, spanY: number, near = 0.035): Place[] {
  const places: Place[] = [];
  for (const mark of marks) {
    const x = mark.package.gain.deterring;
    const y = mark.package.gain.defending;
    const found = places.find((place) => Math.abs(place.x - x) < near * spanX && Math.abs(place.y - y) < near * spanY);
    if (found) {
      found.signs.push(mark.sign);
      found.ids.push(mark.id);
    } else places.push({ x, y, signs: [mark.sign], ids: [mark.id] });
  }
  return places;
}

export interface Label extends Place {
  /** How far [px] below (or, negative, above) its place the sign stands. */
  dy: number;
}

/** Distances [px] tried in turn until a sign is clear of the others. */
const TRIED = [-15, 16, -30, 31, -45];
const LETTER_PX = 8;

/** Where each sign stands: above its place, or below, or farther off, so that none lies on another. pixels: of a place from the left. */
export function labelled(places: readonly Place[], pixels: (x: number) => number): Label[] {
  const taken: { dy: number; from: number; to: number }[] = [];
  return [...places]
    .sort((one, other) => one.x - other.x)
    .map((place) => {
      const half = (place.signs.join(" ").length * LETTER_PX) / 2 + 2;
      const [from, to] = [pixels(place.x) - half, pixels(place.x) + half];
      const free = TRIED.find((dy) => taken.every((other) => other.dy !== dy || other.to < from || other.from > to)) ?? TRIED.at(-1) ?? 0;
      taken.push({ dy: free, from, to });
      return { ...place, dy: free };
    });
}

/** The frontier from left to right: one point for each pair of gains. */
export function frontier(packages: readonly Package[]): { x: number; y: number }[] {
  const points = packages.filter((one) => one.front).map((one) => ({ x: one.gain.deterring, y: one.gain.defending }));
  const once = points.filter((point, at) => points.findIndex((other) => other.x === point.x && other.y === point.y) === at);
  return once.sort((one, other) => one.x - other.x || other.y - one.y);
}
