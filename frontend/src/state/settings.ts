/** The settings of the page, their defaults, and their spelling in an address. */

import { t } from "../language/language";
import type { Camera, LayerName, PageSettings, PanelName } from "./contracts";
import type { Problem } from "./problem";

export const panelNames: PanelName[] = ["picture", "security", "balance", "crux", "treaties", "forces", "claims", "search"];
export const layerNames: LayerName[] = ["defended", "band", "denied", "paths", "sites", "sensors"];

export const plainSettings: PageSettings = {
  panel: "picture",
  lang: "en",
  mode: "globe",
  layers: ["defended", "band", "paths", "sites", "sensors"],
  theme: "auto",
  borders: true,
  camera: null,
  tilt: 20,
  flat: null,
  clock: null,
};

/** [deg] Farther from above, the middle of the map would come to lie near the edge of the Earth. */
const mostTilt = 60;
/** [s] A day: longer than anything flies. */
const mostClock = 86_400;

export const settingKeys = ["lang", "map", "layers", "at", "tilt", "flat", "clock", "theme", "borders", "v"];

const oneOf = <T extends string>(allowed: readonly T[], text: string): T | undefined => allowed.find((word) => word === text);

/** "52.5,19,2" as a camera; undefined when it is none. */
export function cameraOf(text: string): Camera | undefined {
  const [latitude = NaN, longitude = NaN, zoom = NaN, ...rest] = text.split(",").map(Number);
  const fits = rest.length === 0 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && zoom >= 0.5 && zoom <= 40;
  return fits ? { latitude, longitude, zoom } : undefined;
}

/** A whole number within bounds; undefined when it is none. */
function wholeOf(text: string, least: number, greatest: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= greatest ? value : undefined;
}

function layersOf(text: string, complain: (message: string) => void): LayerName[] {
  const words = text === "" ? [] : text.split(",");
  const unknown = words.filter((word) => !oneOf(layerNames, word));
  if (unknown.length > 0) complain(t("no such layer: {words}; there are {known}", { words: unknown.join(", "), known: layerNames.join(", ") }));
  return layerNames.filter((name) => words.includes(name));
}

/** The settings a query holds; what cannot be read is complained about and left at its default. */
export function readSettings(query: URLSearchParams, problems: Problem[]): Partial<PageSettings> {
  const found: Partial<PageSettings> = {};
  const take = (key: string, put: (text: string) => unknown, expected: string) => {
    const text = query.get(key);
    if (text !== null && put(text) === undefined) problems.push({ where: key, message: t("found “{found}”, expected {expected}", { found: text, expected }) });
  };
  take("lang", (text) => (found.lang = oneOf(["en", "ru"] as const, text)), "en, ru");
  take("map", (text) => (found.mode = oneOf(["globe", "flat"] as const, text)), "globe, flat");
  take("theme", (text) => (found.theme = oneOf(["auto", "light", "dark"] as const, text)), "auto, light, dark");
  take("at", (text) => (found.camera = cameraOf(text)), t("latitude, longitude and zoom, such as {example}", { example: "55,20,2" }));
  take("tilt", (text) => (found.tilt = wholeOf(text, 0, mostTilt)), t("degrees from 0 to {most}", { most: mostTilt }));
  take("flat", (text) => (found.flat = oneOf(["round", "straight"] as const, text)), "round, straight");
  take("clock", (text) => (found.clock = wholeOf(text, 0, mostClock)), t("whole seconds after launch, such as {example}", { example: "240" }));
  take("borders", (text) => (text === "0" || text === "1" ? ((found.borders = text === "1"), true) : undefined), "0, 1");
  take("v", (text) => (text === "1" ? true : undefined), "1");
  const layers = query.get("layers");
  if (layers !== null) found.layers = layersOf(layers, (message) => problems.push({ where: "layers", message }));
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const short = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** The pairs of a query that spell the settings; defaults are left out. */
export function printSettings(settings: PageSettings): [string, string][] {
  const pairs: [string, string][] = [];
  const { camera } = settings;
  if (settings.mode !== plainSettings.mode) pairs.push(["map", settings.mode]);
  if (settings.layers.join() !== plainSettings.layers.join()) pairs.push(["layers", settings.layers.join()]);
  if (camera) pairs.push(["at", [short(camera.latitude, 1), short(camera.longitude, 1), short(camera.zoom, 2)].join()]);
  if (settings.tilt !== plainSettings.tilt) pairs.push(["tilt", String(settings.tilt)]);
  if (settings.flat !== null) pairs.push(["flat", settings.flat]);
  if (settings.clock !== null) pairs.push(["clock", String(settings.clock)]);
  if (settings.theme !== plainSettings.theme) pairs.push(["theme", settings.theme]);
  if (!settings.borders) pairs.push(["borders", "0"]);
  if (settings.lang !== plainSettings.lang) pairs.push(["lang", settings.lang]);
  return pairs;
}
