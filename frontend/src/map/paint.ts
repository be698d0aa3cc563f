/** One map on paper: ground, areas, edges, flights. What the globe shows, drawn with a pen. */

import { geoGraticule10 } from "d3-geo";
import type { LayerName, Side } from "../state/contracts";
import type { Point } from "./contour";
import type { Area, Flight, MapScene, Place, SideScene } from "./mapScene";
import type { Palette } from "./palette";
import { solid, type Dot, type Pen, type Stroke } from "./pen";
import { d3Projection, project, type View } from "./projection";
import { slackColour, slackStroke } from "./slack";
import type { World } from "./world";

export interface Look {
  palette: Palette;
  dark: boolean;
  borders: boolean;
  layers: readonly LayerName[];
}

const GRATICULE = geoGraticule10();

/** Sea, graticule, land, coast and borders. */
export function paintGround(pen: Pen, view: View, world: World | null, look: Look): void {
  const { palette, borders } = look;
  const projection = d3Projection(view);
  pen.geo({ type: "Sphere" }, projection, solid(palette.sea), null);
  pen.geo(GRATICULE, projection, null, { colour: palette.grid, width: 0.6 });
  if (!world) return;
  pen.geo(world.land, projection, solid(palette.land), null);
  pen.geo(world.coast, projection, null, { colour: palette.coast, width: 0.7 });
  if (borders) pen.geo(world.borders, projection, null, { colour: palette.border, width: 0.6 });
}

const multiPolygon = (rings: Point[][]) => ({ type: "Polygon" as const, coordinates: rings });
const multiLine = (lines: readonly (readonly Point[])[]) => ({ type: "MultiLineString" as const, coordinates: lines as Point[][] });

/** Strength of the colour where an area is sure, where the middle says so, and where it is only possible. */
export const STRENGTH = { sure: 0.45, band: 0.6, plain: 0.4, denied: 0.75 } as const;

function paintArea(pen: Pen, view: View, area: Area, side: Side, look: Look): void {
  const projection = d3Projection(view);
  const { fill, deep } = look.palette.sides[side];
  const rings = area.rings();
  const show = (which: Point[][], strength: number, pattern: "plain" | "hatched" | "dotted") => {
    if (which.length > 0) pen.geo(multiPolygon(which), projection, { colour: pattern === "plain" ? fill : deep, strength, pattern }, null);
  };
  if (area.field.kind === "denied") {
    show(rings.median, STRENGTH.denied, "dotted");
    return;
  }
  const band = area.field.band && look.layers.includes("band");
  if (band) show([...rings.high, ...rings.low], STRENGTH.band, "hatched"); // even-odd: the ring between both
  show(band ? rings.low : rings.median, band ? STRENGTH.sure : STRENGTH.plain, "plain");
}

/** The edge of an area: strong in the middle, thin at both ends of the band, dotted where the missile's own reach ends. */
function paintEdges(pen: Pen, view: View, area: Area, side: Side, look: Look, thin: boolean): void {
  const projection = d3Projection(view);
  const { deep, dash } = look.palette.sides[side];
  const { edges, field } = area;
  const line = (lines: Point[][], stroke: Stroke) => {
    if (lines.length > 0) pen.geo(multiLine(lines), projection, null, stroke);
  };
  if (thin) {
    line(edges.median, { colour: deep, width: 1.1, dash });
    return;
  }
  if (look.layers.includes("band")) line([...edges.low, ...edges.high], { colour: deep, width: 0.8, dash });
  if (field.kind === "defended") line(edges.threatened, { colour: look.palette.missile, width: 1.2, dash: [1.5, 3] });
  line(edges.median, { colour: deep, width: field.kind === "denied" ? 1.6 : 2.8, dash: field.kind === "denied" ? [2, 3] : dash });
}

/** A flight as pieces of line on the paper: in the air on the globe, along the ground on a flat map. */
export function flightPieces(view: View, flight: Flight): Dot[][] {
  const pieces: Dot[][] = [];
  let piece: Dot[] = [];
  let before: Dot | null = null;
  flight.latitude.forEach((latitude, k) => {
    const spot = project(view, latitude, flight.longitude[k] ?? 0, flight.altitude[k] ?? 0);
    const jump = before !== null && view.mode !== "globe" && Math.abs(spot.x - before[0]) > view.width / 2;
    if (!spot.seen || jump) {
      if (piece.length > 1) pieces.push(piece);
      piece = [];
    }
    before = [spot.x, spot.y];
    if (spot.seen) piece.push(before);
  });
  if (piece.length > 1) pieces.push(piece);
  return pieces;
}

function paintFlight(pen: Pen, view: View, flight: Flight, stroke: Stroke): void {
  for (const piece of flightPieces(view, flight)) pen.polyline(piece, stroke);
}

const outlineOf = (places: readonly Place[]): Point[] => places.map(([latitude, longitude]) => [longitude, latitude]);

/** Flights: the deterrent's by slack, the threat's plain, and the engagement's own on top. */
function paintFlights(pen: Pen, view: View, scene: SideScene, side: Side, look: Look): void {
  const { palette, dark, layers } = look;
  for (const flight of scene.threat) paintFlight(pen, view, flight, { colour: palette.missile, width: 1.3 });
  if (layers.includes("paths"))
    for (const flight of scene.deterrent) paintFlight(pen, view, flight, { colour: slackColour(flight.slack, dark), ...slackStroke(flight.slack) });
  const played = scene.engagement;
  if (!played) return;
  if (played.interceptor) paintFlight(pen, view, played.interceptor, { colour: palette.sides[side].deep, width: 2.2 });
}

/** Everything of one side that lies over the ground. */
export function paintSide(pen: Pen, view: View, scene: MapScene, side: Side, look: Look): void {
  const { layers, palette } = look;
  const other: Side = side === "A" ? "B" : "A";
  const own = scene.areas[side];
  const shown = [layers.includes("denied") ? own.denied : null, layers.includes("defended") ? own.defended : null];
  for (const area of shown) if (area) paintArea(pen, view, area, side, look);
  if (layers.includes("sensors"))
    for (const sensor of scene.sides[side].sensors)
      if (sensor.outline.length > 1) pen.geo(multiLine([outlineOf(sensor.outline)]), d3Projection(view), null, { colour: palette.sensor, width: 0.8, dash: [1.5, 2.5] });
  const theirs = scene.areas[other].defended;
  if (theirs && layers.includes("defended")) paintEdges(pen, view, theirs, other, look, true);
  for (const area of shown) if (area) paintEdges(pen, view, area, side, look, false);
  paintFlights(pen, view, scene.sides[side], side, look);
}
