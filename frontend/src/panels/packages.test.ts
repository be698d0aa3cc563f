import { describe, expect, test } from "vitest";
import type { Package, SearchAnswer } from "./answers";
import { choices, frontier, gathered, labelled, marksOf, packageOf } from "./packages";

const pack = (number: number, deterring: number, defending: number, more: Partial<Package> = {}): Package => ({
  number,
  choice: {},
  utility: { defending: 0, deterring: 0 },
  gain: { defending, deterring },
  values: {},
  burden: 0,
  robust: 0,
  passes: false,
  front: false,
  fails: [],
  ...more,
});

const answer = {
  topics: { sites: "Phases and sites", speed: "Burnout speed" },
  options: { sites: { "as-planned": "All four", "without-poland": "No Poland" }, speed: { open: "No limit", slow: "At most 3 km/s" } },
  packages: [pack(7, 0.1, 0.02, { front: true, choice: { sites: "without-poland" } }), pack(8, 0.2, 0.01, { front: true }), pack(9, 0, 0)],
  picks: [
    { rule: "Nash", packages: [7, 8] },
    { rule: "Kalai-Smorodinsky", packages: [7] },
    { rule: "most robust", packages: [] },
  ],
  alternatives: [{ id: "easi-2012", name: "EASI", package: pack(9, 0, 0), bridge: null, source: null, where: null, certainty: "derived" }],
} as unknown as SearchAnswer;

describe("marksOf", () => {
  test("numbers proposals, gathers rules that pick the same, and lists the frontier", () => {
    expect(marksOf(answer).map(({ id, sign }) => [id, sign])).toEqual([
      ["alternative/easi-2012", "1"],
      ["pick/7", "NK"],
      ["package/7", "\u2022"],
      ["package/8", "\u2022"],
    ]);
  });
  test("a package is found in either part of the answer", () => {
    expect(packageOf(answer, 8)?.gain.deterring).toBe(0.2);
    expect(packageOf(answer, 99)).toBeNull();
  });
});

test("a topic that a package does not name keeps its first option", () => {
  const [one] = answer.packages;
  expect(choices(answer, one as Package)).toEqual([
    { topic: "sites", option: "without-poland", changed: true },
    { topic: "speed", option: "open", changed: false },
  ]);
});

test("signs on one place are written together", () => {
  const places = gathered(marksOf(answer), 1, 1);
  expect(places.map((place) => place.signs)).toEqual([["1"], ["NK", "\u2022"], ["\u2022"]]);
});

test("no sign lies on another, however close their places are", () => {
  const close = [0, 5, 9, 14, 60].map((x, at) => ({ x, y: 0, signs: [String(at + 1)], ids: [] }));
  const labels = labelled(close, (x) => x);
  for (const one of labels)
    for (const other of labels) if (one !== other && one.dy === other.dy) expect(Math.abs(one.x - other.x)).toBeGreaterThan(8);
  expect(labels.find((label) => label.x === 60)?.dy).toBe(-15);
});

test("the frontier falls from left to right, each place once", () => {
  const line = frontier([...answer.packages, ...answer.packages]);
  expect(line).toEqual([
    { x: 0.1, y: 0.02 },
    { x: 0.2, y: 0.01 },
  ]);
});
