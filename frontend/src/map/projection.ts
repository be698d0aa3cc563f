/** From places on the Earth to points of a map and back, alike for the globe, the flat maps, the pictures and the labels. */

import { geoAzimuthalEquidistant, geoOrthographic, geoProjection, type GeoProjection } from "d3-geo";

/** globe: seen from far away; polar: equidistant round the middle of the map; plain: longitude and latitude as straight lines. */
export type Mode = "globe" | "polar" | "plain";

/** How one map looks at the Earth. Lengths in pixels of the map, y downwards. */
export interface View {
  mode: Mode;
  /** [deg] The place in the middle of the map. */
  latitude: number;
  longitude: number;
  /** Pixels a radian at the middle. */
  scale: number;
  width: number;
  height: number;
  /** [deg] Of the plain map: where east-west and north-south have one scale. */
  parallel: number;
  /** [deg] Of the globe: how far from straight above it is seen, from the south; the middle stays in the middle. */
  lean: number;
}

/** A point of a map; `seen` is false behind the Earth or outside the map. */
export interface Spot {
  x: number;
  y: number;
  seen: boolean;
}

const DEGREE = Math.PI / 180;
/** [km] */
export const EARTH_RADIUS = 6371;
/** [rad] The flat round map ends this far from its middle: beyond it everything is smeared. */
const POLAR_END = 150 * DEGREE;

/** Longitude [deg] within -180 to 180. */
export const turned = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180;

/** Unit vector: y north, x towards 0 N 0 E, z towards 0 N 90 W. */
export function vector(latitude: number, longitude: number): [number, number, number] {
  const [p, l] = [latitude * DEGREE, longitude * DEGREE];
  return [Math.cos(p) * Math.cos(l), Math.sin(p), -Math.cos(p) * Math.sin(l)];
}

/** Where the globe's own disc is: its middle [px] and the latitude [deg] that is nearest to the eye. */
export function disc(view: View): { x: number; y: number; latitude: number } {
  const lean = view.mode === "globe" ? view.lean : 0;
  return { x: view.width / 2, y: view.height / 2 + view.scale * Math.sin(lean * DEGREE), latitude: view.latitude - lean };
}

/** Where a place at a height [km] is drawn. Only the globe shows heights. */
export function project(view: View, latitude: number, longitude: number, height = 0): Spot {
  const { x: cx, y: cy, latitude: nearest } = disc(view);
  if (view.mode === "plain") {
    const east = turned(longitude - view.longitude) * DEGREE * Math.cos(view.parallel * DEGREE);
    return { x: cx + view.scale * east, y: cy - view.scale * (latitude - view.latitude) * DEGREE, seen: true };
  }
  const [p, l, p0] = [latitude * DEGREE, (longitude - view.longitude) * DEGREE, nearest * DEGREE];
  const right = Math.cos(p) * Math.sin(l);
  const up = Math.cos(p0) * Math.sin(p) - Math.sin(p0) * Math.cos(p) * Math.cos(l);
  const near = Math.sin(p0) * Math.sin(p) + Math.cos(p0) * Math.cos(p) * Math.cos(l);
  if (view.mode === "globe") {
    const out = 1 + height / EARTH_RADIUS;
    const [x, y] = [out * right, out * up];
    return { x: cx + view.scale * x, y: cy - view.scale * y, seen: near > 0 || x * x + y * y > 1 };
  }
  const away = Math.acos(Math.min(Math.max(near, -1), 1));
  const stretch = away < 1e-9 ? 1 : away / Math.sin(away);
  return { x: cx + view.scale * stretch * right, y: cy - view.scale * stretch * up, seen: away < POLAR_END };
}

/** The place under a point of the map; null beside the Earth. */
export function unproject(view: View, x: number, y: number): [latitude: number, longitude: number] | null {
  const { x: cx, y: cy, latitude: nearest } = disc(view);
  const [right, up] = [(x - cx) / view.scale, (cy - y) / view.scale];
  if (view.mode === "plain") {
    const latitude = view.latitude + up / DEGREE;
    const east = right / DEGREE / Math.cos(view.parallel * DEGREE);
    return Math.abs(latitude) <= 90 && Math.abs(east) <= 180 ? [latitude, turned(view.longitude + east)] : null;
  }
  const out = Math.hypot(right, up);
  const away = view.mode === "globe" ? Math.asin(out) : out;
  if (Number.isNaN(away) || away > POLAR_END) return null;
  if (out === 0) return [nearest, turned(view.longitude)];
  const p0 = nearest * DEGREE;
  const latitude = Math.asin(Math.cos(away) * Math.sin(p0) + (up * Math.sin(away) * Math.cos(p0)) / out);
  const east = Math.atan2(right * Math.sin(away), out * Math.cos(p0) * Math.cos(away) - up * Math.sin(p0) * Math.sin(away));
  return [latitude / DEGREE, turned(view.longitude + east / DEGREE)];
}

/** The same map as a projection of d3, for outlines of land and areas. */
export function d3Projection(view: View): GeoProjection {
  const made = bare(view).scale(view.scale);
  const { x, y, latitude } = disc(view);
  if (view.mode !== "plain") return made.rotate([-view.longitude, -latitude]).translate([x, y]);
  const down = view.scale * view.latitude * DEGREE;
  return made.rotate([-view.longitude, 0]).translate([view.width / 2, view.height / 2 + down]);
}

function bare(view: View): GeoProjection {
  if (view.mode === "globe") return geoOrthographic().clipAngle(90);
  if (view.mode === "polar") return geoAzimuthalEquidistant().clipAngle(POLAR_END / DEGREE);
  const squeeze = Math.cos(view.parallel * DEGREE);
  const raw = Object.assign((l: number, p: number): [number, number] => [squeeze * l, p], {
    invert: (x: number, y: number): [number, number] => [x / squeeze, y],
  });
  return geoProjection(raw);
}

/** Pixels a radian at zoom 1: the whole Earth just fits a map of this size. */
export function wholeScale(mode: Mode, width: number, height: number, parallel: number): number {
  const half = Math.min(width, height) / 2;
  if (mode === "globe") return 0.94 * half;
  if (mode === "polar") return (0.94 * half) / (Math.PI / 2);
  return Math.min(width / (2 * Math.PI * Math.cos(parallel * DEGREE)), height / Math.PI);
}
