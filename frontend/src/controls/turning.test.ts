import { describe, expect, test } from "vitest";
import type { Difference, Scene } from "../state/scene";
import { beyond, turningOn } from "./turning";

const row: Difference = { key: "sm-3-2b.burnout_speed", label: "speed", unit: "km/s", kind: "number", words: [], span: [4, 6], whole: false, holders: [], questions: [] };
const scene = (flip: Scene["flip"]): Scene => ({ flip });
const flip = { side: "A" as const, key: row.key, value: 5.9012, unit: "km/s" };

describe("where a verdict flips", () => {
  test("stands on the track of its own assumption", () => {
    expect(turningOn(row, scene(flip))).toEqual({ side: "A", value: 5.9012, words: "verdict of A flips at 5.9\u00a0km/s" });
    expect(turningOn({ ...row, key: "defence.commit_delay" }, scene(flip))).toBeNull();
  });
  test("is nowhere, where nothing turns it, where it is a word, or in another unit than the track", () => {
    for (const none of [null, undefined, { ...flip, value: "organic" }, { ...flip, unit: "m/s" }]) expect(turningOn(row, scene(none))).toBeNull();
    expect(turningOn(row, undefined)).toBeNull();
  });
  test("has no unit, where it is a bare number", () => {
    expect(turningOn({ ...row, unit: null }, scene({ ...flip, value: 0.25, unit: "1" }))?.words).toBe("verdict of A flips at 0.25");
  });
  test("may lie beyond the track", () => {
    expect([3, 4, 5, 6, 7].map((value) => beyond(value, [4, 6]))).toEqual(["left", null, null, null, "right"]);
  });
});
