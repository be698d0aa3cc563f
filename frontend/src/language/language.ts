/** The language of the page: one catalogue, English text as the key, Russian beside it. */

import { signal } from "@preact/signals";
import type { Lang } from "../state/contracts";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;

/** Texts of words and numbers, such as "p. 12": how to know one, and its translation. */
interface Pattern {
  matching: RegExp;
  said: string;
}

interface Catalogue {
  messages: Record<string, string>;
  plurals: Record<string, Forms>;
  patterns: readonly Pattern[];
}

/** What fills a gap of a pattern: a number, Arabic or Roman, with the letters of its parts; as in messages.py. */
const NUMBER = "(?:\\d+(?:\\.\\d+)*|[IVXLC]+)(?:\\([a-z\\d]\\))*";

function patternOf([english, said]: [string, string]): Pattern {
  const source = english.replace(/[.()]/g, "\\$&").replace(/\{(\w+)\}/g, `(?<$1>${NUMBER})`);
  return { matching: new RegExp(`^${source}$`), said };
}

/** The language in force; components that read it are drawn again when it changes. */
export const lang = signal<Lang>("en");
const NONE: Catalogue = { messages: {}, plurals: {}, patterns: [] };
const catalogue = signal<Catalogue>(NONE);

/** Fetch the catalogue and switch. English needs none, and stays when the catalogue cannot be had. */
export async function speak(wanted: Lang, fetcher: typeof fetch = fetch): Promise<void> {
  if (wanted === "en") {
    catalogue.value = NONE;
    lang.value = "en";
    return;
  }
  const reply = await fetcher(`/api/messages/${wanted}.json`);
  if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
  const told = (await reply.json()) as Partial<Record<"messages" | "patterns", Record<string, string>> & Pick<Catalogue, "plurals">>;
  catalogue.value = { messages: told.messages ?? {}, plurals: told.plurals ?? {}, patterns: Object.entries(told.patterns ?? {}).map(patternOf) };
  lang.value = wanted;
}

const filled = (text: string, blanks: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in blanks ? String(blanks[name]) : whole));

/** A text as the catalogue has it, or as a pattern of its kind has it; else as it is. */
function plain(text: string): string {
  const found = catalogue.value.messages[text];
  if (found !== undefined) return found;
  for (const { matching, said } of catalogue.value.patterns) {
    const groups = matching.exec(text)?.groups;
    if (groups) return filled(said, groups);
  }
  return text;
}

/** A text in the language in force, `{name}` filled in. A text without a translation stays English. */
export function t(text: string, blanks: Record<string, string | number> = {}): string {
  return filled(lang.value === "en" ? text : plain(text), blanks);
}

/** A count with its noun: the number, its form for one and its form for many. The form for many is the key of the catalogue. */
export function plural(n: number, one: string, other: string, blanks: Record<string, string | number> = {}): string {
  const rule = new Intl.PluralRules(lang.value).select(n);
  const english = rule === "one" && lang.value === "en" ? one : n === 1 ? one : other;
  const forms = lang.value === "en" ? undefined : catalogue.value.plurals[other];
  return filled(forms?.[rule] ?? forms?.other ?? english, { n: num(n), ...blanks });
}

const finest = 12;

/** How numbers are written, by language and digits: making a format takes longer than all else of a slider's row. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(digits: number | undefined): Intl.NumberFormat {
  const key = `${lang.value} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const places = digits === undefined ? { maximumFractionDigits: finest } : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat(lang.value, places);
  formats.set(key, made);
  return made;
}

/** A number by locale: as many digits after the point as given, or as many as it needs. */
export function num(value: number, digits?: number): string {
  return formatOf(digits).format(value).replace(/^-/, "\u2212");
}

/** A day given as 2011-05-26 (or 2011-05, or 2011), by locale. Anything else is shown as it stands. */
export function date(iso: string): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso);
  if (!parts) return iso;
  const [, year, month, day] = parts;
  if (!month) return year ?? iso;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? "1")));
  const fields: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(lang.value, fields).format(moment);
}

/** One number and, behind it, its unit. */
const number = /^(-?\d+(?:\.\d+)?)(?:\s+(.+))?$/;

/** The written form of a unit: "km/s" is "км/с" in Russian. Units are messages like any other. */
export function unit(name: string): string {
  return t(name);
}

/** "5.5 km/s", or "8.5 km/s to 9 km/s", with numbers and units by locale; words ("after burnout") through the catalogue. */
export function quantity(text: string): string {
  const [low, high] = text.split(" to ");
  if (low && high && number.test(low) && number.test(high)) {
    const same = low.split(" ")[1] === high.split(" ")[1];
    return t("{low} to {high}", { low: quantity(same ? (low.split(" ")[0] ?? low) : low), high: quantity(high) });
  }
  const parts = number.exec(text.trim());
  if (!parts || t(text) !== text) return t(text);
  const shown = num(Number(parts[1]), parts[1]?.split(".")[1]?.length ?? 0);
  return parts[2] ? `${shown}\u00a0${unit(parts[2])}` : shown;
}
