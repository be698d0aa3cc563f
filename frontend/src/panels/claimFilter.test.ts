import { expect, test } from "vitest";
import type { Claim } from "./answers";
import { fits, outcome } from "./claimFilter";

const claim = (a: string, b: string): Claim => ({ id: "d", holder: "D. Medvedev", statement: "Failure could start a new arms race.", source: "", where: "", asks: "", answers: { us: a, russia: b }, details: {} });
const same = (text: string): string => text;
const views = ["us", "russia"];

test("outcomes follow the model's words", () => {
  expect(outcome("holds under these inputs")).toBe("holds");
  expect(outcome("does not hold under these inputs")).toBe("fails");
  expect(outcome("depends on the stated ranges")).toBe("depends");
  expect(outcome("not decided by this model")).toBe("undecided");
  expect(outcome(undefined)).toBe("undecided");
});

test("claims are chosen by outcome", () => {
  const untested = claim("not decided by this model", "not decided by this model");
  const apart = claim("holds under these inputs", "depends on the stated ranges");
  expect(fits(untested, views, "tested", "", same)).toBe(false);
  expect(fits(apart, views, "tested", "", same)).toBe(true);
  expect(fits(apart, views, "apart", "", same)).toBe(true);
  expect(fits(claim("holds under these inputs", "holds under these inputs"), views, "apart", "", same)).toBe(false);
});

test("every word must stand in statement or holder, in either language, in any case", () => {
  const one = claim("", "");
  expect(fits(one, views, "all", "medvedev ARMS", same)).toBe(true);
  expect(fits(one, views, "all", "medvedev speed", same)).toBe(false);
  expect(fits(one, views, "all", "гонку", (text) => (text.startsWith("Failure") ? "Начнётся гонку" : text))).toBe(true);
});
