/** The clock of the engagement: seconds since launch, alike for both maps. */

import { signal } from "@preact/signals";
import type { Engagement, MapScene } from "./mapScene";

/** [s] since launch; null while the clock is put away and the maps show no moment. */
export const time = signal<number | null>(null);
export const playing = signal(false);
/** Seconds of flight in one second of watching. */
export const speed = signal(60);

export const SPEEDS = [10, 30, 60, 120] as const;

/** [s] With reduced motion the picture changes in such steps, once a second. */
const STEP = 1;

/** Last moment of an engagement [s]. */
export function endOf(engagement: Engagement | null): number {
  return Math.max(0, engagement?.missile.time.at(-1) ?? 0);
}

/** Last moment of both sides [s]; 0 when there is nothing to play. */
export const endOfBoth = (scene: MapScene | null): number => (scene ? Math.max(endOf(scene.sides.A.engagement), endOf(scene.sides.B.engagement)) : 0);

/** The clock after `passed` [s] of watching: it stops at the end. */
export function advance(now: number, passed: number, rate: number, end: number): { time: number; done: boolean } {
  const next = now + passed * rate;
  return next >= end ? { time: end, done: true } : { time: next, done: false };
}

let handle = 0;

/** Start playing, from the beginning when the end has been reached. */
export function play(end: number): void {
  if (end <= 0) return;
  playing.value = true; // before the clock is set: it does not rest at the beginning
  if (time.value === null || time.value >= end) time.value = 0;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let before = performance.now();
  const tick = (now: number) => {
    if (!playing.value) return;
    const passed = (now - before) / 1000;
    if (!calm || passed >= STEP) {
      before = now;
      const next = advance(time.value ?? 0, passed, speed.value, end);
      time.value = next.time;
      if (next.done) playing.value = false;
    }
    handle = requestAnimationFrame(tick);
  };
  cancelAnimationFrame(handle);
  handle = requestAnimationFrame(tick);
}

export function pause(): void {
  playing.value = false;
}

/** Put the clock at a moment, or away. */
export function setTime(moment: number | null): void {
  time.value = moment;
  if (moment === null) playing.value = false;
}
