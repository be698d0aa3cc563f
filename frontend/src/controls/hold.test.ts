import { expect, test } from "vitest";
import { asStated, copiedFrom, ownValue } from "../state/changes";
import { head } from "../state/head.fixture";
import { plainState } from "../state/opening";
import type { Difference, Statement } from "../state/scene";
import { holdOf } from "./hold";

const said = (view: string, value: number, low: number, high: number): Statement => ({
  view, value, low, high, text: `${value} km/s`, holder: view, kind: "fact", date: null, certainty: "read", source: "", where: null, note: null,
});
const key = "sm-3-2b.burnout_speed";
const row: Difference = { key, label: "speed", unit: "km/s", kind: "number", words: [], span: [4, 6], whole: false, holders: [said("us-nato", 5, 4.8, 5.2), said("russia", 5.5, 5, 5.5)], questions: [] };
const state = plainState(head);
const shown = (changed: typeof state) => (["A", "B"] as const).map((side) => holdOf(row, changed, side, true)).map(({ text, value, low, changed }) => [text, value, low, changed]);

test("a side holds what its view states", () => {
  expect(shown(state)).toEqual([["5 km/s", 5, 4.8, false], ["5.5 km/s", 5.5, 5, false]]);
});

test("an own number has no range, and a copy is the other's statement with its range", () => {
  const own = ownValue(state, "russia", key, "5.8 km/s");
  expect(shown(own)[1]).toEqual(["5.8 km/s", 5.8, null, true]);
  expect(shown(copiedFrom(own, "russia", key, "us-nato"))[1]).toEqual(["5 km/s", 5, 4.8, true]);
  expect(shown(asStated(own, "russia", key))).toEqual(shown(state));
});

test("what is copied from a view is what it says after its own numbers", () => {
  const both = copiedFrom(ownValue(state, "russia", key, "5.8 km/s"), "us-nato", key, "russia");
  expect(shown(both)).toEqual([["5.8 km/s", 5.8, null, true], ["5.8 km/s", 5.8, null, true]]);
});

test("a number in another unit leaves the handle where the view has it", () => {
  expect(shown(ownValue(state, "russia", key, "5800 m/s"))[1]).toEqual(["5800 m/s", 5.5, null, true]);
});
