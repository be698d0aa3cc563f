/** Colours of the charts: names of CSS variables, so that light, dark and print need no new drawing. */

export const colour = {
  a: "var(--panel-a)",
  b: "var(--panel-b)",
  ink: "var(--panel-ink)",
  soft: "var(--panel-soft)",
  axis: "var(--panel-axis)",
  grid: "var(--panel-grid)",
  paper: "var(--panel-paper)",
  marked: "var(--panel-marked)",
  need: "var(--panel-need)",
  rule: "var(--panel-rule)",
  both: "var(--panel-both)",
  pass: "var(--panel-pass)",
  faint: "var(--panel-faint)",
} as const;
