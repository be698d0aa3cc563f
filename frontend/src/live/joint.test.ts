import { describe, expect, test } from "vitest";
import type { State } from "../state/contracts";
import { head } from "../state/head.fixture";
import { plainState } from "../state/opening";
import { edited, editsOf } from "./edits";
import { JointLine, type Role } from "./joint";
import { onlyMine } from "./roles";

const shared = plainState(head);
const mine = { values: { "us-nato": { x: "1 s" } } };
const theirs = { values: { russia: { y: "2 s" } } };

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
    onHello: (role: Role, state: State | null) => void heard.push(["hello", role, state?.phase]),
    onState: (state: State, by: string, others: boolean) => void heard.push(["state", state.phase, state.values, by, others]),
    onRefused: (message: string, state: State | null) => void heard.push(["refused", message, state?.phase]),
    onPeople: (people: number) => void heard.push(["people", people]),
    onLine: (there: boolean) => void heard.push(["line", there]),
  };
  const line = new JointLine("ws://here", events, world);
  line.connect();
  const socket = () => sockets.at(-1) as Socket;
  const tick = () => timers.splice(0).forEach((run) => run());
  const greet = (role: Role = "A") => {
    socket().tell({ type: "hello", role, state: shared, version: 7, people: 2 });
    heard.splice(0);
  };
  return { line, socket, sockets, heard, tick, greet };
}

describe("a joint session", () => {
  test("says who one is, and takes the state on the table", () => {
    const { socket, heard } = table();
    socket().tell({ type: "hello", role: "A", state: shared, version: 7, people: 2 });
    expect(heard).toEqual([["people", 2], ["line", true], ["hello", "A", 4]]);
  });

  test("sends many changes of a moment as one, on the version last seen", () => {
    const { line, socket, tick, greet } = table();
    greet();
    line.tell(shared, { ...shared, phase: 3 });
    line.tell({ ...shared, phase: 3 }, { ...shared, phase: 2 });
    tick();
    expect(socket().sent).toEqual([{ type: "set", version: 7, patch: { phase: 2 } }]);
  });

  test("puts its own change onto what another did meanwhile", () => {
    const { line, socket, tick, greet, heard } = table();
    greet();
    line.tell(shared, { ...shared, ...mine });
    socket().tell({ type: "state", state: { ...shared, ...theirs }, version: 8, by: "B" });
    expect(heard).toEqual([["state", 4, { ...theirs.values, ...mine.values }, "B", true]]);
    tick();
    expect(socket().sent).toEqual([{ type: "set", version: 8, patch: { values: { ...theirs.values, ...mine.values } } }]);
  });

  test("that crossed another's change is sent once more, and then refused in words", () => {
    const { line, socket, tick, greet, heard } = table();
    greet();
    line.tell(shared, { ...shared, ...mine });
    tick();
    const refusal = { type: "refused", message: "found a change on the other side", state: { ...shared, ...theirs }, version: 8 };
    socket().tell(refusal);
    expect(socket().sent.at(-1)).toEqual({ type: "set", version: 8, patch: { values: { ...theirs.values, ...mine.values } } });
    expect(heard).toEqual([]);
    socket().tell(refusal);
    expect(heard).toEqual([["refused", "found a change on the other side", 4]]);
  });

  test("waits with the next change until the last one is on the table", () => {
    const { line, socket, tick, greet } = table();
    greet();
    line.tell(shared, { ...shared, phase: 3 });
    tick();
    line.tell({ ...shared, phase: 3 }, { ...shared, phase: 2 });
    tick();
    expect(socket().sent).toHaveLength(1);
    socket().tell({ type: "state", state: { ...shared, phase: 3 }, version: 8, by: "A" });
    expect(socket().sent.at(-1)).toEqual({ type: "set", version: 8, patch: { phase: 2 } });
  });

  test("comes back after a drop and sends what was changed meanwhile", () => {
    const { line, socket, sockets, tick, greet, heard } = table();
    greet();
    socket().readyState = 3;
    socket().onclose?.();
    line.tell(shared, { ...shared, phase: 1 });
    tick();
    expect(sockets).toHaveLength(2);
    expect(heard).toEqual([["line", false]]);
    socket().tell({ type: "hello", role: "A", state: { ...shared, ...theirs }, version: 9, people: 2 });
    expect(socket().sent).toEqual([{ type: "set", version: 9, patch: { phase: 1 } }]);
  });
});

test.each([
  [shared, { ...shared, phase: 1, moved: { redzikowo: [54, 17] } }],
  [{ ...shared, ...mine, moved: { redzikowo: [54, 17] } }, shared],
  [{ ...shared, ...mine }, { ...shared, ...theirs, copied: { russia: { z: "us-nato" } } }],
] as [State, State][])("edits between two states lead from one to the other (%#)", (before, next) => {
  expect(edited(before, editsOf(before, next))).toEqual(next);
});

describe("taking back every change", () => {
  const now: State = { ...shared, values: { "us-nato": { x: "1" }, russia: { y: "2" } }, moved: { redzikowo: [54, 17], kurecik: [38, 38] } };
  const movable = (place: string) => place === "redzikowo";

  test("leaves what belongs to the other side", () => {
    expect(onlyMine(now, shared, "A", movable)).toEqual({ ...now, values: { russia: { y: "2" } }, moved: { kurecik: [38, 38] } });
  });

  test("is whole for who may change everything, and nothing for who watches", () => {
    expect(onlyMine(now, shared, "both", movable)).toEqual(shared);
    expect(onlyMine(now, shared, "watch", () => false)).toEqual(now);
  });
});
