import { geoContains } from "d3-geo";
import { describe, expect, it } from "vitest";
import { readWorld } from "./world";
import coarse from "./world/world-110m.json?raw";
import fine from "./world/world-50m.json?raw";

describe.each([["110m", coarse], ["50m", fine]])("the world at %s", (_scale, text) => {
  const world = readWorld(JSON.parse(text));

  it.each([
    ["Moscow", 37.6, 55.75, true], ["Redzikowo", 17.1, 54.45, true], ["Chukotka, beyond the date line", -175, 67, true],
    ["the south pole", 0, -90, true], ["the north pole", 0, 90, false], ["the middle of the Atlantic", -35, 40, false],
    ["the eastern Mediterranean", 30, 34, false], ["the Caspian Sea", 51, 41.5, false],
  ] as const)("has %s on the right side of the coast", (_, lon, lat, land) => {
    expect(geoContains(world.land, [lon, lat])).toBe(land);
  }); // prettier-ignore
  it("has a border between Poland and Belarus and none in the Atlantic", () => {
    const near = (lon: number, lat: number) => world.borders.coordinates.flat().some(([x = 0, y = 0]) => Math.hypot(x - lon, y - lat) < 1);
    expect(near(23.6, 52.6)).toBe(true);
    expect(near(-35, 40)).toBe(false);
  });
});

it("both together stay well under 300 KiB on the wire", async () => {
  const packed = new Blob([coarse, fine]).stream().pipeThrough(new CompressionStream("gzip"));
  expect((await new Response(packed).arrayBuffer()).byteLength).toBeLessThan(200 * 1024);
});
