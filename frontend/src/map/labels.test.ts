import { describe, expect, it } from "vitest";
import { placeLabels, type Label } from "./labels";

const label = (key: string, x: number, y: number, weight = 1): Label => ({ key, x, y, width: 80, height: 16, weight });

/** A repeatable stand-in for chance. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

describe("labels", () => {
  it("never cover one another, a point as heavy, or the edge, wherever the points are", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = numbers(seed);
      const labels = Array.from({ length: 14 }, (_, k) => label(String(k), 400 * next(), 300 * next(), next()));
      const boxes = [...placeLabels(labels, 400, 300).entries()].map(([key, { left, top }]) => ({ key, left, top, right: left + 80, bottom: top + 16 }));
      for (const box of boxes) {
        expect(Math.min(box.left, box.top, 400 - box.right, 300 - box.bottom)).toBeGreaterThanOrEqual(0);
        for (const { x, y, weight } of labels)
          if (weight >= (labels[Number(box.key)]?.weight ?? 0)) expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
        for (const other of boxes)
          if (other.key !== box.key) expect(box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top).toBe(false);
      }
    }
  });
  it("leaves the lighter one out where there is room for one", () => {
    const placed = placeLabels([label("light", 50, 15, 1), label("heavy", 52, 15, 2)], 150, 30);
    expect([...placed.keys()]).toEqual(["heavy"]);
  });
  it("sets a lone label to the right of its point, level with it", () => {
    expect(placeLabels([label("one", 100, 100)], 400, 300).get("one")).toEqual({ left: 113, top: 92 });
  });
});
