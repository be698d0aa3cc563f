import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PageSettings } from "../state/contracts";
import { plainSettings } from "../state/settings";
import { playing, setTime, time } from "./clock";
import { restingClock } from "./restingClock";

const settings = signal<PageSettings>(plainSettings);
let written: (number | null | undefined)[] = [];
let stop = () => {};

beforeEach(() => {
  [settings.value, written] = [plainSettings, []];
  setTime(null);
  stop = restingClock(settings, (change) => {
    written.push(change.clock);
    settings.value = { ...settings.value, ...change };
  });
});
afterEach(() => stop());

describe("the clock and the settings", () => {
  it("hold one moment, in whole seconds, whoever changes it", () => {
    setTime(211.6);
    expect(settings.value.clock).toBe(212);
    settings.value = { ...settings.value, clock: 40 };
    expect(time.value).toBe(40);
    setTime(null);
    expect(written).toEqual([212, null]);
  });
  it("part while it plays, and meet where it stops", () => {
    playing.value = true;
    for (let moment = 1; moment < 50; moment++) setTime(moment);
    settings.value = { ...settings.value, theme: "dark" };
    expect([time.value, written]).toEqual([49, []]);
    playing.value = false;
    expect(written).toEqual([49]);
  });
  it("stop playing when an address says where to rest", () => {
    playing.value = true;
    setTime(10);
    settings.value = { ...settings.value, clock: 300 };
    expect([time.value, playing.value]).toEqual([300, false]);
  });
});
