/** Which places this person may move. */

import type { Role } from "../live/joint";
import * as store from "./store";

/** Whose a view is; where it does not say, A defends and B deters. */
function sideOfRole(role: Role): string {
  const state = store.state.value;
  const view = store.head.value?.views.find((one) => one.id === (role === "A" ? state?.a : state?.b));
  return view?.side || (role === "A" ? "defending" : "deterring");
}

/** The server decides; the page does not offer what it would refuse. */
export function mayMovePlace(place: string): boolean {
  const role = store.role.value;
  if (role === "both" || role === "watch") return role === "both";
  const sides = store.frame.value?.scene.sides;
  if (!sides) return false;
  const owners = [...sides.A.sites, ...sides.B.sites].filter((site) => site.place === place).map((site) => site.owner);
  return owners.every((owner) => (owner || "defending") === sideOfRole(role));
}
