/** Turning and nearing both maps: mouse, wheel, one or two fingers, keys. */

import type { Camera, Stage } from "../state/contracts";
import { turned, unproject, type View } from "./projection";

export const NEAREST = 12;
export const FARTHEST = 0.7;

const DEGREE = Math.PI / 180;
/** [ms] After the last turn of the wheel. */
const WHEEL_REST = 300;

const limited = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The camera after the ground was dragged by so many pixels. */
export function dragged(camera: Camera, view: View, right: number, down: number): Camera {
  const narrow = view.mode === "plain" ? Math.cos(view.parallel * DEGREE) : Math.max(Math.cos(camera.latitude * DEGREE), 0.15);
  return {
    latitude: limited(camera.latitude + down / view.scale / DEGREE, -90, 90),
    longitude: turned(camera.longitude - right / view.scale / narrow / DEGREE),
    zoom: camera.zoom,
  };
}

/** The camera nearer or farther by a factor, with the place under (x, y) kept there as well as it can be. */
export function zoomed(camera: Camera, view: View, factor: number, x = view.width / 2, y = view.height / 2): Camera {
  const zoom = limited(camera.zoom * factor, FARTHEST, NEAREST);
  const next: View = { ...view, scale: (view.scale * zoom) / camera.zoom };
  const [before, after] = [unproject(view, x, y), unproject(next, x, y)];
  if (!before || !after) return { ...camera, zoom };
  const east = turned(before[1] - after[1]);
  return {
    latitude: limited(camera.latitude + before[0] - after[0], -90, 90),
    longitude: turned(camera.longitude + (Math.abs(east) < 60 ? east : 0)),
    zoom,
  };
}

export const rounded = ({ latitude, longitude, zoom }: Camera): Camera => ({
  latitude: Math.round(latitude * 10) / 10,
  longitude: Math.round(longitude * 10) / 10,
  zoom: Math.round(zoom * 100) / 100,
});

const KEYS: Record<string, (camera: Camera, view: View) => Camera> = {
  ArrowLeft: (camera, view) => dragged(camera, view, 40, 0),
  ArrowRight: (camera, view) => dragged(camera, view, -40, 0),
  ArrowUp: (camera, view) => dragged(camera, view, 0, 40),
  ArrowDown: (camera, view) => dragged(camera, view, 0, -40),
  "+": (camera, view) => zoomed(camera, view, 1.25),
  "=": (camera, view) => zoomed(camera, view, 1.25),
  "-": (camera, view) => zoomed(camera, view, 0.8),
};

/** Listen on one map. `look` tells the view and the camera of now. Gives what stops listening. */
export function listen(pane: HTMLElement, look: () => { view: View; camera: Camera } | null, onCamera: (camera: Camera, stage: Stage) => void): () => void {
  const fingers = new Map<number, { x: number; y: number }>();
  let last: Camera | null = null;
  let wheel = 0;
  const turn = (make: (camera: Camera, view: View) => Camera, stage: Stage = "drag") => {
    const now = look();
    if (now) onCamera((last = make(now.camera, now.view)), stage);
  };
  const done = () => {
    if (last) onCamera(rounded(last), "done");
    last = null;
  };
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void) =>
    pane.addEventListener(name, act, { signal: stop.signal, passive: false });

  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    pane.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  on("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const here = { x: event.clientX, y: event.clientY };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, here);
    if (!other) return turn((camera, view) => dragged(camera, view, here.x - before.x, here.y - before.y));
    const spread = (point: { x: number; y: number }) => Math.max(Math.hypot(point.x - other.x, point.y - other.y), 1);
    turn((camera, view) => zoomed(camera, view, spread(here) / spread(before)));
  });
  const lift = (event: PointerEvent) => {
    if (fingers.delete(event.pointerId) && fingers.size === 0) done();
  };
  on("pointerup", lift);
  on("pointercancel", lift);
  on("wheel", (event) => {
    event.preventDefault();
    const box = pane.getBoundingClientRect();
    turn((camera, view) => zoomed(camera, view, 1.0016 ** -event.deltaY, event.clientX - box.left, event.clientY - box.top));
    clearTimeout(wheel);
    wheel = window.setTimeout(done, WHEEL_REST);
  });
  on("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.target !== pane || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    turn(act);
  });
  on("keyup", done);
  return () => {
    clearTimeout(wheel);
    stop.abort();
  };
}
