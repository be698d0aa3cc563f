import { describe, expect, test } from "vitest";
import type { Frame, State } from "../state/contracts";
import { plainState } from "../state/opening";
import { head } from "../state/head.fixture";
import type { Problem } from "../state/problem";
import { LiveLine, type LineState, type LiveWorld, type Step, type Wish } from "./live";

interface Sent {
  seq: number;
  step: Step;
  state: State;
}

class Socket {
  readyState = 0;
  binaryType = "blob";
  sent: Sent[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  send(text: string) {
    this.sent.push(JSON.parse(text) as Sent);
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  drop() {
    this.readyState = 3;
    this.onclose?.();
  }
  answer() {
    this.onmessage?.({ data: reply(this.sent.at(-1)?.seq ?? 0) });
  }
}

function reply(seq: number): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify({ seq, sentence: `picture ${seq}`, fields: [] }));
  const bytes = new ArrayBuffer(8 + Math.ceil(text.length / 8) * 8);
  const view = new DataView(bytes);
  view.setUint32(0, 1, true);
  view.setUint32(4, text.length, true);
  new Uint8Array(bytes, 8).set(text);
  return bytes;
}

function table() {
  const sockets: Socket[] = [];
  const timers: { run: () => void; pause: number; cancelled: boolean }[] = [];
  const frames: [Frame, Step][] = [];
  const refused: Problem[][] = [];
  const lines: LineState[] = [];
  const world: LiveWorld = {
    open: () => {
      const socket = new Socket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    later: (run, pause) => timers.push({ run, pause, cancelled: false }) - 1,
    cancel: (timer) => {
      const found = timers[timer];
      if (found) found.cancelled = true;
    },
    now: () => 0,
  };
  const events = {
    onFrame: (frame: Frame, step: Step) => void frames.push([frame, step]),
    onRefused: (problems: Problem[]) => void refused.push(problems),
    onLine: (line: LineState) => void lines.push(line),
  };
  const socket = () => sockets.at(-1) as Socket;
  return { line: new LiveLine("ws://here", events, world), sockets, socket, timers, frames, refused, lines };
}

const wish = (over: Partial<Wish> = {}): Wish => ({ state: plainState(head), layers: ["defended"], lang: "en", moving: false, ...over });

describe("the live line", () => {
  test("asks for the coarse picture, then for the fine one", () => {
    const { line, socket, frames } = table();
    line.want(wish());
    socket().open();
    socket().answer();
    socket().answer();
    expect(socket().sent.map((one) => one.step)).toEqual([1, 0.25]);
    expect(frames.map(([frame, step]) => [frame.scene.sentence, step])).toEqual([["picture 1", 1], ["picture 2", 0.25]]);
  });

  test("has one request in flight, and the newest wish wins", () => {
    const { line, socket } = table();
    line.want(wish({ moving: true }));
    socket().open();
    const states = [1, 2, 3].map((phase) => ({ ...plainState(head), phase }));
    for (const state of states) line.want(wish({ state, moving: true }));
    expect(socket().sent).toHaveLength(1);
    socket().answer();
    expect(socket().sent.map((one) => one.state.phase)).toEqual([4, 3]);
  });

  test("asks for the fine picture only when nothing moves any more", () => {
    const { line, socket } = table();
    const moved = wish({ moving: true });
    line.want(moved);
    socket().open();
    socket().answer();
    expect(socket().sent).toHaveLength(1);
    line.want({ ...moved, moving: false });
    expect(socket().sent.map((one) => one.step)).toEqual([1, 0.25]);
  });

  test("does not take the answer to an older question for a fine one", () => {
    const { line, socket } = table();
    line.want(wish());
    socket().open();
    line.want(wish({ state: { ...plainState(head), phase: 1 } }));
    socket().answer();
    expect(socket().sent.map((one) => one.step)).toEqual([1, 1]);
  });

  test("hands a refusal over, stays open, and asks again only for something else", () => {
    const { line, socket, refused } = table();
    line.want(wish());
    socket().open();
    socket().onmessage?.({ data: JSON.stringify({ seq: 1, error: [{ where: "phase", message: "no" }] }) });
    expect(refused).toEqual([[{ where: "phase", message: "no" }]]);
    expect(socket().sent).toHaveLength(1);
    line.want(wish({ state: { ...plainState(head), phase: 1 } }));
    expect(socket().sent).toHaveLength(2);
  });

  test("keeps the refusal of an older question to itself", () => {
    const { line, socket, refused } = table();
    line.want(wish());
    socket().open();
    line.want(wish({ state: { ...plainState(head), phase: 1 } }));
    socket().onmessage?.({ data: JSON.stringify({ seq: 1, error: [{ where: "phase", message: "no" }] }) });
    expect(refused).toEqual([]);
    expect(socket().sent).toHaveLength(2);
  });

  test("says so when a reply cannot be read, and goes on", () => {
    const { line, socket, refused } = table();
    line.want(wish());
    socket().open();
    socket().onmessage?.({ data: new ArrayBuffer(3) });
    expect(refused).toHaveLength(1);
    line.want(wish({ state: { ...plainState(head), phase: 1 } }));
    expect(socket().sent).toHaveLength(2);
  });

  test("comes back after growing pauses and sends the whole state again", () => {
    const { line, sockets, socket, timers, lines } = table();
    line.want(wish());
    socket().open();
    socket().answer();
    for (let i = 0; i < 7; i += 1) {
      socket().drop();
      timers.at(-1)?.run();
    }
    expect(timers.map((timer) => timer.pause)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    socket().open();
    expect(socket().sent).toMatchObject([{ step: 1, state: { dossier: "deauville-2011" } }]);
    expect(sockets).toHaveLength(8);
    expect(lines.slice(-2)).toEqual(["opening", "live"]);
    socket().answer();
    socket().drop();
    expect(timers.at(-1)?.pause).toBe(500);
  });

  test("does not open a second line when the reader tries at once", () => {
    const { line, socket, timers, sockets } = table();
    line.want(wish());
    socket().drop();
    line.connect();
    expect(timers[0]?.cancelled).toBe(true);
    expect(sockets).toHaveLength(2);
  });
});
