/** The clock and the settings of the page hold one moment, wherever it is changed; while it plays, only the clock does. */

import { computed, effect, untracked, type ReadonlySignal } from "@preact/signals";
import type { MapsProps, PageSettings } from "../state/contracts";
import { pause, playing, time } from "./clock";

const whole = (moment: number | null): number | null => (moment === null ? null : Math.round(moment));

/** Keep both at one moment. Gives what stops it. */
export function restingClock(settings: ReadonlySignal<PageSettings>, onShow: MapsProps["onShow"]): () => void {
  const wanted = computed(() => settings.value.clock);
  const asked = effect(() => {
    const clock = wanted.value;
    untracked(() => {
      if (whole(time.value) === clock) return;
      pause();
      time.value = clock;
    });
  });
  const rested = effect(() => {
    const clock = whole(time.value);
    if (playing.value) return;
    untracked(() => {
      if (clock !== settings.value.clock) onShow({ clock }, "drag");
    });
  });
  return () => {
    asked();
    rested();
  };
}
