/** An invented frame for tests and the trial page: circles and parabolas, nothing of the model. */

import type { Field, Frame, Side } from "../state/contracts";
import { toHalf } from "./halfFloat";
import type { Flight, Place, SideScene } from "./mapScene";

const DEGREE = Math.PI / 180;

/** Degrees between two places. */
function away([la, lo]: Place, [lb, lp]: Place): number {
  const h = Math.sin(((lb - la) * DEGREE) / 2) ** 2 + Math.cos(la * DEGREE) * Math.cos(lb * DEGREE) * Math.sin(((lp - lo) * DEGREE) / 2) ** 2;
  return (2 * Math.asin(Math.sqrt(h))) / DEGREE;
}

/** A great circle with a parabola over it. */
function flight(id: string, from: string, start: Place, end: Place, top: number, slack: number | null, duration = 1800, share = 1): Flight {
  const unit = ([lat, lon]: Place) => [Math.cos(lat * DEGREE) * Math.cos(lon * DEGREE), Math.cos(lat * DEGREE) * Math.sin(lon * DEGREE), Math.sin(lat * DEGREE)] as const;
  const [p, q, angle] = [unit(start), unit(end), away(start, end) * DEGREE];
  const parts = Array.from({ length: 61 }, (_, k) => (share * k) / 60);
  const points = parts.map((part) => {
    const [f, g] = [Math.sin((1 - part) * angle), Math.sin(part * angle)].map((value) => value / Math.sin(angle)) as [number, number];
    const [x, y, z] = [0, 1, 2].map((k) => f * (p[k] ?? 0) + g * (q[k] ?? 0)) as [number, number, number];
    return [Math.asin(z) / DEGREE, Math.atan2(y, x) / DEGREE] as const;
  });
  return {
    id,
    from,
    slack,
    latitude: points.map(([lat]) => lat),
    longitude: points.map(([, lon]) => lon),
    altitude: parts.map((part) => 4 * top * part * (1 - part)),
    time: parts.map((part) => part * duration),
  };
}

function field(side: Side, kind: Field["kind"], step: number, sites: readonly Place[], radius: number): Field {
  const [south, north, west, east] = kind === "defended" ? [34, 72, -25, 45] : [44, 72, 28, 92];
  const [rows, columns] = [(north - south) / step, (east - west) / step];
  const values = new Uint16Array(rows * columns * 4);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const here: Place = [north - (r + 0.5) * step, west + (c + 0.5) * step];
      const slack = Math.min(600, 18 * (radius - Math.min(...sites.map((site) => away(site, here)))));
      values.set([slack, slack - 35, slack + 35, away([35, 50], here) < 42 ? 1 : 0].map(toHalf), 4 * (r * columns + c));
    }
  return { side, kind, south, west, step, rows, columns, band: true, values };
}

const HOMES: Record<string, Place> = { redzikowo: [54.5, 17.1], deveselu: [44.1, 24.4], "eastern-mediterranean": [34, 30] };

/** Both sides with sites that may have been moved; `late` [s] is how much B thinks sooner. */
export function fixtureFrame(moved: Record<string, Place> = {}, step = 1, seq = 1): Frame {
  const at = (place: string): Place => moved[place] ?? HOMES[place] ?? [0, 0];
  const side = (which: Side): SideScene => {
    const later = which === "A" ? -120 : 60;
    const threat = flight("semnan", "Semnan, Iran", [35.6, 53.4], [48.9, 2.3], 900, null, 1100);
    return {
      sites: [
        { id: "sm-3-2a@redzikowo", system: "SM-3 Block IIA", place: "redzikowo", name: "Redzikowo, Poland", at: at("redzikowo"), count: 24, movable: true, slack: later, verdict: "" },
        { id: "sm-3-2b@redzikowo", system: "SM-3 Block IIB", place: "redzikowo", name: "Redzikowo, Poland", at: at("redzikowo"), count: 24, movable: true, slack: later + 40, verdict: "" },
        { id: "sm-3-2a@deveselu", system: "SM-3 Block IIA", place: "deveselu", name: "Deveselu, Romania", at: at("deveselu"), count: 24, movable: true, slack: later - 90, verdict: "" },
        { id: "sm-3-2a@eastern-mediterranean", system: "SM-3 Block IIA", place: "eastern-mediterranean", name: "Eastern Mediterranean", at: at("eastern-mediterranean"), count: 20, movable: true, slack: null, verdict: "" },
      ],
      sensors: [
        { id: "kurecik", name: "Kurecik, Turkey", place: "kurecik", at: [38.3, 37.8], outline: circle([38.3, 37.8], 13, 40, 160) },
        { id: "fylingdales", name: "RAF Fylingdales, United Kingdom", place: "fylingdales", at: [54.4, -0.7], outline: circle([54.4, -0.7], 25, 0, 360) },
      ],
      deterrent: [
        flight("kozelsk", "Kozelsk", [54, 35.8], [36.5, -76], 1200, later),
        flight("tatishchevo", "Tatishchevo", [51.7, 45.6], [36.5, -76], 1200, later - 60),
        flight("vypolzovo", "Vypolzovo", [57.9, 33.7], [36.5, -76], 1200, later + 150),
        flight("uzhur", "Uzhur", [55.3, 89.8], [36.5, -76], 1250, null),
      ],
      threat: [threat, flight("tabriz", "Tabriz, Iran", [38.1, 46.3], [51.5, -0.1], 850, null, 1050)],
      engagement: {
        missile: threat,
        interceptor: flight("interceptor", "Redzikowo, Poland", at("redzikowo"), [47.2, 21.7], 560, null, 330, 0.5),
        moments: [
          { key: "detection", words: "first detection", time: 62 },
          { key: "commit", words: "commit", time: which === "A" ? 240 : 120 },
          { key: "burnout", words: "burnout", time: 190 },
        ],
        spans: [{ key: "window", words: "intercept window", from: which === "A" ? 620 : 480, to: which === "A" ? 760 : 900 }],
      },
    };
  };
  const sites = Object.keys(HOMES).map(at);
  return {
    seq,
    scene: { sides: { A: side("A"), B: side("B") } },
    fields: [field("A", "defended", step, sites, 9), field("B", "defended", step, sites, 14), field("A", "denied", step, sites, 14), field("B", "denied", step, sites, 22)],
  };
}

/** A sector of a circle, in degrees of distance and bearing. */
function circle(middle: Place, radius: number, from: number, to: number): Place[] {
  const [p, d] = [middle[0] * DEGREE, radius * DEGREE];
  const rim = Array.from({ length: 73 }, (_, k): Place => {
    const bearing = (from + ((to - from) * k) / 72) * DEGREE;
    const lat = Math.asin(Math.sin(p) * Math.cos(d) + Math.cos(p) * Math.sin(d) * Math.cos(bearing));
    const lon = Math.atan2(Math.sin(bearing) * Math.sin(d) * Math.cos(p), Math.cos(d) - Math.sin(p) * Math.sin(lat));
    return [lat / DEGREE, middle[1] + lon / DEGREE];
  });
  return to - from < 360 ? [middle, ...rim, middle] : rim;
}
