/** Where both maps look when nobody has said so: at everything that is to be seen. */

import type { Camera } from "../state/contracts";
import type { MapScene, Place } from "./mapScene";
import { project, turned, unproject, vector, wholeScale, type Mode, type View } from "./projection";

const DEGREE = Math.PI / 180;
const [NEAREST, FARTHEST] = [0.95, 6];

/** Everything worth seeing: sites, sensors, flights, and the rim of the area that is defended or could be. */
function sights(scene: MapScene, paths: boolean): Place[] {
  const seen: Place[] = [];
  for (const side of [scene.sides.A, scene.sides.B]) {
    seen.push(...side.sites.map((site) => site.at));
    for (const flight of [...side.threat, ...(paths ? side.deterrent : [])])
      for (let k = 0; k < flight.latitude.length; k += 6) seen.push([flight.latitude[k] ?? 0, flight.longitude[k] ?? 0]);
  }
  for (const { defended } of [scene.areas.A, scene.areas.B]) {
    if (!defended) continue;
    const { south, west, step, rows, columns } = defended.field;
    for (const part of [0, 0.5, 1]) for (const across of [0, 0.5, 1]) seen.push([south + part * rows * step, turned(west + across * columns * step)]);
  }
  return seen;
}

/** The middle of places on the sphere. */
export function middle(places: readonly Place[]): Place {
  const sum = [0, 0, 0];
  for (const [latitude, longitude] of places) vector(latitude, longitude).forEach((part, k) => (sum[k] = (sum[k] ?? 0) + part));
  const [x = 0, y = 0, z = 0] = sum;
  const size = Math.hypot(x, y, z);
  return size < 1e-9 ? [30, 0] : [Math.asin(y / size) / DEGREE, Math.atan2(-z, x) / DEGREE];
}

/** What a view holds beside its camera. */
export type Frame = Pick<View, "width" | "height" | "parallel" | "lean">;

/** The view of one map for a camera. */
export function viewOf({ latitude, longitude, zoom }: Camera, mode: Mode, { width, height, parallel, lean }: Frame): View {
  const scale = zoom * wholeScale(mode, width, height, parallel);
  return { mode, latitude: mode === "plain" ? withinMap(latitude, height / scale / DEGREE) : latitude, longitude, scale, width, height, parallel, lean };
}

/** The latitude [deg] in the middle of a plain map that shows so many degrees from top to bottom: nothing beyond the poles, where that can be. */
const withinMap = (latitude: number, tall: number): number => (tall >= 180 ? 0 : Math.min(Math.max(latitude, tall / 2 - 90), 90 - tall / 2));

/** A camera that shows a scene: its middle in the middle, as near as it all fits. */
export function fitCamera(scene: MapScene, paths: boolean, mode: Mode, frame: Frame): Camera {
  const { width, height, parallel } = frame;
  const places = sights(scene, paths);
  if (places.length === 0) return { latitude: 50, longitude: 20, zoom: 1 };
  let [latitude, longitude] = middle(places);
  let zoom = 1;
  for (let round = 0; round < 3; round++) {
    const view = viewOf({ latitude, longitude, zoom: 1 }, mode, frame);
    const spots = places.map(([lat, lon]) => project(view, lat, lon)).filter((spot) => spot.seen);
    const [left, right] = [Math.min(...spots.map(({ x }) => x)), Math.max(...spots.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...spots.map(({ y }) => y)), Math.max(...spots.map(({ y }) => y))];
    zoom = Math.min(FARTHEST, Math.max(NEAREST, Math.min((0.86 * width) / (right - left), (0.8 * height) / (bottom - top))));
    if (mode !== "plain") {
      const under = round < 2 ? unproject(view, (left + right) / 2, (top + bottom) / 2) : null;
      if (!under) break;
      [latitude, longitude] = under;
      continue;
    }
    longitude = turned(longitude + ((left + right) / 2 - width / 2) / view.scale / DEGREE / Math.cos(parallel * DEGREE));
    latitude -= ((top + bottom) / 2 - height / 2) / view.scale / DEGREE;
  }
  const tenth = (value: number) => Math.round(10 * value) / 10;
  return { latitude: tenth(latitude), longitude: tenth(longitude), zoom: Math.round(100 * zoom) / 100 };
}
/** The flat map that suits a scene: round its middle when flights pass near the pole or the scene is wide, else plain. */
export function flatKindFor(scene: MapScene): Mode {
  const places = sights(scene, true);
  const [, longitude] = middle(places);
  const wide = places.some(([lat, lon]) => Math.abs(lat) > 75 || Math.abs(turned(lon - longitude)) > 70);
  return wide ? "polar" : "plain";
}
