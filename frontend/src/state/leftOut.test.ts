import { describe, expect, test } from "vitest";
import type { State } from "./contracts";
import { head } from "./head.fixture";
import { leftOut } from "./leftOut";
import { plainState } from "./opening";

const plain = plainState(head);
const asked: State = {
  ...plain,
  site: "sm-9@moon",
  values: { "us-nato": { "sm-9.burnout_speed": "5 km/s", "defence.commit_delay": "45 s" } },
  copied: { russia: { "sm-9.burn_time": "us-nato" } },
  moved: { redzikowo: [52, 19], atlantis: [1, 2] },
};
const without = (...wheres: string[]) => leftOut(asked, wheres.map((where) => ({ where, message: `${where} is wrong.` })), head);

describe("what a server refuses of an address", () => {
  test("is left out, entry by entry, and told by the name it has there", () => {
    const found = without("us-nato:sm-9.burnout_speed", "russia:sm-9.burn_time", "atlantis", "site");
    expect(found?.state).toEqual({ ...plain, values: { "us-nato": { "defence.commit_delay": "45 s" } }, moved: { redzikowo: [52, 19] } });
    expect(found?.problems.map((one) => one.where)).toEqual(["A.sm-9.burnout_speed", "B.sm-9.burn_time", "move.atlantis", "site"]);
    expect(found?.problems[3]?.message).toBe("site is wrong. Shown instead: sm-3-2b@redzikowo.");
  });

  test("may be called by its place in the request", () => {
    expect(without("state.values.us-nato.defence.commit_delay")?.state.values).toEqual({ "us-nato": { "sm-9.burnout_speed": "5 km/s" } });
    expect(without("state.moved.redzikowo.0")?.state.moved).toEqual({ atlantis: [1, 2] });
  });

  test("takes with it what is said of the same system, where that alone fits nothing", () => {
    expect(without("us-nato:sm-9.cross_section")?.state.values).toEqual({ "us-nato": { "defence.commit_delay": "45 s" } });
  });

  test("is every change, where it cannot be told which is meant; what is looked at stays", () => {
    const found = without("request");
    expect(found?.state).toEqual({ ...plain, site: "sm-9@moon" });
    expect(found?.problems).toHaveLength(2);
  });

  test("is nothing, where the dossier itself is refused or the server failed", () => {
    expect(without("")).toBeNull();
    expect(leftOut(plain, [{ where: "", message: "no" }], head)).toBeNull();
    expect(leftOut({ ...plain, threat: "shahab-3" }, [{ where: "dossier", message: "no" }], head)).toBeNull();
  });
});
