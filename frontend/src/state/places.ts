/** Which places this person may move. */

import { mayEdit } from "../live/roles";
import * as store from "./store";

/** The server knows whose a place is; the page offers to move what the roles do not rule out. */
export function mayMovePlace(_place: string): boolean {
  return mayEdit(store.role.value, "A") || mayEdit(store.role.value, "B");
}
