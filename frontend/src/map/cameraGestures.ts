/** Turning and nearing both maps: mouse, wheel, one or two fingers, keys. */

import type { Camera, Stage } from "../state/contracts";
import { project, turned, unproject, type View } from "./projection";

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

interface Point {
  x: number;
  y: number;
}

/** The same view through another camera of the same zoom. */
const through = (view: View, { latitude, longitude }: Camera): View => ({ ...view, latitude, longitude });

/** Rounds of putting what was held under the finger. */
const ROUNDS = 6;
/** [deg] How little a camera is turned to see which way the picture goes, and how much at most in one round. */
const [NUDGE, MOST] = [0.05, 15];

/** The camera after the ground was held at one point and drawn to another: the place held stays under the finger, as far as north up allows. */
export function held(camera: Camera, view: View, from: Point, to: Point): Camera {
  const rough = dragged(camera, view, to.x - from.x, to.y - from.y);
  const place = unproject(view, from.x, from.y);
  if (view.mode === "plain" || !place) return rough;
  const off = (tried: Camera): Point => {
    const spot = project(through(view, tried), ...place);
    return { x: spot.x - to.x, y: spot.y - to.y };
  };
  const miss = (tried: Camera) => Math.hypot(off(tried).x, off(tried).y);
  let best = rough;
  for (let round = 0, tried = rough; round < ROUNDS && miss(best) > 0.1; round++) {
    tried = nearer(tried, off);
    if (miss(tried) < miss(best)) best = tried;
  }
  return best;
}

/** One step of Newton's towards no miss: where both small turns move the picture alike, none. */
function nearer(camera: Camera, off: (tried: Camera) => Point): Camera {
  const [here, north, east] = [off(camera), off({ ...camera, latitude: camera.latitude + NUDGE }), off({ ...camera, longitude: camera.longitude + NUDGE })];
  const [xn, yn, xe, ye] = [north.x - here.x, north.y - here.y, east.x - here.x, east.y - here.y];
  const area = xn * ye - xe * yn;
  if (Math.abs(area) < 1e-9) return camera;
  const turn = (part: number) => limited((NUDGE * part) / area, -MOST, MOST);
  return {
    ...camera,
    latitude: limited(camera.latitude + turn(xe * here.y - ye * here.x), -90, 90),
    longitude: turned(camera.longitude + turn(yn * here.x - xn * here.y)),
  };
}

/** The camera after one of two fingers went from one point to another while the third point held still: what lay between both fingers still does. */
export function pinched(camera: Camera, view: View, still: Point, from: Point, to: Point): Camera {
  const spread = (finger: Point) => Math.max(Math.hypot(finger.x - still.x, finger.y - still.y), 1);
  const between = (finger: Point) => ({ x: (finger.x + still.x) / 2, y: (finger.y + still.y) / 2 });
  const moved = held(camera, view, between(from), between(to));
  return zoomed(moved, through(view, moved), spread(to) / spread(from), between(to).x, between(to).y);
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
  const fingers = new Map<number, Point>();
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
  const under = (event: MouseEvent): Point => {
    const box = pane.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void) =>
    pane.addEventListener(name, act, { signal: stop.signal, passive: false });

  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    pane.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, under(event));
  });
  on("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const here = under(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, here);
    if (!other) return turn((camera, view) => held(camera, view, before, here));
    turn((camera, view) => pinched(camera, view, other, before, here));
  });
  const lift = (event: PointerEvent) => {
    if (fingers.delete(event.pointerId) && fingers.size === 0) done();
  };
  on("pointerup", lift);
  on("pointercancel", lift);
  on("wheel", (event) => {
    event.preventDefault();
    const { x, y } = under(event);
    turn((camera, view) => zoomed(camera, view, 1.0016 ** -event.deltaY, x, y));
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
