/** The live connection: one request in flight, the newest wins, last values kept when the line drops. */

import type { Frame, Lang, LayerName, State } from "../state/contracts";
import type { Problem } from "../state/problem";
import { decodeFrame } from "./decode";
import { pauseBefore } from "./pauses";

export type Step = 1 | 0.5 | 0.25;
export type LineState = "opening" | "live" | "lost";

/** What is wanted of the server, without the number of the request. */
export interface Wish {
  state: State;
  layers: LayerName[];
  lang: Lang;
  /** While something is dragged only the coarse grid is asked for. */
  moving: boolean;
}

export interface LiveEvents {
  onFrame: (frame: Frame, step: Step) => void;
  onRefused: (problems: Problem[]) => void;
  /** `retryAt` in ms of `now`, when the line is lost. */
  onLine: (line: LineState, retryAt: number | null) => void;
}

/** What of the browser is used; tests hand in their own. */
export interface LiveWorld {
  open: (address: string) => WebSocket;
  later: (run: () => void, milliseconds: number) => number;
  cancel: (timer: number) => void;
  now: () => number;
}

export const browserWorld: LiveWorld = {
  open: (address) => new WebSocket(address),
  later: (run, milliseconds) => window.setTimeout(run, milliseconds),
  cancel: (timer) => window.clearTimeout(timer),
  now: () => Date.now(),
};

interface Refused {
  seq?: number;
  error: Problem[];
}

const coarse: Step = 1;
const fine: Step = 0.25;

export class LiveLine {
  private socket: WebSocket | null = null;
  private wish: Wish | null = null;
  private inFlight: { seq: number; step: Step } | null = null;
  /** The wish has changed since the request in flight was sent. */
  private dirty = false;
  /** The finest step already answered for the present wish. */
  private answered: Step | null = null;
  private seq = 0;
  private failures = 0;
  private retry: number | null = null;
  private closed = false;

  constructor(
    private readonly address: string,
    private readonly events: LiveEvents,
    private readonly world: LiveWorld = browserWorld,
  ) {}

  /** Ask for this from now on. True when it is another question than before. */
  want(wish: Wish): boolean {
    const same = this.wish !== null && sameQuestion(this.wish, wish);
    this.wish = wish;
    if (!same) {
      this.answered = null;
      this.dirty = true;
    }
    if (this.socket === null && this.retry === null) this.connect();
    else this.ask();
    return !same;
  }

  /** Try again at once instead of waiting. */
  connect(): void {
    if (this.closed) return;
    if (this.retry !== null) this.world.cancel(this.retry);
    this.retry = null;
    this.drop();
    this.events.onLine("opening", null);
    const socket = this.world.open(this.address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => this.heard(event.data);
    socket.onclose = () => this.lost(socket);
    socket.onerror = () => this.lost(socket);
    this.socket = socket;
  }

  close(): void {
    this.closed = true;
    if (this.retry !== null) this.world.cancel(this.retry);
    this.drop();
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.inFlight = null;
    socket?.close();
  }

  private opened(): void {
    this.events.onLine("live", null);
    this.answered = null;
    this.dirty = true;
    this.ask();
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket || this.closed) return;
    this.drop();
    const pause = pauseBefore(this.failures);
    this.failures += 1;
    this.events.onLine("lost", this.world.now() + pause);
    this.retry = this.world.later(() => {
      this.retry = null;
      this.connect();
    }, pause);
  }

  /** Send the next request, if one is due and none is in flight. */
  private ask(): void {
    if (this.wish === null || this.inFlight !== null || this.socket === null || this.socket.readyState !== 1) return;
    const step = this.dirty ? coarse : this.answered === coarse && !this.wish.moving ? fine : null;
    if (step === null) return;
    this.seq += 1;
    this.dirty = false;
    this.inFlight = { seq: this.seq, step };
    const { state, layers, lang } = this.wish;
    this.socket.send(JSON.stringify({ seq: this.seq, state, step, layers, lang }));
  }

  private heard(data: ArrayBuffer | string): void {
    this.failures = 0;
    const asked = this.inFlight;
    if (asked === null) return;
    const reply = typeof data === "string" ? (JSON.parse(data) as Refused) : readFrame(data);
    if (typeof reply.seq === "number" && reply.seq !== asked.seq) return;
    const refused = "error" in reply;
    this.settle(refused ? null : asked.step);
    if (refused && !this.dirty) this.events.onRefused(reply.error); // else something else is wanted by now
    this.ask(); // before this picture is drawn: the server works meanwhile
    if (!refused) this.events.onFrame(reply, asked.step);
  }

  private settle(step: Step | null): void {
    this.inFlight = null;
    if (!this.dirty) this.answered = step;
  }
}

/** A binary reply, or why it cannot be read. */
function readFrame(data: ArrayBuffer): Frame | Refused {
  try {
    return decodeFrame(data);
  } catch (error) {
    return { error: [{ where: "", message: error instanceof Error ? error.message : String(error) }] };
  }
}

/** The same picture is asked for; only whether something is moving may differ. */
function sameQuestion(one: Wish, other: Wish): boolean {
  return one.state === other.state && one.lang === other.lang && one.layers.join() === other.layers.join();
}
