import { describe, expect, it } from "vitest";
import { advance, endOfBoth } from "./clock";
import { fixtureFrame } from "./fixture";
import { positionAt, readScene } from "./mapScene";
import { flags, lastMoment, momentTable, tooLate } from "./moments";

const KEYS = ["latest", "earliest", "clouds", "burnout", "fall"];
const moments = (times: number[]) => times.map((time, k) => ({ key: KEYS[k] ?? "", words: `event ${k}`, time }));

describe("words over the line of time", () => {
  it("never cover one another, and no tick goes through words", () => {
    for (let seed = 1; seed < 60; seed++) {
      const times = [3, 7, 13, 29, 31].map((step) => (seed * step * 17) % 900);
      const set = flags(moments(times), 1000, 700);
      expect(set.length).toBeGreaterThan(0);
      for (const one of set)
        for (const other of set) {
          if (one === other) continue;
          const covered = one.level === other.level && one.left < other.right && other.left < one.right;
          const crossed = one.level > other.level && one.at > other.left && one.at < other.right;
          expect(covered || crossed).toBe(false);
        }
    }
  });
  it("leave what comes after the end out", () => {
    expect(flags(moments([10, 2000]), 1000, 700)).toHaveLength(1);
  });
});

describe("moments of both sides", () => {
  const { A, B } = readScene(fixtureFrame()).sides;
  it("stand in one table, in order", () => {
    expect(momentTable(A.engagement, B.engagement).map(({ words, A: a, B: b }) => [words, a, b])).toEqual([
      ["first detection", 62, 62],
      ["commit", 240, 120],
      ["burnout", 190, 190],
    ]);
    expect(momentTable(null, B.engagement)[0]).toMatchObject({ A: null, B: 62 });
  });
  it("tell what came last", () => {
    expect(lastMoment(A.engagement, 200)?.key).toBe("burnout");
    expect(lastMoment(A.engagement, 10)).toBeNull();
  });
  it("tell late from timely by which launch comes first", () => {
    const with_ = (earliest: number, latest: number) => ({ missile: { id: "", from: "", slack: null, latitude: [], longitude: [], altitude: [], time: [] }, interceptor: null, spans: [], moments: [{ key: "earliest", words: "", time: earliest }, { key: "latest", words: "", time: latest }] });
    expect(tooLate(with_(320, 83))).toBe(true);
    expect(tooLate(with_(93, 233))).toBe(false);
  });
});

describe("the clock", () => {
  it("runs at its speed and stops at the end", () => {
    expect(advance(100, 0.5, 60, 1000)).toEqual({ time: 130, done: false });
    expect(advance(990, 0.5, 60, 1000)).toEqual({ time: 1000, done: true });
  });
  it("ends with the later side, and at nothing when there is nothing", () => {
    expect(endOfBoth(readScene(fixtureFrame()))).toBe(1100);
    expect(endOfBoth(null)).toBe(0);
  });
});

describe("where something flown is", () => {
  const flight = { id: "x", from: "", slack: null, time: [0, 10, 20], latitude: [0, 10, 20], longitude: [175, -179, -170], altitude: [0, 100, 0] };
  it("lies between the points, across the date line the short way", () => {
    expect(positionAt(flight, 5)).toEqual({ latitude: 5, longitude: 178, altitude: 50 });
    expect(positionAt(flight, 99)).toMatchObject({ latitude: 20, altitude: 0 });
    expect(positionAt(flight, -1)).toMatchObject({ latitude: 0, altitude: 0 });
  });
});
