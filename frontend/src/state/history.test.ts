import { describe, expect, test } from "vitest";
import { Deeds } from "./history";

function table() {
  const entries = ["/start"];
  const timers: ((() => void) | null)[] = [];
  const clock = { now: 0 };
  const deeds = new Deeds({
    push: (address) => entries.push(address),
    replace: (address) => (entries[entries.length - 1] = address),
    now: () => clock.now,
    later: (run) => timers.push(run) - 1,
    cancel: (timer) => (timers[timer] = null),
  });
  return { entries, timers, clock, deeds };
}

describe("one deed is one entry", () => {
  test("however many frames a drag took, and Back returns to what was before it", () => {
    const { entries, deeds } = table();
    for (const frame of ["/1", "/2", "/3"]) deeds.write(frame, "speed", "drag");
    deeds.write("/4", "speed", "done");
    expect(entries).toEqual(["/start", "/4"]);
  });

  test("and a new drag of the same thing later is a new one", () => {
    const { entries, deeds, clock } = table();
    deeds.write("/1", "speed", "drag");
    deeds.write("/2", "speed", "done");
    clock.now = 5000;
    deeds.write("/3", "speed", "drag");
    deeds.write("/4", "speed", "done");
    expect(entries).toEqual(["/start", "/2", "/4"]);
  });

  test("repeated presses of a key are one, another control is another", () => {
    const { entries, deeds, clock } = table();
    for (const press of ["/1", "/2", "/3"]) {
      clock.now += 200;
      deeds.write(press, "move", "drag");
      deeds.write(press, "move", "done");
    }
    deeds.write("/other", "speed", "done");
    expect(entries).toEqual(["/start", "/3", "/other"]);
  });

  test("choosing twice in a row is two", () => {
    const { entries, deeds } = table();
    deeds.write("/phase", "look", "done");
    deeds.write("/threat", "look", "done");
    expect(entries).toEqual(["/start", "/phase", "/threat"]);
  });

  test("what only amends the address is written a few times a second at most, and never more than once an entry", () => {
    const { entries, timers, deeds } = table();
    for (let second = 0; second < 500; second += 1) deeds.amend(`/clock-${second}`, "drag");
    expect(timers).toHaveLength(1);
    timers[0]?.();
    expect(entries).toEqual(["/clock-499"]);
  });

  test("a drag that another deed cuts short keeps its last frame", () => {
    const { entries, deeds } = table();
    deeds.write("/1", "speed", "drag");
    deeds.write("/2", "speed", "drag");
    deeds.write("/3", "phase", "done");
    expect(entries).toEqual(["/start", "/2", "/3"]);
  });

  test("Back undoes the deed that is left, Forward does again the one that is reached", () => {
    const { deeds } = table();
    deeds.write("/1", "speed", "done");
    deeds.write("/2", "phase", "done");
    expect(deeds.goTo({ deed: "speed", count: 1 })).toBe("phase");
    expect(deeds.goTo({ deed: "phase", count: 2 })).toBe("phase");
  });

  test("nothing of it is written after the reader went back", () => {
    const { entries, timers, deeds } = table();
    deeds.write("/1", "speed", "drag");
    deeds.write("/2", "speed", "drag");
    deeds.goTo({ deed: "", count: 0 });
    for (const run of timers) run?.();
    expect(entries).toEqual(["/start", "/1"]);
  });
});
