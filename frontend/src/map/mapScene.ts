/** What the maps draw of a scene: the server's answer, read once a frame. */

import type { Field, Frame, Side } from "../state/contracts";
import { areaOf, edgesOf, type Edges, type Point } from "./contour";
import { HIGH, LOW, MEDIAN } from "./field";

export type Place = readonly [latitude: number, longitude: number];

export interface Site {
  id: string;
  /** Name of the interceptor. */
  system: string;
  place: string;
  name: string;
  at: Place;
  count: number | null;
  movable: boolean;
  /** [s] */
  slack: number | null;
  /** The model's own words on it. */
  verdict: string;
  owner?: string;
}

export interface Sensor {
  id: string;
  name: string;
  place: string;
  at: Place;
  /** What it covers on the ground, as a closed line. */
  outline: readonly Place[];
  kind?: string;
  /** [deg] */
  facing?: number | null;
}

/** Something flown: degrees, kilometres above the ground, seconds from launch. */
export interface Flight {
  id: string;
  from: string;
  slack: number | null;
  latitude: readonly number[];
  longitude: readonly number[];
  altitude: readonly number[];
  time: readonly number[];
}

export interface Moment {
  key: string;
  words: string;
  time: number;
}

export interface Span {
  key: string;
  words: string;
  from: number;
  to: number;
}

/** One meeting, or one that fails: of the picked site with the picked missile. */
export interface Engagement {
  missile: Flight;
  interceptor: Flight | null;
  moments: readonly Moment[];
  spans: readonly Span[];
}

export interface SideScene {
  sites: readonly Site[];
  sensors: readonly Sensor[];
  deterrent: readonly Flight[];
  threat: readonly Flight[];
  engagement: Engagement | null;
  /** Of what is threatened, the part that is defended. */
  shares?: { area: number; population: number; capitals: number } | null;
}

/** A field with its edges; they are worked out at the first use. */
export interface Area {
  field: Field;
  edges: Edges;
  /** Rings for pictures: what is sure, what the middle says, what is possible. */
  rings: () => Record<"low" | "median" | "high", Point[][]>;
}

export interface MapScene {
  seq: number;
  sides: Record<Side, SideScene>;
  areas: Record<Side, { defended: Area | null; denied: Area | null }>;
}

const empty: SideScene = { sites: [], sensors: [], deterrent: [], threat: [], engagement: null };

function areaFrom(field: Field | undefined): Area | null {
  if (!field) return null;
  let rings: Record<"low" | "median" | "high", Point[][]> | null = null;
  return {
    field,
    edges: edgesOf(field),
    rings: () => (rings ??= { low: areaOf(field, field.band ? LOW : MEDIAN), median: areaOf(field, MEDIAN), high: areaOf(field, field.band ? HIGH : MEDIAN) }),
  };
}

/** A frame as the maps want it. */
export function readScene(frame: Frame): MapScene {
  const told = frame.scene as { sides?: Partial<Record<Side, SideScene>> };
  const area = (side: Side, kind: Field["kind"]) => areaFrom(frame.fields.find((field) => field.side === side && field.kind === kind));
  return {
    seq: frame.seq,
    sides: { A: told.sides?.A ?? empty, B: told.sides?.B ?? empty },
    areas: {
      A: { defended: area("A", "defended"), denied: area("A", "denied") },
      B: { defended: area("B", "defended"), denied: area("B", "denied") },
    },
  };
}

/** Where something flown is at a time [s]; at its ends before and after. */
export function positionAt(flight: Flight, time: number): { latitude: number; longitude: number; altitude: number } | null {
  const { time: times, latitude, longitude, altitude } = flight;
  const last = times.length - 1;
  if (last < 0) return null;
  let k = times.findIndex((moment) => moment >= time);
  if (k < 0) k = last;
  if (k === 0) return { latitude: latitude[0] ?? 0, longitude: longitude[0] ?? 0, altitude: altitude[0] ?? 0 };
  const [before, after] = [times[k - 1] ?? 0, times[k] ?? 0];
  const part = Math.min(Math.max((time - before) / (after - before || 1), 0), 1);
  const mix = (values: readonly number[]) => (values[k - 1] ?? 0) + part * ((values[k] ?? 0) - (values[k - 1] ?? 0));
  const west = longitude[k - 1] ?? 0;
  const step = ((((longitude[k] ?? 0) - west + 180) % 360) + 360) % 360 - 180;
  return { latitude: mix(latitude), longitude: west + part * step, altitude: mix(altitude) };
}

/** The part of something flown between two moments [s], with its ends between the points. */
export function between(flight: Flight, from: number, to: number): Flight {
  const ends = [positionAt(flight, from), positionAt(flight, to)] as const;
  const inside = flight.time.flatMap((moment, k) => (moment > from && moment < to ? [k] : []));
  const cut = (name: "latitude" | "longitude" | "altitude") => [ends[0]?.[name] ?? 0, ...inside.map((k) => flight[name][k] ?? 0), ends[1]?.[name] ?? 0];
  return { ...flight, latitude: cut("latitude"), longitude: cut("longitude"), altitude: cut("altitude"), time: [from, ...inside.map((k) => flight.time[k] ?? 0), to] };
}
