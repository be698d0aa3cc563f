import { describe, expect, it } from "vitest";
import { dragged, zoomed } from "./cameraGestures";
import { fitCamera, flatKindFor, middle, viewOf } from "./fit";
import { fixtureFrame } from "./fixture";
import { readScene } from "./mapScene";
import { project, unproject, type Mode } from "./projection";

const scene = readScene(fixtureFrame());
const frame = { width: 700, height: 500, parallel: 50, lean: 0 };

describe("where the maps look", () => {
  it.each<Mode>(["globe", "polar", "plain"])("everything is to be seen on the %s map", (mode) => {
    const view = viewOf(fitCamera(scene, true, mode, frame), mode, frame);
    for (const { at } of [...scene.sides.A.sites, ...scene.sides.B.sites]) {
      const { x, y, seen } = project(view, ...at);
      expect(seen && x > 0 && y > 0 && x < frame.width && y < frame.height).toBe(true);
    }
  });
  it("the middle of two places is half way on the sphere, and somewhere for opposite ones", () => {
    expect(middle([[0, 170], [0, -170]]).map(Math.abs)).toEqual([expect.closeTo(0, 9), expect.closeTo(180, 9)]);
    expect(middle([[90, 0], [-90, 0]])).toEqual([30, 0]);
  });
  it("flights that pass near the pole ask for the round flat map", () => {
    expect(flatKindFor(scene)).toBe("polar");
  });
  it("a plain map shows nothing beyond the poles", () => {
    const view = viewOf({ latitude: 80, longitude: 0, zoom: 2 }, "plain", frame);
    expect(project(view, 90, 0).y).toBeCloseTo(0, 6);
  });
});

describe("gestures", () => {
  it("keep the place under the mouse when the wheel turns", () => {
    const camera = { latitude: 50, longitude: 10, zoom: 2 };
    const view = viewOf(camera, "globe", frame);
    const before = unproject(view, 420, 220) ?? [NaN, NaN];
    const after = unproject(viewOf(zoomed(camera, view, 1.1, 420, 220), "globe", frame), 420, 220) ?? [NaN, NaN];
    expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeLessThan(0.3);
  });
  it("drag the ground with the mouse and stop at the poles", () => {
    const camera = { latitude: 88, longitude: 179, zoom: 1 };
    const view = viewOf(camera, "globe", frame);
    const { latitude, longitude } = dragged(camera, view, -50, 300);
    expect(latitude).toBe(90);
    expect(longitude).toBeLessThan(0);
  });
});
