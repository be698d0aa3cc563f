/** The address of the page: everything that is assumed and looked at, readable, with defaults left out. */

import { t } from "../language/language";
import type { Lang, PageSettings, PanelName, Side, State } from "./contracts";
import { plainIn } from "./opening";
import type { Problem } from "./problem";
import type { Head } from "./scene";
import { panelNames, plainSettings, printSettings, readSettings, settingKeys } from "./settings";

/** What an address says, before it is known which views, phases and missiles the dossier has. */
export interface Address {
  dossier: string | null;
  a: string | null;
  b: string | null;
  phase: number | null;
  threat: string | null;
  deterrent: string | null;
  site: string | null;
  own: Record<Side, Record<string, string>>;
  copied: Record<Side, string[]>;
  moved: Record<string, [number, number]>;
  settings: Partial<PageSettings>;
  problems: Problem[];
}

const looked = ["a", "b", "phase", "threat", "deterrent", "site"] as const;
/** A key of an assumption: whose it is, and what. */
const keyShape = /^[\w-]+\.[\w-]+$/;
const dossierId = /^[\w.-]+$/;

function readPath(path: string, problems: Problem[]): { dossier: string | null; panel: PanelName | undefined } {
  const [dossier = "", panel = "", ...rest] = path.split("/").filter((part) => part !== "").map(decoded);
  const known = panelNames.find((name) => name === panel);
  if (panel !== "" && !known) problems.push({ where: t("address"), message: t("no panel is called “{found}”; there are {known}", { found: panel, known: panelNames.join(", ") }) });
  if (rest.length > 0) problems.push({ where: t("address"), message: t("the part “{found}” means nothing here", { found: rest.join("/") }) });
  if (dossier !== "" && !dossierId.test(dossier)) {
    problems.push({ where: t("address"), message: t("“{found}” cannot be the name of a dossier", { found: dossier }) });
    return { dossier: null, panel: known };
  }
  return { dossier: dossier === "" ? null : dossier, panel: known };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** "54.46,17.1" as a place to a tenth of a degree; undefined when it is none. */
export function placeOf(text: string): [number, number] | undefined {
  const parts = text.split(",");
  const [latitude = NaN, longitude = NaN] = parts.map((part) => (part.trim() === "" ? NaN : Number(part)));
  const fits = parts.length === 2 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return fits ? [tenth(latitude), tenth(longitude)] : undefined;
}

/** Rounded to a tenth, without a minus before zero. */
export const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;

function readPair(key: string, text: string, into: Address): void {
  const [head = "", ...tail] = key.split(".");
  const name = tail.join(".");
  const wrong = (message: string) => into.problems.push({ where: key, message });
  if ((head === "A" || head === "B") && !keyShape.test(name)) wrong(t("means nothing here"));
  else if (head === "A" || head === "B") {
    if (text === "copy") into.copied[head].push(name);
    else if (text.trim() === "") wrong(t("has no value; write for example “{example}”", { example: "5.5 km/s" }));
    else into.own[head][name] = text.trim();
  } else if (head === "move" && name !== "") {
    const place = placeOf(text);
    if (place) into.moved[name] = place;
    else wrong(t("found “{found}”, expected {expected}", { found: text, expected: t("latitude and longitude, such as {example}", { example: "54.5,17.1" }) }));
  } else if (key === "phase") {
    if (/^\d{1,3}$/.test(text)) into.phase = Number(text);
    else wrong(t("found “{found}”, expected {expected}", { found: text, expected: t("a number of a phase") }));
  } else if ((looked as readonly string[]).includes(key)) into[key as Exclude<(typeof looked)[number], "phase">] = text;
  else if (!settingKeys.includes(key)) wrong(t("means nothing here"));
}

/** Read an address. What cannot be read is listed in `problems`; all the rest is used. */
export function readAddress(path: string, search: string): Address {
  const problems: Problem[] = [];
  const { dossier, panel } = readPath(path, problems);
  const query = new URLSearchParams(search);
  const settings = readSettings(query, problems);
  if (panel) settings.panel = panel;
  const empty = { a: null, b: null, phase: null, threat: null, deterrent: null, site: null };
  const address: Address = { dossier, ...empty, own: { A: {}, B: {} }, copied: { A: [], B: [] }, moved: {}, settings, problems };
  const seen = new Set<string>();
  for (const [key, text] of query) {
    if (seen.has(key)) problems.push({ where: key, message: t("stands twice; the last one counts") });
    seen.add(key);
    readPair(key, text, address);
  }
  return address;
}

/** A query that a person can read: spaces as +, and nothing escaped that need not be. */
function spelled(pairs: [string, string][]): string {
  const plain = (text: string) => encodeURIComponent(text).replace(/%20/g, "+").replace(/%(2C|40|3A|2F)/g, (code) => decodeURIComponent(code));
  return pairs.map(([key, text]) => `${plain(key)}=${plain(text)}`).join("&");
}

/** The changes of a state as pairs of a query, the two sides called A and B. */
function changePairs(state: State): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [side, view] of [["A", state.a], ["B", state.b]] as const) {
    for (const [key, text] of Object.entries(state.values[view] ?? {})) pairs.push([`${side}.${key}`, text]);
    for (const key of Object.keys(state.copied[view] ?? {})) pairs.push([`${side}.${key}`, "copy"]);
  }
  for (const [place, at] of Object.entries(state.moved)) pairs.push([`move.${place}`, at.map(String).join()]);
  return pairs;
}

/** The address of a state on the page. What the dossier opens with in this phase is left out. */
export function printAddress(state: State, head: Head, settings: PageSettings = plainSettings): string {
  const plain = { ...plainIn(head, state.phase), phase: head.defaults.phase };
  const pairs: [string, string][] = [];
  for (const key of looked) {
    const value = state[key];
    if (value !== plain[key] && value !== null) pairs.push([key, String(value)]);
  }
  const query = spelled([...pairs, ...changePairs(state), ...printSettings(settings)]);
  return `/${encodeURIComponent(state.dossier)}/${settings.panel}${query ? `?${query}` : ""}`;
}

/** Everything a state says, as a query for the server: nothing left out, so that no default can differ. */
function wholeQuery(state: State, lang: Lang): string {
  const pairs: [string, string][] = looked.flatMap((key) => (state[key] === null ? [] : [[key, String(state[key])] as [string, string]]));
  return spelled([...pairs, ...changePairs(state), ...(lang === "en" ? [] : [["lang", lang] as [string, string]])]);
}

/** Address of the same answer as JSON. */
export const jsonAddress = (state: State, panel: PanelName, lang: Lang): string => `/${encodeURIComponent(state.dossier)}/${panel}.json?${wholeQuery(state, lang)}`;

/** Address of a file to take away: "geojson", "kml", "czml", "csv", "json", "netcdf", "dossier", "report", "python", "command". */
export const exportAddress = (state: State, kind: string, lang: Lang): string => `/${encodeURIComponent(state.dossier)}/export/${kind}?${wholeQuery(state, lang)}`;
