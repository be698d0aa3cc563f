/** One place with interceptors: a real button, dragged by mouse, finger or arrow keys. */

import { useRef } from "preact/hooks";
import { t } from "../language/language";
import type { Stage } from "../state/contracts";
import type { Mark } from "./marks";
import { turned } from "./projection";

export interface SiteButtonProps {
  mark: Mark;
  hidden: boolean;
  style: Record<string, string>;
  movable: boolean;
  /** The place under a point of the map [px]. */
  placeAt: (x: number, y: number) => [number, number] | null;
  onMove: (place: string, latitude: number, longitude: number, stage: Stage) => void;
  onPick: (site: string) => void;
}

/** [px] A press that moves less than this picks the site. */
const STILL = 4;
const tenth = (value: number): number => Math.round(10 * value) / 10;
/** [deg] No site is put on the pole itself, where east has no meaning. */
const TOP = 89;

const ARROWS: Record<string, readonly [north: number, east: number]> = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function SiteButton({ mark, hidden, style, movable, placeAt, onMove, onPick }: SiteButtonProps) {
  const press = useRef<{ x: number; y: number; moved: boolean; at: [number, number] } | null>(null);
  /** A drag ends in a click, which then picks nothing. */
  const justMoved = useRef(false);
  const typed = useRef<[number, number] | null>(null);

  /** Several interceptors at one place: each press picks the next of them. */
  const next = () => {
    const now = mark.sites.findIndex((site) => site.id === mark.picked);
    const site = mark.sites[(now + 1) % mark.sites.length];
    if (site) onPick(site.id);
  };
  const put = (at: [number, number], stage: Stage) => {
    const latitude = tenth(Math.min(Math.max(at[0], -TOP), TOP));
    const longitude = tenth(turned(at[1]));
    onMove(mark.place, latitude, longitude, stage);
    return [latitude, longitude] as [number, number];
  };
  const under = (event: PointerEvent): [number, number] | null => {
    const box = (event.currentTarget as HTMLElement).parentElement?.getBoundingClientRect();
    return box ? placeAt(event.clientX - box.left, event.clientY - box.top) : null;
  };
  const letGo = () => {
    const held = press.current;
    press.current = null;
    justMoved.current = held?.moved ?? false;
    if (held?.moved) put(held.at, "done");
  };

  return (
    <button
      type="button"
      class={`map-site${mark.picked ? " picked" : ""}${movable ? " movable" : ""}`}
      style={style}
      hidden={hidden}
      aria-pressed={mark.picked !== null}
      aria-label={movable ? t("{site}. Arrow keys move it by one degree, with Shift by a tenth.", { site: mark.said }) : mark.said}
      title={mark.said}
      data-place={mark.place}
      onPointerDown={(event) => {
        event.stopPropagation();
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        justMoved.current = false;
        press.current = { x: event.clientX, y: event.clientY, moved: false, at: [mark.at[0], mark.at[1]] };
      }}
      onPointerMove={(event) => {
        const held = press.current;
        if (!held || !movable) return;
        held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > STILL;
        const at = held.moved ? under(event) : null;
        if (at) held.at = put(at, "drag");
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onClick={(event) => {
        event.stopPropagation();
        if (!justMoved.current) next();
        justMoved.current = false;
      }}
      onKeyDown={(event) => {
        const arrow = ARROWS[event.key];
        if (!arrow) return;
        event.preventDefault();
        event.stopPropagation();
        if (!movable) return;
        const step = event.shiftKey ? 0.1 : 1;
        const [latitude, longitude] = typed.current ?? [mark.at[0], mark.at[1]];
        typed.current = put([latitude + step * arrow[0], longitude + step * arrow[1]], "drag");
      }}
      onKeyUp={(event) => {
        if (!ARROWS[event.key] || !typed.current) return;
        put(typed.current, "done");
        typed.current = null;
      }}
      onBlur={() => {
        if (typed.current) put(typed.current, "done");
        typed.current = null;
      }}
    />
  );
}
