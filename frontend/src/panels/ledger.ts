/** Ledgers as charts need them: counts as parts of their limits, and years as points of time. */

import type { Ceiling, Finding, Ledger, Mark, Series } from "./answers";

export interface Used {
  one: Finding;
  /** The count's ends as parts of the limit; high null: no greatest number is known. */
  low: number;
  high: number | null;
}

/** The findings that stand a count beside a limit above 0, each once. */
export function used(findings: readonly Finding[]): Used[] {
  return findings
    .filter((one) => one.low !== null && one.limit !== null && one.limit > 0 && one.comparator === "at most" && one.finding !== "nothing to count")
    .map((one) => ({ one, low: (one.low as number) / (one.limit as number), high: one.high === null ? null : one.high / (one.limit as number) }));
}

/** A date given as 2011-05-26, 2011-05 or 2011; null for anything else. */
export function day(text: string | null | undefined): Date | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text ?? "");
  if (!parts) return null;
  return new Date(Date.UTC(Number(parts[1]), Number(parts[2] ?? "1") - 1, Number(parts[3] ?? "1")));
}

export interface Point {
  at: Date;
  value: number;
  mark: Mark;
  series: Series;
  /** Points of one stretch are joined. */
  stretch: string;
}

/** The known figures of a series, and which of them a line joins: stretches may be one point long. */
export function pointsOf(series: Series): Point[] {
  return series.stretches.flatMap(([from, to]) =>
    series.marks.slice(from, to).flatMap((mark): Point[] => {
      const at = day(mark.date);
      return at && mark.value !== null ? [{ at, value: mark.value, mark, series, stretch: `${series.country}|${series.counted}|${from}` }] : [];
    }),
  );
}

/** An estimate says so in what was counted; everything else was declared or counted by rule. */
export function estimated(counted: string): boolean {
  return /estimate/i.test(counted);
}

export interface Span {
  ceiling: Ceiling;
  from: Date;
  to: Date;
}

/** From when to when a ceiling is drawn: from signature (or entry) to its end, within the years of the ledger. */
export function spans(ledger: Ledger): Span[] {
  const all = ledger.series.flatMap(pointsOf).map((point) => point.at.getTime());
  if (all.length === 0) return [];
  const first = Math.min(...all);
  const last = Math.max(...all);
  return ledger.ceilings.flatMap((ceiling): Span[] => {
    const from = day(ceiling.in_force_from ?? ceiling.signed)?.getTime() ?? first;
    const to = day(ceiling.in_force_to)?.getTime() ?? last;
    const [start, end] = [Math.max(from, first), Math.min(Math.max(to, from), Math.max(last, from))];
    return end > start ? [{ ceiling, from: new Date(start), to: new Date(end) }] : [];
  });
}

/** Which ledger is opened first: one whose ceilings bind, with most figures; else the first. */
export function firstLedger(ledgers: readonly Ledger[]): Ledger | null {
  const figures = (ledger: Ledger): number => ledger.series.reduce((sum, series) => sum + series.marks.length, 0);
  const bound = ledgers.filter((ledger) => ledger.ceilings.some((ceiling) => ceiling.binds));
  return [...(bound.length ? bound : ledgers)].sort((one, other) => figures(other) - figures(one))[0] ?? null;
}
