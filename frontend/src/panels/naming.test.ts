import { describe, expect, test } from "vitest";
import type { State } from "../state/contracts";
import type { Carried } from "./answers";
import { assumptionLine, bySide, nameOf, shortName, siteName } from "./naming";

const answer: Carried = {
  dossier: "deauville-2011",
  title: "",
  names: { "sm-3-2b": "SM-3 Block IIB, planned for 2020 and cancelled", redzikowo: "Redzikowo, Poland", one: "Topol, silo", two: "Topol, road" },
};
const state = { a: "us", b: "russia" } as State;

describe("names", () => {
  test("are cut at the comma, unless two would become one", () => {
    expect(siteName(answer, "sm-3-2b", "redzikowo")).toBe("SM-3 Block IIB, Redzikowo");
    expect(shortName(answer, "one")).toBe("Topol, silo");
  });
  test("fall back on the id", () => {
    expect(nameOf(answer, "nowhere")).toBe("nowhere");
    expect(assumptionLine(answer, "sm-3-2b.burnout_speed")).toBe("Burnout speed, SM-3 Block IIB");
    expect(assumptionLine(answer, "defence.unheard_of")).toBe("Unheard of, the defence");
  });
});

test("rows stand with A first, within what belongs together", () => {
  const rows = ["x russia", "x us", "y other", "y russia", "y us"].map((text) => ({ key: text.slice(0, 1), view: text.slice(2) }));
  expect(bySide(rows, state, (row) => row.key).map((row) => `${row.key} ${row.view}`)).toEqual(["x us", "x russia", "y us", "y russia", "y other"]);
  expect(bySide(rows, state).map((row) => row.view)).toEqual(["us", "us", "russia", "russia", "other"]);
});
