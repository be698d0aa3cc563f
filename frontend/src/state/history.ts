/** The browser's history as undo: one entry a deed, however many frames it took. */

import type { Stage } from "./contracts";

/** What of the browser is used; tests hand in their own. */
export interface HistoryWorld {
  /** `entry` is kept with it. */
  push: (address: string, entry: Entry) => void;
  replace: (address: string) => void;
  now: () => number;
  later: (run: () => void, milliseconds: number) => number;
  cancel: (timer: number) => void;
}

/** Repeated presses of a key on one handle or place within this time are one deed; choosing twice is two. */
const samePress = 900;
/** Browsers refuse more than some hundred address changes in half a minute. */
const betweenReplacing = 250;

/** What is kept with an entry of the history: the deed that led to it, and how many led there. */
export interface Entry {
  deed: string;
  count: number;
}

const firstEntry: Entry = { deed: "", count: 0 };

/** The entry that the browser is at. */
export const entryNow = (): Entry => (history.state as Entry | null) ?? firstEntry;

export class Deeds {
  /** The entry that is on the screen. */
  entry = firstEntry;
  private deed: { id: string; open: boolean; at: number } | null = null;
  private timer: number | null = null;
  private latest = "";

  constructor(private readonly world: HistoryWorld) {}

  /** Write the address after a step of the deed called `id`. The first step keeps what was there for Back to return to. */
  write(address: string, id: string, stage: Stage): void {
    const now = this.world.now();
    const known = this.deed;
    const pressedAgain = (stage === "drag" || id.startsWith("move ")) && known !== null && now - known.at < samePress;
    const goesOn = known !== null && known.id === id && (known.open || pressedAgain);
    this.deed = { id, open: stage === "drag", at: now };
    if (!goesOn) {
      this.settle();
      this.latest = address;
      this.entry = { deed: id, count: this.entry.count + 1 };
      this.world.push(address, this.entry);
    } else if (stage === "done") {
      this.stop();
      this.latest = address;
      this.world.replace(address);
    } else this.soon(address);
  }

  /** Write the address without an entry of its own (camera, theme, another person's deed). While something is dragged, not at once. */
  amend(address: string, stage: Stage = "done"): void {
    if (stage === "drag") return this.soon(address);
    this.stop();
    this.latest = address;
    this.world.replace(address);
  }

  /** The reader went to this entry, or elsewhere: nothing of the last deed goes on. The deed that is undone or done again. */
  goTo(entry: Entry): string {
    this.stop();
    this.deed = null;
    const deed = entry.count < this.entry.count ? this.entry.deed : entry.deed;
    this.entry = entry;
    return deed;
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
  push: (address, entry) => {
    if (address !== location.pathname + location.search) history.pushState(entry, "", address);
  },
  replace: (address) => history.replaceState(history.state, "", address),
  now: () => Date.now(),
  later: (run, milliseconds) => window.setTimeout(run, milliseconds),
  cancel: (timer) => window.clearTimeout(timer),
};
