/** What the signs of the maps mean, in words: for the legend under the maps and for pictures. */

import { t } from "../language/language";
import type { MapScene } from "./mapScene";
import type { Look } from "./paint";
import type { Fill, Stroke } from "./pen";
import { solid } from "./pen";

export interface LegendItem {
  key: string;
  words: string;
  /** Samples side by side: an area, a line, or a mark. */
  samples: readonly { fill?: Fill; stroke?: Stroke; mark?: "site" | "sensor" | "launch" }[];
}

/** The signs that are on the maps now. Slack has a bar of its own. */
export function legendItems(scene: MapScene, look: Look): LegendItem[] {
  const { palette, layers } = look;
  const { A, B } = palette.sides;
  const areas = [scene.areas.A, scene.areas.B];
  const items: LegendItem[] = [];
  const add = (key: string, words: string, ...samples: LegendItem["samples"]) => items.push({ key, words, samples });
  const defended = layers.includes("defended") && areas.some((area) => area.defended);
  const band = defended && layers.includes("band") && areas.some((area) => area.defended?.field.band);
  if (defended) {
    const plain = (colour: string) => ({ fill: { ...solid(colour), strength: 0.5 } });
    add("area", band ? t("defended whatever the numbers within their ranges") : t("defended"), plain(A.fill), plain(B.fill));
    if (band) {
      const hatched = (colour: string) => ({ fill: { colour, strength: 0.6, pattern: "hatched" as const } });
      add("band", t("defended at some values within the ranges, not at others"), hatched(A.deep), hatched(B.deep));
    }
    add("edge", t("limit of the defended area at the central values (thin: as the other side sees it)"), line(A.deep, 2.8, A.dash), line(B.deep, 2.8, B.dash));
    add("reach", t("limit of the missile's reach"), line(palette.missile, 1.3, [1.5, 3]));
  }
  if (layers.includes("denied") && areas.some((area) => area.denied)) {
    const dotted = (colour: string) => ({ fill: { colour, strength: 0.75, pattern: "dotted" as const } });
    add("denied", t("launches from here would be met in time"), dotted(A.deep), dotted(B.deep));
  }
  if (scene.sides.A.threat.length > 0) add("threat", t("example flights of the threat"), line(palette.missile, 1.4));
  if (layers.includes("sites")) add("site", t("interceptors"), { mark: "site" });
  if (layers.includes("sensors")) add("sensor", t("sensor; dotted: what it covers"), { mark: "sensor" }, line(palette.sensor, 0.9, [1.5, 2.5]));
  return items;
}

const line = (colour: string, width: number, dash: readonly number[] = []) => ({ stroke: { colour, width, dash } });
