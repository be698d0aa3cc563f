import { describe, expect, test } from "vitest";
import { head } from "./head.fixture";
import { nearestSite } from "./nearestSite";
import { plainIn, plainState } from "./opening";
import type { Scene } from "./scene";

const state = plainIn(head, 3);
const site = (id: string, slack: number | null) => ({ id, slack, place: "somewhere" });
const look = { phase: 3, deterrent: state.deterrent, site: null };
const scene: Scene = { look, sides: { A: { sites: [site("near", null), site("far", -300)] }, B: { sites: [site("near", -16), site("far", null)] } } };

describe("a phase without a picked site", () => {
  test("is looked at from the site with most time in hand, on whichever side", () => {
    expect(nearestSite(state, scene)).toBe("near");
  });
  test("picks none where none has any, and none for a picture of another state", () => {
    expect(nearestSite(state, { look, sides: { A: { sites: [site("near", null)] }, B: { sites: [] } } })).toBeNull();
    expect(nearestSite(state, { ...scene, look: { ...look, phase: 2 } })).toBeNull();
    expect(nearestSite(plainState(head), scene)).toBeNull();
    expect(nearestSite(state, {})).toBeNull();
  });
});
