import { describe, expect, test } from "vitest";
import type { Camera } from "../state/contracts";
import { dragged, held, pinched, zoomed } from "./cameraGestures";
import { viewOf } from "./fit";
import { project, unproject } from "./projection";

const frame = { width: 400, height: 300, parallel: 50, lean: 20 };
const camera: Camera = { latitude: 50, longitude: 20, zoom: 2 };
const view = viewOf(camera, "globe", frame);
const seen = (next: Camera, latitude: number, longitude: number) => project(viewOf(next, "globe", frame), latitude, longitude);

describe("one finger", () => {
  const draws = Array.from({ length: 60 }, (_, k) => ({ from: { x: 130 + ((k * 37) % 140), y: 80 + ((k * 53) % 140) }, right: ((k * 29) % 50) - 25, down: ((k * 17) % 40) - 20 }));
  test.each(["globe", "polar"] as const)("keeps hold of the place it is on (%s)", (mode) => {
    const near = { ...camera, zoom: 4 };
    const here = viewOf(near, mode, frame);
    for (const { from, right, down } of draws) {
      const to = { x: from.x + right, y: from.y + down };
      const place = unproject(here, from.x, from.y) ?? [0, 0];
      const spot = project(viewOf(held(near, here, from, to), mode, frame), ...place);
      expect(Math.hypot(spot.x - to.x, spot.y - to.y)).toBeLessThan(0.5);
    }
  });
  test("turns the globe from beside it, and never further than a rough turn near the pole", () => {
    expect(held(camera, view, { x: -400, y: 0 }, { x: -380, y: 5 })).toEqual(dragged(camera, view, 20, 5));
    const polar = { ...camera, latitude: 88 };
    const near = viewOf(polar, "globe", frame);
    const [from, to] = [{ x: 210, y: 140 }, { x: 190, y: 170 }];
    const place = unproject(near, from.x, from.y) ?? [0, 0];
    const miss = (next: Camera) => {
      const spot = project(viewOf(next, "globe", frame), ...place);
      return Math.hypot(spot.x - to.x, spot.y - to.y);
    };
    expect(miss(held(polar, near, from, to))).toBeLessThanOrEqual(miss(dragged(polar, near, to.x - from.x, to.y - from.y)));
  });
});

describe("two fingers", () => {
  test("that part bring the map nearer by as much, and keep what lies between them", () => {
    const [still, from, to] = [{ x: 220, y: 140 }, { x: 260, y: 140 }, { x: 300, y: 140 }];
    const next = pinched(camera, view, still, from, to);
    expect(next.zoom).toBeCloseTo(4, 9);
    const place = unproject(view, 240, 140) ?? [0, 0];
    const spot = seen(next, ...place);
    expect(Math.hypot(spot.x - 260, spot.y - 140)).toBeLessThan(8); // what zooming leaves, with north up
  });
  test("that keep their distance turn the map by the way of their middle", () => {
    const next = pinched(camera, view, { x: 200, y: 100 }, { x: 200, y: 160 }, { x: 260, y: 100 });
    expect(next.zoom).toBeCloseTo(2, 9);
    const [from, to] = [{ x: 200, y: 130 }, { x: 230, y: 100 }];
    const alone = held(camera, view, from, to);
    expect([next.latitude - alone.latitude, next.longitude - alone.longitude].every((apart) => Math.abs(apart) < 1e-9)).toBe(true);
  });
  test("never come nearer or farther than the map goes", () => {
    expect(zoomed(camera, view, 1e6).zoom).toBe(12);
    expect(zoomed(camera, view, 1e-6).zoom).toBe(0.7);
  });
});
