import { describe, expect, test } from "vitest";
import { csv } from "./csv";
import { around, decades, gutter, spanning } from "./domains";

describe("csv", () => {
  test("quotes what RFC 4180 section 2 says must be quoted", () => {
    expect(csv(["a", "b"], [['say "no"', "x,y"], ["two\nlines", ""]])).toBe('a,b\r\n"say ""no""","x,y"\r\n"two\nlines",\r\n');
  });
  test("leaves negative numbers numbers, and never starts a formula", () => {
    expect(csv(["slack"], [[-74.5], ["=1+1"], ["-x"], [null], [undefined], [Number.NaN]])).toBe("slack\r\n-74.5\r\n'=1+1\r\n'-x\r\n\r\n\r\n\r\n");
  });
});

describe("around", () => {
  test("always holds zero and every value", () => {
    for (const values of [[5, 9], [-300, -20], [-4, 800, null], []]) {
      const [low, high] = around(values, 120);
      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
      expect(high - low).toBeGreaterThanOrEqual(120);
      for (const value of values) if (value !== null) expect(value >= low && value <= high).toBe(true);
    }
  });
});

describe("gutter", () => {
  test("stands left of every value", () => {
    const { left, never, low } = gutter([-100, 100]);
    expect(left).toBeLessThan(never);
    expect(never).toBeLessThan(low);
  });
});

describe("decades", () => {
  test("goes by tens and threes up to the most", () => {
    expect(decades(4000)).toEqual([0, 10, 30, 100, 300, 1000, 3000]);
    expect(decades(5)).toEqual([0]);
  });
});

describe("spanning", () => {
  test("holds all values with room on both sides, and knows when there is none", () => {
    expect(spanning([null, undefined])).toBeNull();
    for (const values of [[5, 5.5, 5.198], [0.29, 0.8, 0.01], [1_037.3, 88, 200], [-3, 4]]) {
      const [low, high] = spanning(values) ?? [0, 0];
      expect(low).toBeLessThan(Math.min(...values));
      expect(high).toBeGreaterThan(Math.max(...values));
      expect(high - low).toBeLessThan(1.5 * (Math.max(...values) - Math.min(...values)));
    }
  });
  test("ends on round numbers, and never below zero where nothing is", () => {
    expect(spanning([4.5, 5, 5.97969112])).toEqual([4.4, 6.1]);
    expect(spanning([0, 30, 80])).toEqual([0, 90]);
  });
  test("opens around a single value", () => {
    const [low, high] = spanning([80]) ?? [0, 0];
    expect(low).toBeLessThan(80);
    expect(high).toBeGreaterThan(80);
  });
});
