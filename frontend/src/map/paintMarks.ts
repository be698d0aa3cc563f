/** Signs, names and the moving parts of an engagement, with a pen. */

import type { Side } from "../state/contracts";
import { between, positionAt, type Flight, type SideScene } from "./mapScene";
import { setMarks, type Mark } from "./marks";
import { flightPieces, type Look } from "./paint";
import { solid, type Fill, type Pen, type Stroke } from "./pen";
import { project, type View } from "./projection";

/** One sign with its middle at a point. */
export function paintSign(pen: Pen, kind: Mark["kind"], x: number, y: number, look: Look, picked = false): void {
  const { ink, paper, missile, sensor } = look.palette;
  if (kind === "launch") {
    for (const up of [-1, 1]) pen.polyline([[x - 4, y - 4 * up], [x + 4, y + 4 * up]], { colour: missile, width: 2 }); // prettier-ignore
    return;
  }
  if (kind === "sensor") {
    pen.circle(x, y, 4.5, solid(paper), { colour: sensor, width: 1.8 });
    return;
  }
  pen.circle(x, y, picked ? 9 : 7.5, solid(paper), { colour: ink, width: picked ? 3 : 1.8 });
  pen.polygon([[x, y - 4.4], [x + 4.2, y + 3], [x - 4.2, y + 3]], solid(ink), null); // prettier-ignore
}

/** All marks with their names. On the page the sites are buttons, and their signs are left to them. */
export function paintMarks(pen: Pen, view: View, marks: readonly Mark[], look: Look, sites: boolean): void {
  const { palette } = look;
  const { spots, labels } = setMarks(marks, view);
  for (const mark of marks) {
    const spot = spots.get(mark.key);
    if (spot?.seen && (sites || mark.kind !== "site")) paintSign(pen, mark.kind, spot.x, spot.y, look, mark.picked !== null);
  }
  for (const mark of marks) {
    const at = labels.get(mark.key);
    if (!at) continue;
    const [rim, colour] = [palette.paper, mark.kind === "launch" ? palette.missile : palette.ink];
    pen.words({ text: mark.name, x: at.left + 2, y: at.top + 12, size: 12, bold: mark.kind === "site", italic: mark.kind === "launch", colour, rim });
    if (mark.below) pen.words({ text: mark.below, x: at.left + 2, y: at.top + 26, size: 11, colour, rim });
  }
}

/** Moments worth a dot on the missile's way. */
const DOTTED = ["clouds", "detection", "commit", "burnout", "intercept", "last-intercept"];

/** The window on the missile's way, the moments on it, and what has been flown until `now` [s]. */
export function paintEngagement(pen: Pen, view: View, { engagement }: SideScene, side: Side, look: Look, now: number | null): void {
  if (!engagement) return;
  const { palette } = look;
  const deep = palette.sides[side].deep;
  const { missile, interceptor, moments, spans } = engagement;
  const rim: Stroke = { colour: palette.paper, width: 1.5 };
  const line = (flight: Flight, from: number, to: number, stroke: Stroke) =>
    flightPieces(view, between(flight, from, to)).forEach((piece) => pen.polyline(piece, stroke));
  const dot = (flight: Flight, moment: number, radius: number, fill: Fill) => {
    const at = positionAt(flight, moment);
    const spot = at && project(view, at.latitude, at.longitude, at.altitude);
    if (spot?.seen) pen.circle(spot.x, spot.y, radius, fill, rim);
  };
  for (const span of spans) if (span.key === "window") line(missile, span.from, span.to, { colour: palette.sides[side].fill, width: 5 });
  if (now !== null) line(missile, 0, now, { colour: palette.missile, width: 3.2 });
  const leaves = interceptor?.time[0] ?? Infinity;
  if (interceptor && now !== null && now > leaves) line(interceptor, leaves, Math.min(now, interceptor.time.at(-1) ?? now), { colour: deep, width: 3.8 });
  for (const moment of moments) if (DOTTED.includes(moment.key)) dot(missile, moment.time, 3, solid(palette.missile));
  if (now !== null) dot(missile, now, 6, solid(palette.missile));
  if (interceptor && now !== null && now > leaves) dot(interceptor, now, 5.5, solid(deep));
}
