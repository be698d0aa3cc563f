import { expect, test } from "vitest";
import { head } from "../state/head.fixture";
import { plainState } from "../state/opening";
import type { Difference } from "../state/scene";
import { sorted } from "./relevance";

const state = plainState(head);
const row = (key: string, ...questions: string[]): Difference => ({ key, label: key, unit: null, kind: "number", words: [], span: [0, 1], whole: false, holders: [], questions });

const rows = [
  row("strategic", "strategic/phase-4/Russia"),
  row("speed", "balance/phase-4/sm-3-2b@redzikowo/west-silo-topol-m"),
  row("earlier", "balance/phase-3/sm-3-2a@redzikowo/west-silo-topol-m"),
  row("threat", "security/phase-4/iran-icbm"),
];

test("what bears on the site, threat or deterrent of this phase comes first, each in its order", () => {
  const { bearing, other, touched } = sorted(rows, state);
  expect([bearing, other].map((some) => some.map((one) => one.key))).toEqual([["speed", "threat"], ["strategic", "earlier"]]);
  expect(touched).toBe(false);
});

test("a change moves no row, but is told", () => {
  const changed = { ...state, copied: { russia: { strategic: "us-nato" } } };
  expect(sorted(rows, changed)).toEqual({ ...sorted(rows, state), touched: true });
});
