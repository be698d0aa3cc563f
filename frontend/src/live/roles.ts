/** Who may change what in a joint session. The server decides; the page only does not offer what it would refuse. */

import type { Side, State } from "../state/contracts";
import type { Role } from "./joint";

export const mayEdit = (role: Role, side: Side): boolean => role === "both" || role === side;
export const mayLook = (role: Role): boolean => role !== "watch";
export const mayOpen = (role: Role): boolean => role === "both";

/** Of what is wanted only the numbers, copies and places that this role may change. */
export function onlyMine(shared: State, wanted: State, role: Role, mayMove: (place: string) => boolean): State {
  if (role === "both") return wanted;
  const mine = role === "A" ? shared.a : role === "B" ? shared.b : null;
  const table = (from: "values" | "copied") => {
    const { [mine ?? ""]: _, ...others } = shared[from];
    const own = mine === null ? undefined : wanted[from][mine];
    return own ? { ...others, [mine ?? ""]: own } : mine === null ? shared[from] : others;
  };
  const places = new Set([...Object.keys(shared.moved), ...Object.keys(wanted.moved)]);
  const moved: State["moved"] = {};
  for (const place of places) {
    const at = (mayMove(place) ? wanted : shared).moved[place];
    if (at) moved[place] = at;
  }
  return { ...shared, values: table("values"), copied: table("copied"), moved };
}
