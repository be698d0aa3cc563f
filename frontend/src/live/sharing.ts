/** Where the page's state meets the joint session. */

import { batch } from "@preact/signals";
import { t } from "../language/language";
import type { State } from "../state/contracts";
import * as store from "../state/store";
import { JointLine, patchOf } from "./joint";

let line: JointLine | null = null;

/** Tell the joint session, where there is one, what has changed. */
export function shareWithOthers(before: State, next: State): void {
  line?.tell(patchOf(before, next));
}

/** Join. `onTaken` is called when the state of the session has replaced the one on the screen. */
export function join(address: string, onTaken: (state: State) => Promise<void>): void {
  const others = (count: number) => (store.people.value = count);
  line = new JointLine(address, {
    onHello: (role, state, people) => {
      batch(() => {
        store.role.value = role;
        others(people);
      });
      if (state) void onTaken(state);
    },
    onState: (state, by) => {
      void onTaken(state);
      store.news.value = by === "" ? "" : t("{who} changed something", { who: by });
    },
    onRefused: (message, state) => {
      store.refusals.value = [{ where: "", message: t(message) }];
      if (state) void onTaken(state);
    },
    onPeople: others,
    onLine: (there) => (store.joined.value = there),
  });
  line.connect();
}
