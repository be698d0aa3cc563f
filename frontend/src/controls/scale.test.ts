import { describe, expect, test } from "vitest";
import { digitsOf, numberIn, shareOf, stepOf, trackFor, withUnit } from "./scale";

describe("the track of a slider", () => {
  test.each([
    [[0, 10], 0.05],
    [[4, 6], 0.01],
    [[0, 600], 5],
    [[0, 1], 0.005],
  ] as [[number, number], number][])("%j has steps of %d", (span, step) => expect(stepOf(span)).toBeCloseTo(step, 12));

  test("has enough digits for its step", () => expect([5, 0.5, 0.05, 0.01].map(digitsOf)).toEqual([0, 1, 2, 2]));

  test("keeps what lies beyond its ends on the track", () => expect([3, 5, 9].map((value) => shareOf(value, [4, 6]))).toEqual([0, 0.5, 1]));
});

describe("what a slider shows of what is allowed", () => {
  test("is round, holds every value somebody holds, and stays within what is allowed", () => {
    expect(trackFor([2.857, 9.625], [5, 5.5])).toEqual([3.8, 6.6]);
    expect(trackFor([0, 1800], [80, 30])).toEqual([0, 180]);
    expect(trackFor([0, 1], [0.81, 0.9])).toEqual([0.62, 1]);
  });

  test("is something where all hold the same, or nothing", () => {
    expect(trackFor([0, 1], [0])).toEqual([0, 1]);
    expect(trackFor([0, 100], [20])).toEqual([16, 24]);
    expect(trackFor([0, 100], [])).toEqual([0, 100]);
  });
});

describe("numbers as typed", () => {
  test("are read in the unit of the field only", () => {
    expect(numberIn("5.5 km/s", "km/s")).toBe(5.5);
    expect(numberIn("5500 m/s", "km/s")).toBeNull();
    expect(numberIn("after burnout", "s")).toBeNull();
    expect(numberIn("0.4", null)).toBe(0.4);
  });

  test("get the unit they lack, and a point for a comma", () => {
    expect(withUnit("5,5", "km/s")).toBe("5.5 km/s");
    expect(withUnit(" 90 ", "s")).toBe("90 s");
    expect(withUnit("5500 m/s", "km/s")).toBe("5500 m/s");
    expect(withUnit("0.4", null)).toBe("0.4");
  });
});
