/** The answers as the server sends them: the parts the panels show. Units stand in the names; every field is described in docs/*.schema.json. */

/** Answer at the central numbers and at the ends of the stated ranges. null: never, or no number does it. */
export interface Spread {
  low: number | null;
  median: number | null;
  high: number | null;
}

export interface ViewTitle {
  title: string;
  holder: string;
  colour: string;
}

export interface Input {
  view: string;
  key: string;
  text: string;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string;
  holder: string;
  kind: string;
  certainty: string;
  source: string;
  where: string;
  date: string;
  note: string;
}

export interface Source {
  title?: string | null;
  publisher?: string | null;
  address?: string | null;
  date?: string | null;
  licence?: string | null;
}

export interface Weakest {
  answer: string;
  view: string;
  certainty: string;
  inputs: string[];
}

/** What most answers carry along. */
export interface Carried {
  dossier: string;
  title: string;
  views?: Record<string, ViewTitle>;
  names?: Record<string, string>;
  inputs?: Input[];
  sources?: Record<string, Source>;
  weakest?: Weakest[];
  notes?: string[];
}

export interface Phase {
  id: number;
  year: number;
  title: string;
}

export interface SecurityRow {
  key: string;
  view: string;
  phase: number;
  year: number;
  threat: string;
  ranges: { area_share: Spread; population_share: Spread; capitals_share: Spread };
  threatened_area_share: number;
  threatened_capitals: number;
  verdict: string;
  weakest: string;
}

export interface BalanceRow {
  key: string;
  view: string;
  phase: number;
  year: number;
  interceptor: string;
  site: string;
  deterrent: string;
  slack_s: Spread;
  latest_launch_s: Spread;
  earliest_launch_s: number | null;
  missile_burnout_s: number | null;
  shots: number | null;
  launches: { place: string; slack_s: Spread }[];
  verdict: string;
  weakest: string;
}

export interface Claim {
  id: string;
  holder: string;
  statement: string;
  source: string;
  where: string;
  asks: string;
  answers: Record<string, string>;
  details: Record<string, string>;
}

export interface Assessed extends Carried {
  asks: string;
  phases: Phase[];
  security?: SecurityRow[];
  balance?: BalanceRow[];
  claims?: Claim[];
  strategic?: Strategic;
}

export interface Retaliation {
  key: string;
  view: string;
  phase: number;
  side: string;
  deployed: number | null;
  by_posture: Record<string, Spread | null>;
  judged_posture: string | null;
  missing: string[];
}

export interface Sufficiency {
  key: string;
  view: string;
  phase: number;
  year: number;
  side: string;
  interceptors: Spread | null;
  retaliation: Spread | null;
  arrivals: Spread | null;
  sufficient_warheads: Spread | null;
  sufficient_confidence: Spread | null;
  probability: Spread | null;
  onset_exact: Spread | null;
  offset_per_100: Spread | null;
  verdict: string;
  missing: string[];
  weakest: string;
}

export interface WindowRow {
  key: string;
  need_holder: string;
  onset_holder: string;
  phase: number;
  year: number;
  planned: number | null;
  interceptors_in_reach: Spread | null;
  need: Spread | null;
  onset: Spread | null;
  verdict: string;
  why: string;
  plan: string;
}

export interface Need {
  view: string;
  warheads: number[];
  barrage: (number | null)[];
  in_turn: (number | null)[];
  wanted: number | null;
  confidence: number | null;
}

export interface Race {
  key: string;
  holders: Record<string, string>;
  verdict: string;
  /** Year, interceptors, warheads. */
  path: [number, number, number][];
  damped_by: string[];
  missing: string[];
}

export interface Cost {
  key: string;
  view: string;
  phase: number;
  defence_millions: number | null;
  offence_millions: number | null;
  ratio: number | null;
  price_year: number | null;
  missing: string[];
}

export interface Strategic extends Carried {
  sides: Record<string, string>;
  phases: Phase[];
  retaliation: Retaliation[];
  sufficiency: Sufficiency[];
  windows: WindowRow[];
  needs: Need[];
  race: Race[];
  cost: Cost[];
  assumptions: Record<string, string[]>;
}

export type Said = number | string | null;

export interface Contested {
  key: string;
  members: string[];
  unit: string;
  claimed: Record<string, Said>;
  claimed_range: Record<string, [number, number] | null>;
  share: number;
  share_of_verdict: number;
  alone: number;
  last_in: number;
  flip_value: Record<string, Said>;
  flip_share: number;
  kind: string;
  check: number;
  measure: string;
  check_why: string;
  check_certainty: string;
  score: number;
  resolvable: boolean;
  certainty: Record<string, string>;
}

export interface Pair {
  keys: [string, string];
  units: [string, string];
  x: number[];
  y: number[];
  lines: Record<string, [number, number][][]>;
  claimed: Record<string, [number, number]>;
  claimed_range: Record<string, [[number, number] | null, [number, number] | null]>;
}

export interface CruxAnswer {
  question: string;
  words: string;
  views: [string, string];
  verdicts: Record<string, string>;
  margin: Record<string, number | null>;
  unit: string;
  what: string;
  yes: string;
  contested: Contested[];
  flip_sets: Record<string, string[][]>;
  double: string[][];
  pair: Pair | null;
  horizon: Record<string, number | null>;
  method: string;
  grouped: boolean;
  resolvable: string[];
  unresolvable: string[];
  notes: string[];
}

export interface Crux extends Carried {
  answers: CruxAnswer[];
  agree: string[];
  same: Record<string, string>;
}

export interface Finding {
  day: string;
  phase: number | null;
  treaty: string;
  short: string;
  rule: string;
  article: string | null;
  title: string;
  party: string;
  in_force: boolean | null;
  binds_from: string | null;
  as_if: boolean;
  finding: string;
  about: string;
  low: number | null;
  high: number | null;
  comparator: string;
  limit: number | null;
  limit_high: number | null;
  unit: string;
  headroom_low: number | null;
  headroom_high: number | null;
  said: string;
  why: string;
  counting: string;
  how: string;
  holder: string;
  as_of: string;
  certainty: string;
  status: string | null;
  source: string;
  where: string;
  note: string | null;
  gap: string | null;
}

export interface TreatyCheck extends Carried {
  on: string;
  parties: string[];
  in_force: string[];
  not_bound: string[];
  not_checked: string[];
  days: { day: string; changes: string[] }[];
  findings: Finding[];
  meaning: Record<string, string>;
}

export interface Mark {
  date: string;
  value: number | null;
  certainty: string | null;
  sources: string[];
  note: string | null;
  conflict: string | null;
  gap: string | null;
}

export interface Series {
  country: string;
  counted: string;
  marks: Mark[];
  stretches: [number, number][];
}

export interface Ceiling {
  treaty: string;
  title: string;
  limit: number;
  low: number | null;
  signed: string | null;
  in_force_from: string | null;
  in_force_to: string | null;
  due: string | null;
  binds: boolean;
  status: string | null;
  source: string;
  certainty: string;
}

export interface Ledger {
  key: string;
  title: string;
  counted: string;
  unit: string;
  series: Series[];
  ceilings: Ceiling[];
  notes: string[];
}

export interface ForcesHistory {
  since: number;
  countries: string[];
  sources: Record<string, Source>;
  panels: Ledger[];
}

export interface ForceFigure {
  what: string;
  value: number | null;
  unit: string;
  counted: string;
  as_of: string;
  certainty: string | null;
  sources: string[];
  at_least: boolean;
  missing: string[];
  note: string | null;
  conflict: string | null;
  gap: string | null;
}

export interface ForceLimit {
  treaty: string;
  title: string;
  limit: number;
  what: string;
  held: number | null;
  as_of: string;
  counted: string;
  headroom: number | null;
  certainty: string | null;
  status: string | null;
}

export interface ForceCountry {
  country: string;
  legs: { leg: string; warheads: ForceFigure; deployed: ForceFigure[] }[];
  whole: ForceFigure | null;
  counts: ForceFigure[];
  limits: ForceLimit[];
  rivals: { subject: string; figures: ForceFigure[] }[];
  conflicts: string[];
  gaps: string[];
  left_out: string[];
}

export interface Forces {
  on: string;
  countries: ForceCountry[];
  sources: Record<string, Source>;
}

export type Role = "defending" | "deterring";
export type Gains = Record<Role, number>;

export interface Demand {
  key: string;
  kind: string;
  side: string | null;
  name: string;
  met_by: number;
  concession: number | null;
  source: string | null;
  where: string | null;
  certainty: string;
}

export interface Package {
  number: number;
  choice: Record<string, string>;
  utility: Gains;
  gain: Gains;
  values: Record<string, number | null>;
  burden: number;
  robust: number;
  passes: boolean;
  front: boolean;
  fails: string[];
}

export interface Cloud {
  gain: Gains;
  packages: number;
  passing: number;
  first: number;
}

export type Change = [string, string, string];

export interface Bridge {
  changes: Change[];
  package: number;
  ways: number;
  others: Change[][];
}

export interface Alternative {
  id: string;
  name: string;
  package: Package;
  bridge: Bridge | null;
  source: string | null;
  where: string | null;
  certainty: string;
}

export interface SearchAnswer extends Carried {
  sides: Record<Role, string>;
  topics: Record<string, string>;
  options: Record<string, Record<string, string>>;
  counts: { all: number; possible: number; passing: number; front: number };
  without: Gains;
  year: number;
  phase: number;
  demands: Demand[];
  packages: Package[];
  cloud: Cloud[];
  picks: { rule: string; packages: number[] }[];
  rules_agree: boolean;
  alternatives: Alternative[];
  conflicts: string[][];
  relaxations: { demands: string[]; packages: number; example: Package }[];
  shares: { package: number; topic: string; option: string; share: Gains }[];
  method: string;
}
