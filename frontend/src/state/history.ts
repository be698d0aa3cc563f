/** The browser's history as undo: one entry a deed, however many frames it took. */

import type { Stage } from "./contracts";

/** What of the browser is used; tests hand in their own. */
export interface HistoryWorld {
  push: (address: string) => void;
  replace: (address: string) => void;
  now: () => number;
  later: (run: () => void, milliseconds: number) => number;
  cancel: (timer: number) => void;
}

/** Repeated presses of a key on one control within this time are one deed. */
const samePress = 900;
/** Browsers refuse more than some hundred address changes in half a minute. */
const betweenReplacing = 250;

export class Deeds {
  private deed: { id: string; open: boolean; at: number } | null = null;
  private timer: number | null = null;
  private latest = "";

  constructor(private readonly world: HistoryWorld) {}

  /** Write the address after a step of the deed called `id`. The first step keeps what was there for Back to return to. */
  write(address: string, id: string, stage: Stage): void {
    const now = this.world.now();
    const known = this.deed;
    const goesOn = known !== null && known.id === id && (known.open || now - known.at < samePress);
    this.deed = { id, open: stage === "drag", at: now };
    if (!goesOn) {
      this.settle();
      this.latest = address;
      this.world.push(address);
    } else if (stage === "done") {
      this.stop();
      this.latest = address;
      this.world.replace(address);
    } else this.soon(address);
  }

  /** Write the address without an entry of its own (camera, theme, another person's deed). */
  amend(address: string): void {
    this.stop();
    this.latest = address;
    this.world.replace(address);
  }

  /** The reader went back or forward, or elsewhere: nothing of the last deed goes on. */
  forget(): void {
    this.stop();
    this.deed = null;
  }

  private soon(address: string): void {
    this.latest = address;
    if (this.timer !== null) return;
    this.timer = this.world.later(() => {
      this.timer = null;
      this.world.replace(this.latest);
    }, betweenReplacing);
  }

  private settle(): void {
    if (this.timer === null) return;
    this.stop();
    this.world.replace(this.latest);
  }

  private stop(): void {
    if (this.timer !== null) this.world.cancel(this.timer);
    this.timer = null;
  }
}

export const browserHistory: HistoryWorld = {
  push: (address) => {
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
  },
  replace: (address) => history.replaceState(null, "", address),
  now: () => Date.now(),
  later: (run, milliseconds) => window.setTimeout(run, milliseconds),
  cancel: (timer) => window.clearTimeout(timer),
};
