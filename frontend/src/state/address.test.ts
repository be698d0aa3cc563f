import { describe, expect, test } from "vitest";
import { exportAddress, jsonAddress, placeOf, printAddress, readAddress } from "./address";
import type { PageSettings, State } from "./contracts";
import { plainIn, plainState, stateAt } from "./opening";
import type { Problem } from "./problem";
import { head } from "./head.fixture";
import { layerNames, panelNames, plainSettings } from "./settings";

const plain = plainState(head);

/** A small generator with a seed, so that a failure can be seen again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const texts = ["5.5 km/s", "after burnout", "0.4", "a & b = c", "100 %", "+3 s", "čas, 1/2", "engage-on-remote", "x@y"];
const keys = ["sm-3-2b.burnout_speed", "defence.commit_delay", "russia-strategic.survival", "a-b.c_d"];

function someState(draw: () => number): State {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
  const table = (value: () => string) => Object.fromEntries(keys.filter(() => draw() < 0.4).map((key) => [key, value()]));
  const swapped = draw() < 0.3;
  const [a, b] = swapped ? [plain.b, plain.a] : [plain.a, plain.b];
  const { id: phase } = pick(head.phases);
  const state: State = {
    ...plain,
    a,
    b,
    phase,
    threat: pick(head.threats).id,
    deterrent: pick(head.deterrents).id,
    site: draw() < 0.5 ? "sm-3-2a@redzikowo" : plainIn(head, phase).site,
  };
  for (const [view, other] of [[a, b], [b, a]] as const) {
    const own = table(() => pick(texts));
    const copied = Object.fromEntries(Object.keys(table(() => "")).filter((key) => !(key in own)).map((key) => [key, other]));
    if (Object.keys(own).length > 0) state.values = { ...state.values, [view]: own };
    if (Object.keys(copied).length > 0) state.copied = { ...state.copied, [view]: copied };
  }
  if (draw() < 0.5) state.moved = { redzikowo: [Math.round(draw() * 1800 - 900) / 10 + 0, Math.round(draw() * 3600 - 1800) / 10 + 0] };
  return state;
}

function someSettings(draw: () => number): PageSettings {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
  return {
    panel: pick(panelNames),
    lang: pick(["en", "ru"] as const),
    mode: pick(["globe", "flat"] as const),
    layers: layerNames.filter(() => draw() < 0.5),
    theme: pick(["auto", "light", "dark"] as const),
    borders: draw() < 0.5,
    tilt: pick([0, 20, 45]),
    flat: pick([null, "round", "straight"] as const),
    clock: draw() < 0.5 ? null : Math.floor(draw() * 2000),
    camera: draw() < 0.5 ? null : { latitude: Math.round(draw() * 100) / 10, longitude: -Math.round(draw() * 100) / 10 + 0, zoom: (100 + Math.round(draw() * 100)) / 100 },
  };
}

const split = (address: string): [string, string] => {
  const [path = "", query = ""] = address.split("?");
  return [path, query];
};

describe("the address of a state", () => {
  test("leaves defaults out", () => {
    expect(printAddress(plain, head)).toBe("/deauville-2011/picture");
  });

  test("can be read by a person", () => {
    const state = { ...plainIn(head, 3), values: { russia: { "sm-3-2b.burnout_speed": "5.5 km/s" } }, copied: { "us-nato": { "defence.commit_delay": "russia" } }, moved: { redzikowo: [54.5, 17.1] as [number, number] } };
    const address = printAddress(state, head, { ...plainSettings, panel: "crux", mode: "flat" });
    expect(address).toBe("/deauville-2011/crux?phase=3&A.defence.commit_delay=copy&B.sm-3-2b.burnout_speed=5.5+km/s&move.redzikowo=54.5,17.1&map=flat");
  });

  test("holds how the maps are looked at, and the moment", () => {
    const address = printAddress(plain, head, { ...plainSettings, tilt: 45, flat: "straight", clock: 240 });
    expect(address).toBe("/deauville-2011/picture?tilt=45&flat=straight&clock=240");
  });

  test.each(Array.from({ length: 200 }, (_, seed) => seed + 1))("read back is the same state (seed %i)", (seed) => {
    const draw = generator(seed);
    const state = someState(draw);
    const settings = someSettings(draw);
    const [path, query] = split(printAddress(state, head, settings));
    const read = readAddress(path, query);
    const problems: Problem[] = [...read.problems];
    expect(stateAt(read, head, problems)).toEqual(state);
    expect({ ...plainSettings, ...read.settings }).toEqual(settings);
    expect(problems).toEqual([]);
  });

  test("for the server leaves nothing out", () => {
    expect(jsonAddress(plain, "crux", "en")).toBe("/deauville-2011/crux.json?a=us-nato&b=russia&phase=4&threat=iran-icbm&deterrent=west-silo-topol-m&site=sm-3-2b@redzikowo");
    expect(exportAddress(plain, "kml", "ru")).toMatch(/^\/deauville-2011\/export\/kml\?a=us-nato.*&lang=ru$/);
  });
});

describe("a broken address", () => {
  const wrongs = (search: string, path = "/deauville-2011/crux") => readAddress(path, search).problems.map((one) => one.where);

  test("lists everything that cannot be read and uses the rest", () => {
    const read = readAddress("/deauville-2011/cruxx", "?phase=four&move.redzikowo=north&A.x.y=&colour=red&map=cube&layers=defended,air&at=1,2&tilt=steep&flat=square&clock=-3&A.defence.commit_delay=90+s");
    expect(read.problems.map((one) => one.where)).toEqual(["address", "map", "at", "tilt", "flat", "clock", "layers", "phase", "move.redzikowo", "A.x.y", "colour"]);
    expect(read.own.A).toEqual({ "defence.commit_delay": "90 s" });
    expect(read.settings.layers).toEqual(["defended"]);
  });

  test("with views, phases or missiles the dossier lacks keeps its defaults", () => {
    const problems: Problem[] = [];
    const state = stateAt(readAddress("/deauville-2011", "?a=nobody&phase=9&threat=moon&deterrent=sun"), head, problems);
    expect(state).toEqual(plain);
    expect(problems.map((one) => one.where)).toEqual(["phase", "a", "threat", "deterrent"]);
  });

  test("showing one view twice shows the usual two", () => {
    const problems: Problem[] = [];
    expect(stateAt(readAddress("/deauville-2011", "?a=russia"), head, problems)).toEqual(plain);
    expect(problems).toHaveLength(1);
  });

  test("of a later version, or with a key twice, is said", () => {
    expect(wrongs("?v=2")).toEqual(["v"]);
    expect(wrongs("?phase=3&phase=4")).toEqual(["phase"]);
  });

  test("never throws, whatever is typed", () => {
    const draw = generator(7);
    const letters = "A.B=&?%/+,0159-_copymv\u0416\u0000#";
    for (let i = 0; i < 2000; i += 1) {
      const text = Array.from({ length: Math.floor(draw() * 40) }, () => letters[Math.floor(draw() * letters.length)]).join("");
      const read = readAddress(`/${text}`, text);
      stateAt(read, head, []);
    }
  });

  test("cannot name a dossier by a path", () => {
    expect(readAddress("/..%2F..%2Fetc/crux", "").dossier).toBeNull();
  });
});

test.each([
  ["54.46,17.1", [54.5, 17.1]],
  ["-0.04,0", [0, 0]],
  ["91,0", undefined],
  ["1,181", undefined],
  ["1", undefined],
  ["1,", undefined],
  ["1,2,3", undefined],
  ["a,b", undefined],
] as const)("place %s", (text, place) => expect(placeOf(text)).toEqual(place));
