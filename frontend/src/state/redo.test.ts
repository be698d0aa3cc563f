import { describe, expect, test } from "vitest";
import type { State } from "./contracts";
import { head } from "./head.fixture";
import { plainState } from "./opening";
import { deedOfLooking, deedOfMoving, deedOn, redone } from "./redo";

const before = plainState(head);
const theirs: Partial<State> = { values: { russia: { y: "2 s" } }, moved: { kurecik: [38, 38] } };
const now: State = { ...before, ...theirs, values: { ...theirs.values, "us-nato": { x: "1 s", z: "3 s" } }, phase: 3 };

describe("one deed undone", () => {
  test("takes back that number and nothing else", () => {
    expect(redone(now, before, deedOn("us-nato", "x"))).toEqual({ ...now, values: { ...theirs.values, "us-nato": { z: "3 s" } } });
  });

  test("done again is there again", () => {
    const undone = redone(now, before, deedOn("us-nato", "x"));
    expect(redone(undone, now, deedOn("us-nato", "x"))).toEqual(now);
  });

  test("a copy undone leaves an own number that was there before", () => {
    const copied: State = { ...before, copied: { "us-nato": { x: "russia" } } };
    expect(redone(copied, { ...before, values: { "us-nato": { x: "1 s" } } }, deedOn("us-nato", "x"))).toEqual({ ...before, values: { "us-nato": { x: "1 s" } } });
  });

  test("a place goes back alone", () => {
    const moved: State = { ...now, moved: { ...now.moved, redzikowo: [54, 17] } };
    expect(redone(moved, before, deedOfMoving("redzikowo"))).toEqual(now);
  });

  test("what is looked at goes back alone", () => {
    expect(redone(now, before, deedOfLooking)).toEqual({ ...now, phase: 4 });
  });

  test("opening a panel changes nothing that is shared", () => expect(redone(now, before, "panel crux")).toEqual(now));
});
