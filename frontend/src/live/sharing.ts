/** Where the page's state meets the joint session. */

import { batch } from "@preact/signals";
import { t } from "../language/language";
import type { State } from "../state/contracts";
import * as store from "../state/store";
import { JointLine } from "./joint";
import { mayLook } from "./roles";

let line: JointLine | null = null;

/** Tell the joint session, where there is one, what has changed. */
export function shareWithOthers(before: State, next: State): void {
  line?.tell(before, next);
}

/** Join. `onTaken` is called when the state on the table has replaced the one on the screen. */
export function join(address: string, onTaken: (state: State) => Promise<void>): void {
  const joint = new JointLine(address, {
    onHello: (role, state) => {
      store.role.value = role;
      if (state) void onTaken(state);
      else if (mayLook(role) && store.state.value) joint.offer(store.state.value);
    },
    onState: (state, by, others) => {
      void onTaken(state);
      if (others) store.news.value = by === "A" || by === "B" ? t("Side {side} changed something", { side: by }) : t("Whoever opened the session changed something");
    },
    onRefused: (message, state) => {
      batch(() => (store.refusals.value = [{ where: "", message }]));
      if (state) void onTaken(state);
    },
    onPeople: (count) => (store.people.value = count),
    onLine: (there) => (store.joined.value = there),
  });
  line = joint;
  joint.connect();
}
