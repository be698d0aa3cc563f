import { describe, expect, test } from "vitest";
import type { State } from "../state/contracts";
import type { Contested, Crux, CruxAnswer } from "./answers";
import { differs, opening, parts, ranked } from "./questions";

const contested = (score: number): Contested => ({ key: "defence.commit_delay", score }) as Contested;
const answer = (question: string, score: number, turned: boolean): CruxAnswer =>
  ({ question, contested: [contested(score)], flip_sets: { a: turned ? [["defence.commit_delay"]] : [], b: [] } }) as unknown as CruxAnswer;

const crux = {
  answers: [
    answer("security/phase-1/sejjil", 0, false),
    answer("balance/phase-3/x@y/urals", 0.1, true),
    answer("balance/phase-4/x@y/kozelsk", 0.3, true),
    answer("strategic/phase-1/Russia", 0.9, false),
  ],
  same: { "balance/phase-4/x@y/urals": "balance/phase-3/x@y/urals" },
} as unknown as Crux;
const state = { phase: 4, site: "x@y", deterrent: "urals", threat: null } as unknown as State;

describe("opening", () => {
  test("is what the maps show, also where a later phase repeats an earlier one", () => {
    expect(opening(crux, state)?.question).toBe("balance/phase-3/x@y/urals");
    expect(opening(crux, { ...state, deterrent: "kozelsk" })?.question).toBe("balance/phase-4/x@y/kozelsk");
  });
  test("is else the most telling of those that some exchange turns", () => {
    expect(opening(crux, { ...state, site: null })?.question).toBe("balance/phase-4/x@y/kozelsk");
    expect(opening({ ...crux, answers: [] }, state)).toBeNull();
  });
  test("falls back on the threat", () => {
    expect(opening(crux, { ...state, phase: 1, threat: "sejjil" })?.question).toBe("security/phase-1/sejjil");
  });
});

describe("ranked", () => {
  test("puts what can be turned before what cannot, whatever its score", () => {
    const order = ranked(crux.answers).map(differs);
    expect(order).toEqual([true, true, false, false]);
    expect(ranked(crux.answers)).toHaveLength(crux.answers.length);
  });
});

describe("parts", () => {
  test("add up to one, whatever the signs", () => {
    const of = parts([116, -50, 34]);
    expect(of.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
    expect(of[1]).toBeCloseTo(0.25, 12);
    expect(parts([0, 0])).toEqual([0, 0]);
    expect(parts([])).toEqual([]);
  });
});
