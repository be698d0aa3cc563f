/** The one place where the page's state lives. Components show these signals and call the actions of `actions.ts`. */

import { computed, signal } from "@preact/signals";
import { t } from "../language/language";
import type { Frame, PageSettings, Side, State } from "./contracts";
import type { Difference, Head, Welcome } from "./scene";
import type { Role } from "../live/joint";
import type { LineState } from "../live/live";
import type { Problem } from "./problem";
import { plainSettings } from "./settings";

/** The dossiers that can be opened: built in, and in the chosen folder. */
export const welcome = signal<Welcome | null>(null);
export const head = signal<Head | null>(null);
export const state = signal<State | null>(null);
export const settings = signal<PageSettings>(plainSettings);

/** The last picture computed; kept when the line drops or a request is refused. */
export const frame = signal<Frame | null>(null);
/** The picture shown is not that of the present state yet. */
export const waiting = signal(false);
export const differences = signal<Difference[]>([]);

export const line = signal<LineState>("opening");
/** When the next attempt to reach the server is due, ms since 1970. */
export const retryAt = signal<number | null>(null);

/** What could not be read of the address. */
export const addressProblems = signal<Problem[]>([]);
/** What the server refused last; the last values stay. */
export const refusals = signal<Problem[]>([]);
/** Something is being dragged. */
export const moving = signal(false);

const prefersDark = signal(false);
/** Follow the system's choice of light or dark. */
export function watchSystemTheme(query: MediaQueryList): void {
  prefersDark.value = query.matches;
  query.addEventListener("change", (event) => (prefersDark.value = event.matches));
}
export const dark = computed(() => (settings.value.theme === "auto" ? prefersDark.value : settings.value.theme === "dark"));

let rested: State | null = null;
/** The state, but as it was before the drag while something is dragged: for what takes long to compute. */
export const settled = computed<State | null>(() => (moving.value ? rested : (rested = state.value)));

/** The names of the two views. */
export const names = computed<Record<Side, string>>(() => {
  const title = (id: string | undefined) => t(head.value?.views.find((view) => view.id === id)?.title ?? "");
  return { A: title(state.value?.a), B: title(state.value?.b) };
});

/** The joint session: null when there is none. */
export const role = signal<Role>("both");
export const people = signal<number | null>(null);
/** Short news for the reader: what another person did, what was copied, what could not be done. */
export const news = signal<string>("");
/** The line of the joint session is up. */
export const joined = signal(false);
