/** Moments of an engagement on a line of time: which words stand where, and both sides beside each other. */

import { num, t, unit } from "../language/language";
import { widthOf } from "./labels";
import type { Engagement, Moment } from "./mapScene";
import { FONT } from "./pen";

const WORDS = `400 11px ${FONT}`;
const LEVELS = [0, 1, 2];
/** Moments with words on the line; those that decide come first where there is not room for all. The rest are ticks. */
const ORDER = ["latest", "earliest", "intercept", "clouds", "last-intercept", "fall", "commit", "burnout", "detection", "apogee"];

export const seconds = (value: number): string => `${num(Math.round(value))}\u00a0${unit("s")}`;

/** A few words for the line of time; the table says the same in full. */
function brief({ key, words }: Moment): string {
  switch (key) {
    case "clouds":
      return t("first detection");
    case "detection":
      return t("radar sees it");
    case "commit":
      return t("commit");
    case "earliest":
      return t("earliest launch");
    case "latest":
      return t("latest useful launch");
    case "burnout":
      return t("burnout");
    case "intercept":
      return t("first intercept");
    case "last-intercept":
      return t("last intercept");
    case "apogee":
      return t("highest point");
    case "fall":
      return t("impact");
    default:
      return t(words);
  }
}

export interface Flag extends Moment {
  /** 0 is lowest. */
  level: number;
  /** [px] Where its tick is, and where its words begin and end. */
  at: number;
  left: number;
  right: number;
  text: string;
}

/** Words for the moments of one line, the last first; null when one of them finds no room. */
function place(moments: readonly Moment[], end: number, width: number): Flag[] | null {
  const set: Flag[] = [];
  for (const moment of [...moments].sort((one, other) => other.time - one.time)) {
    const text = `${brief(moment)} ${seconds(moment.time)}`;
    const long = widthOf(text, WORDS) + 8;
    const at = (moment.time / end) * width;
    const left = Math.min(at, Math.max(0, width - long));
    const right = left + long;
    const free = (level: number) =>
      set.every((other) => {
        if (other.level === level) return other.right <= left || other.left >= right;
        const [tick, words] = other.level < level ? [at, other] : [other.at, { left, right }];
        return tick <= words.left || tick >= words.right;
      });
    const level = LEVELS.find(free);
    if (level === undefined) return null;
    set.push({ ...moment, text, at, left, right, level });
  }
  return set;
}

/** Words beside as many moments as there is room for: none covers another, and no tick goes through words of another. */
export function flags(moments: readonly Moment[], end: number, width: number): Flag[] {
  const ranked = moments.filter(({ key, time }) => ORDER.includes(key) && time <= end).sort((one, other) => ORDER.indexOf(one.key) - ORDER.indexOf(other.key));
  let set: Flag[] = [];
  for (const moment of ranked) set = place([...set, moment], end, width) ?? set;
  return set;
}

export interface MomentRow {
  key: string;
  words: string;
  A: number | null;
  B: number | null;
}

/** Both sides' moments in one table, in the order of the sooner of each. */
export function momentTable(a: Engagement | null, b: Engagement | null): MomentRow[] {
  const rows = new Map<string, MomentRow>();
  for (const [side, engagement] of [["A", a], ["B", b]] as const)
    for (const { key, words, time } of engagement?.moments ?? []) {
      const id = `${key} ${words}`;
      rows.set(id, { ...(rows.get(id) ?? { key: id, words, A: null, B: null }), [side]: time });
    } // prettier-ignore
  const first = (row: MomentRow) => Math.min(row.A ?? Infinity, row.B ?? Infinity);
  return [...rows.values()].sort((one, other) => first(one) - first(other));
}

/** The last moment that has come by a time; null before the first. */
export function lastMoment(engagement: Engagement | null, now: number): Moment | null {
  const come = (engagement?.moments ?? []).filter(({ time }) => time <= now);
  return come.reduce<Moment | null>((last, moment) => (last && last.time > moment.time ? last : moment), null);
}

/** Whether the interceptor may leave only after it must have left: the time in hand is then a time too late. */
export function tooLate({ moments }: Engagement): boolean {
  const at = (key: string) => moments.find((moment) => moment.key === key)?.time;
  return (at("earliest") ?? 0) > (at("latest") ?? Infinity);
}
