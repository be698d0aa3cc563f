/** What the parts of the page agree on: the state, the settings of the page, and the props of its two big parts. */

import type { ReadonlySignal } from "@preact/signals";
import type { Scene } from "./scene";

export type Side = "A" | "B";
export type Lang = "en" | "ru";

/** What is assumed and what is looked at: the same model as the server's, and as the address of the page. */
export interface State {
  dossier: string;
  /** View ids: A is drawn left, B right. */
  a: string;
  b: string;
  phase: number;
  threat: string | null;
  deterrent: string | null;
  /** "system@place" of the interceptor site that is looked at. */
  site: string | null;
  /** Own numbers as typed, by view and key: "5.5 km/s", "after burnout". */
  values: Record<string, Record<string, string>>;
  /** By view and key: the view whose statement is taken instead. */
  copied: Record<string, Record<string, string>>;
  /** Places moved, to a tenth of a degree: [latitude, longitude]. */
  moved: Record<string, [number, number]>;
}

export type PanelName = "picture" | "security" | "balance" | "crux" | "treaties" | "forces" | "claims" | "search";
export type LayerName = "defended" | "band" | "denied" | "paths" | "sites" | "sensors";
export type MapMode = "globe" | "flat";
/** A flat map round its middle, or with straight longitudes and latitudes. */
export type FlatKind = "round" | "straight";
export type Theme = "auto" | "light" | "dark";

export interface Camera {
  /** Degrees; the point of the Earth in the middle of both maps. */
  latitude: number;
  longitude: number;
  /** 1 shows the whole Earth, 4 a quarter of its width. */
  zoom: number;
}

/** How the page shows it. None of this changes an answer. */
export interface PageSettings {
  panel: PanelName;
  lang: Lang;
  mode: MapMode;
  layers: LayerName[];
  theme: Theme;
  borders: boolean;
  /** null: wherever the picture itself is best seen. */
  camera: Camera | null;
  /** [deg] Of the globe: how far from straight above it is seen. */
  tilt: number;
  /** null: whichever suits the picture. */
  flat: FlatKind | null;
  /** [s] since launch at which the clock of the engagement rests; null: it is put away. */
  clock: number | null;
}

/** One field of the map: rows north first, four float16 a cell (median, low, high, threatened), seconds of slack. */
export interface Field {
  side: Side;
  kind: "defended" | "denied";
  south: number;
  west: number;
  step: number;
  rows: number;
  columns: number;
  band: boolean;
  /** rows x columns x 4 half floats, as they go into a HalfFloat RGBA texture. */
  values: Uint16Array;
}

/** One reply of the live connection. */
export interface Frame {
  seq: number;
  scene: Scene;
  fields: Field[];
}

export type Stage = "drag" | "done";

/** `Maps` of src/map/Maps.tsx: both sides, the clock and its timeline. Signals, so that a new frame draws without a new tree. */
export interface MapsProps {
  frame: ReadonlySignal<Frame | null>;
  state: ReadonlySignal<State | null>;
  settings: ReadonlySignal<PageSettings>;
  /** The theme in force: `settings.theme` with "auto" resolved. */
  dark: ReadonlySignal<boolean>;
  /** Names of the two views, for headings and labels. */
  names: ReadonlySignal<Record<Side, string>>;
  /** Whether this person may move this place (roles of a joint session). */
  mayMove: (place: string) => boolean;
  onMovePlace: (place: string, latitude: number, longitude: number, stage: Stage) => void;
  onPickSite: (site: string) => void;
  onCamera: (camera: Camera, stage: Stage) => void;
  onShow: (change: Partial<Pick<PageSettings, "tilt" | "flat" | "clock">>, stage: Stage) => void;
}

/** `pictureBlob` of src/map/Maps.tsx: the two maps as they are seen now. */
export type PictureBlob = (kind: "png" | "svg") => Promise<Blob>;

/** `Panel` of src/panels/Panel.tsx: one panel for the present state; asks for its own data. */
export interface PanelProps {
  name: PanelName;
  state: State;
  lang: Lang;
  /** Let `view` take the statement of `from` on `key`. */
  onCopy: (view: string, key: string, from: string) => void;
}
