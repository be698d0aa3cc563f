import { describe, expect, test } from "vitest";
import type { State } from "../state/contracts";
import { problems, progressOf } from "./job";
import { relevant } from "./relevant";

const state: State = {
  dossier: "deauville-2011",
  a: "us-nato",
  b: "russia",
  phase: 4,
  threat: null,
  deterrent: null,
  site: null,
  values: { "us-nato": { "sm-3-2b.burnout_speed": "5.5 km/s", "defence.commit_delay": "60 s" } },
  copied: {},
  moved: { redzikowo: [54.5, 17.1] },
};

describe("problems", () => {
  test("reads every shape an error comes in", () => {
    expect(problems("no such dossier")).toEqual(["no such dossier"]);
    expect(problems({ error: [{ where: "values.russia.range", message: "out of range" }] })).toEqual(["values.russia.range: out of range"]);
    expect(problems({ detail: [{ loc: ["body", "state", "phase"], msg: "too small" }] })).toEqual(["body.state.phase: too small"]);
    expect(problems({ error: "cancelled" })).toEqual(["cancelled"]);
    expect(problems(null)).toEqual([]);
  });
});

describe("progressOf", () => {
  test("keeps a share between 0 and 1 and nothing else", () => {
    expect(progressOf('{"step":"flying","share":0.25}')).toEqual({ step: "flying", share: 0.25 });
    expect(progressOf('{"step":"flying","share":7}')).toEqual({ step: "flying", share: null });
    expect(progressOf("{}")).toEqual({ step: "", share: null });
  });
});

describe("relevant", () => {
  test("does not change with what is looked at", () => {
    expect(relevant("security", { ...state, phase: 1, threat: "sejjil", site: "a@b" }, "en")).toBe(relevant("security", state, "en"));
  });
  test("does not change with the order in which numbers were typed", () => {
    const other = { ...state, values: { "us-nato": { "defence.commit_delay": "60 s", "sm-3-2b.burnout_speed": "5.5 km/s" } } };
    expect(relevant("balance", other, "en")).toBe(relevant("balance", state, "en"));
  });
  test("a view without changes of its own counts as none", () => {
    expect(relevant("balance", { ...state, copied: { russia: {} } }, "en")).toBe(relevant("balance", state, "en"));
  });
  test("is one for panels that show parts of one answer", () => {
    expect(relevant("claims", state, "en")).toBe(relevant("security", state, "en"));
    expect(relevant("balance", state, "en")).not.toBe(relevant("security", state, "en"));
  });
  test("changes with numbers, places, language, and for the crux with the order of the views", () => {
    const key = relevant("crux", state, "en");
    expect(relevant("crux", { ...state, values: {} }, "en")).not.toBe(key);
    expect(relevant("crux", { ...state, moved: {} }, "en")).not.toBe(key);
    expect(relevant("crux", state, "ru")).not.toBe(key);
    expect(relevant("crux", { ...state, a: "russia", b: "us-nato" }, "en")).not.toBe(key);
    expect(relevant("claims", { ...state, a: "russia", b: "us-nato" }, "en")).toBe(relevant("claims", state, "en"));
  });
});
