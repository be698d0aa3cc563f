import { geoArea, geoContains } from "d3-geo";
import { describe, expect, it } from "vitest";
import type { Field } from "../state/contracts";
import { areaOf, edgesOf } from "./contour";
import { MEDIAN, readField } from "./field";
import { halfFloats, toHalf } from "./halfFloat";

const DEGREE = Math.PI / 180;

/** A field whose slack falls with the distance from a place, by so many seconds a degree, threatened to the east of a meridian. */
function cone(at: [number, number], radius: number, threatenedFrom = -180, step = 1): Field {
  const [south, west, rows, columns] = [30, -20, Math.round(40 / step), Math.round(60 / step)];
  const values = new Uint16Array(rows * columns * 4);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const [lat, lon] = [south + (rows - r - 0.5) * step, west + (c + 0.5) * step];
      const slack = 20 * (radius - distance(at, [lat, lon]));
      values.set([slack, slack - 40, slack + 40, lon >= threatenedFrom ? 1 : 0].map(toHalf), 4 * (r * columns + c));
    }
  return { side: "A", kind: "defended", south, west, step, rows, columns, band: true, values };
}

/** Degrees between two places, by the haversine formula. */
function distance([la, lo]: [number, number], [lb, lp]: [number, number]): number {
  const h = Math.sin(((lb - la) * DEGREE) / 2) ** 2 + Math.cos(la * DEGREE) * Math.cos(lb * DEGREE) * Math.sin(((lp - lo) * DEGREE) / 2) ** 2;
  return (2 * Math.asin(Math.sqrt(h))) / DEGREE;
}

const polygon = (rings: [number, number][][]) => ({ type: "MultiPolygon" as const, coordinates: rings.map((ring) => [ring]) });

describe("half floats", () => {
  it("are those of IEEE 754: 0x3C00 is 1, 0xC000 is -2, 0x7BFF is 65504, 0x0001 is 2^-24", () => {
    expect([0x3c00, 0xc000, 0x7bff, 0x0001].map((bits) => halfFloats()[bits])).toEqual([1, -2, 65504, 2 ** -24]);
  });
  it("come back from their bits", () => {
    for (const value of [0, 1, -74, 0.5, 599.5, -600, 2 ** -20]) expect(halfFloats()[toHalf(value)]).toBeCloseTo(value, 6);
  });
});

describe("edges of a field", () => {
  const field = cone([50, 10], 8);

  it("lie where the slack is nought", () => {
    const points = edgesOf(field).median.flat();
    expect(points.length).toBeGreaterThan(30);
    for (const [lon, lat] of points) expect(Math.abs(distance([50, 10], [lat, lon]) - 8)).toBeLessThan(0.05);
  });
  it("of the ends lie two degrees inside and outside of it", () => {
    for (const [lon, lat] of edgesOf(field).low.flat()) expect(Math.abs(distance([50, 10], [lat, lon]) - 6)).toBeLessThan(0.06);
    for (const [lon, lat] of edgesOf(field).high.flat()) expect(Math.abs(distance([50, 10], [lat, lon]) - 10)).toBeLessThan(0.06);
  });
  it("enclose a cap of the sphere, right way round for d3", () => {
    const rings = areaOf(field, MEDIAN);
    expect(rings).toHaveLength(1);
    const cap = 2 * Math.PI * (1 - Math.cos(8 * DEGREE));
    expect(geoArea(polygon(rings))).toBeCloseTo(cap, 3);
    expect(geoContains(polygon(rings), [10, 50])).toBe(true);
    expect(geoContains(polygon(rings), [40, -30])).toBe(false);
  });
  it("end where nothing comes down, and the area with them", () => {
    const half = cone([50, 10], 8, 10);
    for (const [lon] of edgesOf(half).median.flat()) expect(lon).toBeGreaterThan(9);
    const whole = geoArea(polygon(areaOf(field, MEDIAN)));
    expect(geoArea(polygon(areaOf(half, MEDIAN))) / whole).toBeCloseTo(0.5, 1);
  });
  it("close along the window when the area leaves it", () => {
    const cut = cone([30, 10], 8);
    const rings = areaOf(cut, MEDIAN);
    expect(rings).toHaveLength(1);
    expect(Math.min(...rings.flat().map(([, lat]) => lat))).toBeCloseTo(30, 6);
    expect(edgesOf(cut).median.flat().every(([, lat]) => lat >= 30.49)).toBe(true);
  });
});

describe("reading a field", () => {
  it("gives the cell's own value in its middle and the mean between two", () => {
    const field = cone([50, 10], 8);
    const one = readField(field, 49.5, 10.5);
    const other = readField(field, 49.5, 11.5);
    expect(one?.median).toBeCloseTo(20 * (8 - distance([50, 10], [49.5, 10.5])), 0);
    expect(readField(field, 49.5, 11)?.median).toBeCloseTo(((one?.median ?? 0) + (other?.median ?? 0)) / 2, 3);
  });
  it("is null outside the window and knows the date line", () => {
    const field = { ...cone([50, 10], 8), west: 150 };
    expect(readField(field, 50, -160)).not.toBeNull();
    expect(readField(field, 50, -140)).toBeNull();
    expect(readField(field, 20, 170)).toBeNull();
  });
});
