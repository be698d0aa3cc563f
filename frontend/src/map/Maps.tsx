/** Both sides of the quarrel on two maps with one camera. */

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../language/language";
import type { Camera, FlatKind, MapsProps, Side } from "../state/contracts";
import { listen, rounded, zoomed } from "./cameraGestures";
import { time } from "./clock";
import { restingClock } from "./restingClock";
import { fitCamera, flatKindFor, viewOf } from "./fit";
import { Legend } from "./Legend";
import { MapPainter } from "./MapPainter";
import { MapPane } from "./MapPane";
import { readScene, type MapScene } from "./mapScene";
import type { Pane } from "./mapView";
import { marksOf } from "./marks";
import type { Look } from "./paint";
import { LIGHT, paletteFor } from "./palette";
import { boundaryNote, picturePng, pictureSvg, type Sitting } from "./picture";
import type { Mode } from "./projection";
import { Timeline } from "./Timeline";
import "./maps.css";

/** [deg] From straight above, in the order of the button: a little, so that flights are seen to rise; from the side; not at all. */
const LEANS = [20, 45, 0] as const;
const SIDES = ["A", "B"] as const;
const FLAT: Record<FlatKind, Mode> = { round: "polar", straight: "plain" };

const leanWords = (lean: number): string =>
  lean === 0 ? t("Look from straight above") : lean > LEANS[0] ? t("Look from the side, to see how high flights go") : t("Look a little from the side");

/** The maps on the page now, for `pictureBlob`. */
let sitting: (() => Sitting | null) | null = null;

/** The two maps as they are seen now, as a file. Rejects while there is nothing to show. */
export async function pictureBlob(kind: "png" | "svg"): Promise<Blob> {
  const now = sitting?.() ?? null;
  if (!now) throw new Error(t("There is no picture yet."));
  return kind === "png" ? picturePng(now) : new Blob([pictureSvg(now)], { type: "image/svg+xml" });
}

interface Stage {
  width: number;
  height: number;
  panes: readonly Pane[];
}

/** Where the two maps lie on the stage. */
function measure(stage: HTMLElement): Stage {
  const whole = stage.getBoundingClientRect();
  const panes = [...stage.querySelectorAll<HTMLElement>(".map-pane")].map((pane, k): Pane => {
    const box = pane.getBoundingClientRect();
    const [x, y] = [Math.round(box.left - whole.left), Math.round(box.top - whole.top)];
    return { side: SIDES[k] ?? "B", x, y, width: Math.round(box.width), height: Math.round(box.height) };
  });
  return { width: Math.round(whole.width), height: Math.round(whole.height), panes };
}

/** What a fitted camera depends on: not on where a dragged site is. */
const contentOf = (scene: MapScene): string =>
  SIDES.map((side) => {
    const { sites, threat, deterrent } = scene.sides[side];
    const field = scene.areas[side].defended?.field;
    return [field && [field.south, field.west, field.rows * field.step], sites.map((site) => site.place), [...threat, ...deterrent].map((flight) => flight.id)];
  }).join("|");

export function Maps({ frame, state, settings, dark, names, mayMove, onMovePlace, onPickSite, onCamera, onShow }: MapsProps) {
  const stage = useRef<HTMLDivElement>(null);
  const painter = useRef<MapPainter | null>(null);
  const size = useSignal<Stage>({ width: 0, height: 0, panes: [] });
  const fallback = useSignal(false);
  const hover = useSignal<[number, number] | null>(null);
  const print = useSignal("");
  const fitted = useRef<{ key: string; camera: Camera } | null>(null);

  const scene = useComputed(() => (frame.value ? readScene(frame.value) : null));
  const look = useComputed((): Look => ({ palette: paletteFor(dark.value), dark: dark.value, borders: settings.value.borders, layers: settings.value.layers }));
  const parallel = useComputed(() => {
    const field = scene.value?.areas.A.defended?.field ?? scene.value?.areas.B.defended?.field;
    return field ? Math.min(Math.abs(Math.round((field.south + (field.rows * field.step) / 2) / 5) * 5), 65) : 45;
  });
  const mode = useComputed((): Mode => {
    const { mode: wanted, flat } = settings.value;
    if (wanted === "globe") return "globe";
    return flat ? FLAT[flat] : scene.value ? flatKindFor(scene.value) : "plain";
  });
  const shape = useComputed(() => {
    const { width, height } = size.value.panes[0] ?? { width: 1, height: 1 };
    return { width, height, parallel: parallel.value, lean: settings.value.tilt };
  });
  const fit = (now: MapScene): Camera => fitCamera(now, settings.value.layers.includes("paths"), mode.value, shape.value);
  const camera = useComputed((): Camera => {
    const given = settings.value.camera;
    if (given) return given;
    if (!scene.value || shape.value.width < 2) return { latitude: 55, longitude: 20, zoom: 1 };
    const key = [contentOf(scene.value), settings.value.layers.includes("paths"), mode.value, ...Object.values(shape.value)].join("|");
    if (fitted.current?.key !== key) fitted.current = { key, camera: fit(scene.value) };
    return fitted.current.camera;
  });
  const view = useComputed(() => viewOf(camera.value, mode.value, shape.value));
  const marks = useComputed(() => {
    const now = scene.value;
    const of = (side: Side) => (now ? marksOf(now.sides[side], settings.value.layers, state.value?.site ?? null, state.value?.moved ?? {}) : []);
    return { A: of("A"), B: of("B") };
  });

  useEffect(() => {
    const here = stage.current;
    if (!here) return;
    const made = new MapPainter(here, () => (fallback.value = true));
    painter.current = made;
    const resize = () => {
      const found = measure(here);
      if (found.width > 0) size.value = found; // not while printing, when the maps are put away
    };
    const watch = new ResizeObserver(resize);
    watch.observe(here);
    resize();
    const now = () => (scene.value ? { view: view.value, camera: camera.value } : null);
    const stops = [...here.querySelectorAll<HTMLElement>(".map-pane")].map((pane) => listen(pane, now, onCamera));
    const picture = (paper = look.value): Sitting | null =>
      scene.value && { view: view.value, scene: scene.value, world: made.world, look: paper, marks: marks.value, names: { A: t(names.value.A), B: t(names.value.B) }, now: time.value };
    sitting = picture;
    const before = () => {
      const seen = picture({ ...look.value, palette: LIGHT, dark: false });
      print.value = seen ? pictureSvg(seen) : "";
    };
    const after = () => (print.value = "");
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      stops.forEach((stop) => stop());
      watch.disconnect();
      made.dispose();
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
      if (sitting === picture) sitting = null;
    };
  }, []);

  useSignalEffect(() => {
    const shown = { view: view.value, ...size.value, scene: scene.value, look: look.value, marks: marks.value, now: time.value };
    painter.current?.update(shown);
  });

  useEffect(() => restingClock(settings, onShow), []);

  const home = () => scene.value && onCamera(fit(scene.value), "done");
  const near = (factor: number) => onCamera(rounded(zoomed(camera.value, view.value, factor)), "done");

  const nextLean = LEANS[(LEANS.findIndex((each) => each === settings.value.tilt) + 1) % LEANS.length] ?? 0;

  return (
    <section class={`maps ${dark.value ? "dark" : "light"}`} aria-label={t("Maps of both sides")}>
      <div class="maps-screen">
        <div class="maps-stage" ref={stage}>
          {SIDES.map((side) => (
            <figure key={side} class={`map-side side-${side}`}>
              <figcaption>
                <span class="map-line" aria-hidden="true" />
                {t(names.value[side])}
              </figcaption>
              <MapPane side={side} view={view} scene={scene} marks={marks} hover={hover} names={names} mayMove={mayMove} onMovePlace={onMovePlace} onPickSite={onPickSite} />
            </figure>
          ))}
          <div class="map-tools" style={{ top: `${8 + Math.min(...size.value.panes.map((pane) => pane.y))}px` }}>
            <button type="button" onClick={() => near(1.4)} aria-label={t("Nearer")} title={t("Nearer")}>
              +
            </button>
            <button type="button" onClick={() => near(1 / 1.4)} aria-label={t("Farther")} title={t("Farther")}>
              −
            </button>
            <button type="button" onClick={home} aria-label={t("Show the whole picture")} title={t("Show the whole picture")}>
              ⌂
            </button>
            {mode.value === "globe" && (
              <button type="button" onClick={() => onShow({ tilt: nextLean }, "done")} title={leanWords(nextLean)} aria-label={leanWords(nextLean)}>
                {nextLean === 0 ? "◉" : "◢"}
              </button>
            )}
            {mode.value !== "globe" && (
              <button
                type="button"
                onClick={() => onShow({ flat: mode.value === "plain" ? "round" : "straight" }, "done")}
                title={mode.value === "plain" ? t("Round its middle: true distances and directions from there") : t("Longitude and latitude as straight lines")}
                aria-label={mode.value === "plain" ? t("Flat map round its middle") : t("Flat map with straight longitudes and latitudes")}
              >
                {mode.value === "plain" ? "◯" : "▭"}
              </button>
            )}
          </div>
        </div>
        {fallback.value && mode.value === "globe" && <p class="map-note">{t("This browser offers no WebGL: the globes are drawn without it, with the same numbers.")}</p>}
        <Timeline scene={scene} names={names} />
        <Legend scene={scene} look={look} />
        <p class="map-note">{boundaryNote()}</p>
      </div>
      {print.value && <div class="maps-print" dangerouslySetInnerHTML={{ __html: print.value }} />}
    </section>
  );
}
