/** Points of a map with their names: sites by place, sensors, and where flights begin. */

import { num, t } from "../language/language";
import type { LayerName } from "../state/contracts";
import { placeLabels, widthOf, type Label, type Placed } from "./labels";
import type { Place, SideScene, Site } from "./mapScene";
import { FONT } from "./pen";
import { project, type Spot, type View } from "./projection";
import { slackWords } from "./slack";

export interface Mark {
  key: string;
  kind: "site" | "sensor" | "launch";
  place: string;
  at: Place;
  name: string;
  /** Under the name; empty for none. */
  below: string;
  /** Everything about it in one sentence. */
  said: string;
  weight: number;
  /** The interceptors that stand here; empty for other marks. */
  sites: readonly Site[];
  movable: boolean;
  /** The picked site, when it stands here. */
  picked: string | null;
}

/** [letters] Of a name on a map. */
const LONGEST = 30;

/** The name up to its first comma, and no longer than a map bears. */
function short(name: string): string {
  const first = name.split(",")[0] ?? name;
  return first.length > LONGEST ? `${first.slice(0, LONGEST - 6).trimEnd()}…` : first;
}

function siteMarks(scene: SideScene, picked: string | null, moved: Record<string, [number, number]>): Mark[] {
  const places = new Map<string, Site[]>();
  for (const site of scene.sites) places.set(site.place, [...(places.get(site.place) ?? []), site]);
  return [...places].map(([place, here]) => {
    const sites = here.sort((one, other) => (other.slack ?? -Infinity) - (one.slack ?? -Infinity));
    const chosen = sites.find((site) => site.id === picked);
    const first = chosen ?? (sites[0] as Site); // the picked one speaks for its place, else the one with most slack
    const weapons = sites.map(({ count, system }) => (count === null ? t(system) : `${num(count)}\u00a0×\u00a0${t(system)}`)).join(", ");
    const below = scene.deterrent.length > 0 ? slackWords(first.slack) : ""; // no slack without something to meet
    const told = t(first.verdict) || below;
    const said = `${t(first.name)}: ${weapons}.${told && ` ${t(first.system)}: ${told}`}`;
    return {
      key: `site ${place}`, kind: "site", place, at: moved[place] ?? first.at, name: short(t(first.name)), below, said,
      weight: chosen ? 10 : 8, sites, movable: sites.some((site) => site.movable), picked: chosen?.id ?? null,
    }; // prettier-ignore
  });
}

/** All marks of one side that the layers show. A sensor that stands at a site is told by the site's mark. */
export function marksOf(scene: SideScene, layers: readonly LayerName[], picked: string | null, moved: Record<string, [number, number]>): Mark[] {
  const sites = layers.includes("sites") ? siteMarks(scene, picked, moved) : [];
  const here = new Set(sites.map((mark) => mark.place));
  const bare = { below: "", sites: [], movable: false, picked: null } as const;
  const sensors = layers.includes("sensors") ? scene.sensors.filter((sensor) => !here.has(sensor.place)) : [];
  const starts = new Map<string, Place>();
  for (const flight of [...scene.threat, ...(layers.includes("paths") ? scene.deterrent : [])])
    starts.set(flight.from, [flight.latitude[0] ?? 0, flight.longitude[0] ?? 0]);
  return [
    ...sites,
    ...sensors.map(({ id, place, at, name }): Mark => ({ ...bare, key: `sensor ${id}`, kind: "sensor", place, at, name: short(t(name)), said: t(name), weight: 3 })),
    ...[...starts].map(([name, at]): Mark => ({ ...bare, key: `launch ${name}`, kind: "launch", place: name, at, name: short(t(name)), said: t(name), weight: 5 })),
  ];
}

export interface Setting {
  spots: ReadonlyMap<string, Spot>;
  labels: Placed;
}

const SIZE = 12;
export const fontOf = (mark: Mark): string => `${mark.kind === "launch" ? "italic " : ""}${mark.kind === "site" ? "600" : "400"} ${SIZE}px ${FONT}`;

/** [px] Width and height of a mark's label. */
function sizeOf(mark: Mark): [number, number] {
  const width = Math.max(widthOf(mark.name, fontOf(mark)), widthOf(mark.below, `400 ${SIZE - 1}px ${FONT}`));
  return [Math.ceil(width) + 4, mark.below ? 29 : 15];
}

/** The corner that the scale of the map takes. */
const scaleBox = ({ width, height }: View) => ({ left: width - 145, top: height - 28, right: width, bottom: height });

/** The corner that the buttons of the maps take; kept free on both, so that both maps are named alike. */
const toolsBox = ({ width }: View) => ({ left: width - 44, top: 0, right: width, bottom: 156 });

/** Where marks and their names stand on a map. */
export function setMarks(marks: readonly Mark[], view: View): Setting {
  const spots = new Map(marks.map((mark) => [mark.key, project(view, ...mark.at)]));
  const labels: Label[] = [];
  for (const mark of marks) {
    const spot = spots.get(mark.key);
    if (!spot?.seen || spot.x < 0 || spot.y < 0 || spot.x > view.width || spot.y > view.height) continue;
    const [width, height] = sizeOf(mark);
    labels.push({ key: mark.key, x: spot.x, y: spot.y, width, height, weight: mark.weight });
  }
  return { spots, labels: placeLabels(labels, view.width, view.height, [scaleBox(view), toolsBox(view)]) };
}
