import { describe, expect, test } from "vitest";
import { plainState } from "../state/opening";
import { head } from "../state/head.fixture";
import { JointLine, patchOf, type Role } from "./joint";
import { onlyMine } from "./roles";
import type { State } from "../state/contracts";

const shared = plainState(head);

class Socket {
  readyState = 1;
  sent: unknown[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  tell(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

function table() {
  const sockets: Socket[] = [];
  const timers: (() => void)[] = [];
  const heard: unknown[] = [];
  const world = {
    open: () => {
      sockets.push(new Socket());
      return sockets.at(-1) as unknown as WebSocket;
    },
    later: (run: () => void) => timers.push(run) - 1,
    cancel: () => undefined,
    now: () => 0,
  };
  const events = {
    onHello: (role: Role, state: State | null, people: number) => void heard.push(["hello", role, state?.phase, people]),
    onState: (state: State, by: string) => void heard.push(["state", state.phase, state.threat, by]),
    onRefused: (message: string) => void heard.push(["refused", message]),
    onPeople: () => undefined,
    onLine: (there: boolean) => void heard.push(["line", there]),
  };
  const line = new JointLine("ws://here", events, world);
  line.connect();
  const socket = () => sockets.at(-1) as Socket;
  const tick = () => timers.splice(0).forEach((run) => run());
  return { line, socket, sockets, heard, tick };
}

describe("a joint session", () => {
  test("says who one is, and takes the shared state", () => {
    const { socket, heard } = table();
    socket().tell({ type: "hello", role: "A", state: shared, version: 7, people: ["A", "B"] });
    expect(heard).toEqual([["line", true], ["hello", "A", 4, 2]]);
  });

  test("sends many changes of a moment as one patch on the version last seen", () => {
    const { line, socket, tick } = table();
    socket().tell({ type: "hello", role: "both", state: shared, version: 7, people: 1 });
    line.tell({ phase: 3 });
    line.tell({ phase: 2 });
    tick();
    expect(socket().sent).toEqual([{ type: "set", version: 7, patch: { phase: 2 } }]);
  });

  test("keeps what was changed here and not sent yet when another's state arrives", () => {
    const { line, socket, heard, tick } = table();
    socket().tell({ type: "hello", role: "A", state: shared, version: 7, people: 2 });
    heard.splice(0);
    line.tell({ phase: 2 });
    socket().tell({ type: "state", state: { ...shared, threat: "shahab-3" }, version: 8, by: "B" });
    expect(heard).toEqual([["state", 2, "shahab-3", "B"]]);
    tick();
    expect(socket().sent).toEqual([{ type: "set", version: 8, patch: { phase: 2 } }]);
  });

  test("comes back after a drop and sends what was changed meanwhile", () => {
    const { line, socket, sockets, tick, heard } = table();
    socket().readyState = 3;
    socket().onclose?.();
    line.tell({ phase: 1 });
    tick();
    expect(sockets).toHaveLength(2);
    socket().tell({ type: "hello", role: "B", state: shared, version: 9, people: 2 });
    tick();
    expect(socket().sent).toEqual([{ type: "set", version: 9, patch: { phase: 1 } }]);
    expect(heard[0]).toEqual(["line", false]);
  });
});

test("a patch holds only what differs", () => {
  expect(patchOf(shared, { ...shared, phase: 1, moved: {} })).toEqual({ phase: 1 });
});

describe("going back in one's own history", () => {
  const now: State = { ...shared, values: { "us-nato": { x: "1" }, russia: { y: "2" } }, moved: { redzikowo: [54, 17], kurecik: [38, 38] } };
  const mine = (place: string) => place === "redzikowo";

  test("takes back what this side did and nothing of the other's", () => {
    expect(onlyMine(now, { ...shared, phase: 3 }, "A", mine)).toEqual({ ...now, phase: 3, values: { russia: { y: "2" } }, moved: { kurecik: [38, 38] } });
  });

  test("is whole for who may change everything, and nothing for who watches", () => {
    expect(onlyMine(now, shared, "both", mine)).toEqual(shared);
    expect(onlyMine(now, { ...shared, phase: 3 }, "watch", () => false)).toEqual(now);
  });
});
