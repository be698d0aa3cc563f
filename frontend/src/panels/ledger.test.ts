import { describe, expect, test } from "vitest";
import type { Ceiling, Finding, Ledger, Mark } from "./answers";
import { day, estimated, firstLedger, pointsOf, spans, used } from "./ledger";

const mark = (date: string, value: number | null): Mark => ({ date, value, certainty: "read", sources: [], note: null, conflict: null, gap: null });
const ceiling = (more: Partial<Ceiling>): Ceiling => ({ treaty: "New START", title: "", limit: 1550, low: null, signed: "2010-04-08", in_force_from: "2011-02-05", in_force_to: "2026-02-05", due: "2018-02-05", binds: true, status: null, source: "", certainty: "read", ...more });
const ledger: Ledger = {
  key: "new-start-warheads",
  title: "",
  counted: "",
  unit: "warheads",
  notes: [],
  series: [{ country: "Russia", counted: "New START declaration", marks: [mark("2011-02-05", 1537), mark("2012-09-01", null), mark("2022-03-01", 1474)], stretches: [[0, 1], [2, 3]] }],
  ceilings: [ceiling({})],
};

describe("used", () => {
  const finding = (more: Partial<Finding>): Finding => ({ low: 26, high: null, limit: 100, comparator: "at most", finding: "cannot be decided", ...more }) as Finding;
  test("is the count as a part of its limit, both ends", () => {
    expect(used([finding({})])).toMatchObject([{ low: 0.26, high: null }]);
    expect(used([finding({ low: 2, high: 2, limit: 1 })])).toMatchObject([{ low: 2, high: 2 }]);
  });
  test("leaves out what has no count, no limit, or another relation", () => {
    expect(used([finding({ low: null }), finding({ limit: 0 }), finding({ limit: null }), finding({ comparator: "at least" }), finding({ finding: "nothing to count" })])).toEqual([]);
  });
});

describe("day", () => {
  test("reads days, months and years, and nothing else", () => {
    expect(day("2011-05-26")?.toISOString()).toBe("2011-05-26T00:00:00.000Z");
    expect(day("2011-05")?.toISOString()).toBe("2011-05-01T00:00:00.000Z");
    expect(day("1945")?.getUTCFullYear()).toBe(1945);
    expect(day("soon")).toBeNull();
    expect(day(null)).toBeNull();
  });
});

describe("pointsOf", () => {
  test("never joins across a gap", () => {
    const points = ledger.series.flatMap(pointsOf);
    expect(points.map((point) => point.value)).toEqual([1537, 1474]);
    expect(new Set(points.map((point) => point.stretch)).size).toBe(2);
  });
});

describe("spans", () => {
  test("stay within the years of the figures", () => {
    expect(spans(ledger)).toMatchObject([{ from: new Date("2011-02-05"), to: new Date("2022-03-01") }]);
  });
  test("leave out a ceiling that ended before the first figure", () => {
    expect(spans({ ...ledger, ceilings: [ceiling({ in_force_from: "1994-12-05", in_force_to: "2009-12-05" })] })).toEqual([]);
  });
});

test("an estimate is told from a declaration", () => {
  expect(estimated("yearly estimate, without retired warheads")).toBe(true);
  expect(estimated("New START declaration")).toBe(false);
});

test("the ledger with a limit that binds comes first", () => {
  expect(firstLedger([{ ...ledger, key: "stockpiles", ceilings: [] }, ledger])?.key).toBe("new-start-warheads");
  expect(firstLedger([])).toBeNull();
});
