/** Land and borders of the page, fetched from the page's own server: coarse while something moves, fine when it rests. */

import type { MultiLineString, MultiPolygon } from "geojson";
import fine from "./world/world-50m.json?url";
import coarse from "./world/world-110m.json?url";

export interface World {
  land: MultiPolygon;
  /** The rim of the land as lines: the rim of an area ends in the edge of the globe too. */
  coast: MultiLineString;
  borders: MultiLineString;
}

interface WorldFile {
  unit_deg: number;
  land: number[][][];
  borders: number[][];
}

/** A line of whole steps as longitudes and latitudes [deg]. */
function line(steps: number[], unit: number): [number, number][] {
  const out: [number, number][] = [];
  let [x, y] = [0, 0];
  for (let k = 0; k + 1 < steps.length; k += 2) {
    x += steps[k] ?? 0;
    y += steps[k + 1] ?? 0;
    out.push([x * unit, y * unit]);
  }
  return out;
}

/** The file's rings as d3 takes them: closed again where rounding has parted them. */
export function readWorld(file: WorldFile): World {
  const ring = (steps: number[]) => {
    const points = line(steps, file.unit_deg);
    const [first, last] = [points[0], points[points.length - 1]];
    return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...points, first] : points;
  };
  const land = file.land.map((rings) => rings.map(ring));
  return {
    land: { type: "MultiPolygon", coordinates: land },
    coast: { type: "MultiLineString", coordinates: land.flat() },
    borders: { type: "MultiLineString", coordinates: file.borders.map((steps) => line(steps, file.unit_deg)) },
  };
}

const loaded = new Map<string, Promise<World>>();

/** One scale of the world; asked for once. */
export function loadWorld(scale: "110m" | "50m"): Promise<World> {
  const address = scale === "50m" ? fine : coarse;
  const known = loaded.get(address);
  if (known) return known;
  const asked = fetch(address).then(async (reply) => {
    if (!reply.ok) throw new Error(`${address}: ${reply.status} ${reply.statusText}`);
    return readWorld((await reply.json()) as WorldFile);
  });
  loaded.set(address, asked);
  asked.catch(() => loaded.delete(address));
  return asked;
}
