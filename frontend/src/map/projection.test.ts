import { describe, expect, it } from "vitest";
import { d3Projection, project, unproject, vector, type Mode, type View } from "./projection";
import { LIMIT, slackColour, slackRgb, slackStroke, slackWords } from "./slack";

const view = (mode: Mode, latitude = 62, longitude = -5): View => ({ mode, latitude, longitude, scale: 300, width: 700, height: 600, parallel: 50, lean: 0 });

describe.each([["globe", 0], ["globe", 35], ["polar", 0], ["plain", 0]] as const)("the %s map, leaning by %d degrees", (mode, lean) => {
  const here = { ...view(mode), lean };

  it("has its middle in the middle", () => {
    const { x, y } = project(here, here.latitude, here.longitude);
    expect([x, y]).toEqual([expect.closeTo(350, 9), expect.closeTo(300, 9)]);
  });

  it("agrees with d3 wherever both show something", () => {
    const theirs = d3Projection(here);
    for (let lat = -80; lat <= 80; lat += 20)
      for (let lon = -180; lon < 180; lon += 30) {
        const ours = project(here, lat, lon);
        if (!ours.seen) continue;
        const [x, y] = theirs([lon, lat]) ?? [NaN, NaN];
        expect(Math.abs(x - ours.x)).toBeLessThan(1e-6);
        expect(Math.abs(y - ours.y)).toBeLessThan(1e-6);
      }
  });
  it("finds its way back", () => {
    for (const [lat, lon] of [[55, 20], [89, 100], [38, -40], [62, -5], [71.3, 170]] as const) {
      const spot = project(here, lat, lon);
      const [la, lo] = unproject(here, spot.x, spot.y) ?? [NaN, NaN];
      expect(la).toBeCloseTo(lat, 8);
      expect(lo).toBeCloseTo(lon, 8);
    }
  });
});

describe("the globe", () => {
  it("hides what is behind it and shows what stands above its rim", () => {
    const here = view("globe", 0, 0);
    expect(project(here, 0, 100).seen).toBe(false);
    expect(project(here, 0, 100, 1200).seen).toBe(true);
    expect(project(here, 0, 170, 1200).seen).toBe(false);
    expect(unproject(here, 2, 2)).toBeNull();
  });
  it("has the axes of the graphics library: north is y, 90 W is z", () => {
    const close = (found: number[], wanted: number[]) => found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k] ?? NaN, 12));
    close(vector(90, 0), [0, 1, 0]);
    close(vector(0, 0), [1, 0, 0]);
    close(vector(0, -90), [0, 0, 1]);
  });
});

describe("slack", () => {
  it("turns its colour and its dash at nought and keeps them beyond the limit", () => {
    expect(slackColour(-1)).not.toBe(slackColour(0));
    expect(slackStroke(-1).dash.length).toBeGreaterThan(0);
    expect(slackStroke(0).dash).toEqual([]);
    expect(slackRgb(2 * LIMIT)).toEqual(slackRgb(LIMIT));
    expect(slackColour(null)).toBe("rgb(139, 144, 150)");
  });
  it("is told apart in grey too: darker the farther from nought, on either side", () => {
    const grey = (slack: number) => slackRgb(slack).reduce((sum, part, k) => sum + part * ([0.2126, 0.7152, 0.0722][k] ?? 0), 0);
    for (const sign of [-1, 1]) expect(grey(sign * LIMIT)).toBeLessThan(grey(sign * 150));
  });
  it("is said in words and seconds", () => {
    expect(slackWords(-74.4)).toBe("74\u00a0s too late");
    expect(slackWords(96)).toBe("96\u00a0s to spare");
    expect(slackWords(600)).toBe("more than 600\u00a0s to spare");
    expect(slackWords(null)).toBe("never in reach");
  });
});
