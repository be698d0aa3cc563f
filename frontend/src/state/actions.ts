/** What a reader can do. Every action makes a new state, writes the address and tells whoever shares it. */

import { batch } from "@preact/signals";
import { mayEdit, mayLook, mayOpen, onlyMine } from "../live/roles";
import { shareWithOthers } from "../live/sharing";
import { printAddress, tenth } from "./address";
import { asStated, copiedFrom, movedTo, ownValue, unchanged } from "./changes";
import type { Camera, LayerName, PageSettings, Side, Stage, State } from "./contracts";
import { browserHistory, Deeds } from "./history";
import { inPhase, plainIn } from "./opening";
import { mayMovePlace } from "./places";
import { deedOfLooking, deedOfMoving, deedOn } from "./redo";
import { layerNames } from "./settings";
import * as store from "./store";

export const deeds = new Deeds(browserHistory);

/** The address of what is shown now. */
export function addressNow(): string {
  const state = store.state.value;
  return state && store.head.value ? printAddress(state, store.head.value, store.settings.value) : "/";
}

function commit(next: State, deed: string, stage: Stage = "done"): void {
  const before = store.state.value;
  if (!before) return;
  batch(() => {
    store.state.value = next;
    store.moving.value = stage === "drag";
    store.refusals.value = [];
  });
  deeds.write(addressNow(), deed, stage);
  shareWithOthers(before, next);
}

/** Do it, if there is a state and this person may. */
function when(allowed: boolean, make: (state: State) => State, deed: string, stage: Stage = "done"): void {
  const state = store.state.value;
  if (state && allowed) commit(make(state), deed, stage);
}

const looking = () => mayLook(store.role.value);
const sideOf = (state: State, view: string): Side => (view === state.b ? "B" : "A");
const editing = (view: string) => store.state.value !== null && mayEdit(store.role.value, sideOf(store.state.value, view));

export function pickPhase(phase: number): void {
  const head = store.head.value;
  if (head) when(looking(), (state) => ({ ...state, phase, site: plainIn(head, phase).site, threat: inPhase(head.threats, state.threat, phase) }), deedOfLooking);
}

export const pickThreat = (threat: string) => when(looking(), (state) => ({ ...state, threat }), deedOfLooking);
export const pickDeterrent = (deterrent: string) => when(looking(), (state) => ({ ...state, deterrent }), deedOfLooking);
export const pickSite = (site: string) => when(looking(), (state) => ({ ...state, site }), deedOfLooking);

/** Look at a site that nobody picked, without a deed that Back would undo. */
export function settleOnSite(site: string): void {
  const before = store.state.value;
  if (!before || !looking()) return;
  store.state.value = { ...before, site };
  deeds.amend(addressNow());
  shareWithOthers(before, store.state.value);
}

/** Show other views than the usual two. Own numbers of a view that leaves the screen are dropped. */
export function pickView(side: Side, view: string): void {
  when(mayOpen(store.role.value), (state) => {
    const other = side === "A" ? state.b : state.a;
    const pair = side === "A" ? { a: view, b: other === view ? state.a : other } : { b: view, a: other === view ? state.b : other };
    const shown = (table: State["values"]) => Object.fromEntries(Object.entries(table).filter(([id]) => id === pair.a || id === pair.b));
    return { ...state, ...pair, values: shown(state.values), copied: shown(state.copied) };
  }, "views");
}

export const setValue = (view: string, key: string, text: string, stage: Stage) => when(editing(view), (state) => ownValue(state, view, key, text), deedOn(view, key), stage);
export const copyValue = (view: string, key: string, from: string) => when(editing(view), (state) => copiedFrom(state, view, key, from), deedOn(view, key));
export const resetValue = (view: string, key: string) => when(editing(view), (state) => asStated(state, view, key), deedOn(view, key));
export const resetAll = () => when(looking(), (state) => onlyMine(state, unchanged(state), store.role.value, mayMovePlace), "reset");

export function movePlace(place: string, latitude: number, longitude: number, stage: Stage): void {
  when(looking(), (state) => movedTo(state, place, [tenth(latitude), tenth(longitude)]), deedOfMoving(place), stage);
}

/** Change how the page shows things. A new panel is a deed of its own; the rest only amends the address. */
export function adjust(change: Partial<PageSettings>): void {
  const before = store.settings.value;
  store.settings.value = { ...before, ...change };
  if (!store.state.value) return;
  if (change.panel !== undefined && change.panel !== before.panel) deeds.write(addressNow(), `panel ${change.panel}`, "done");
  else deeds.amend(addressNow());
}

/** Tilt, kind of flat map, and where the clock rests: `drag` while the clock is pulled along. */
export function show(change: Partial<PageSettings>, stage: Stage): void {
  store.settings.value = { ...store.settings.value, ...change };
  if (store.state.value) deeds.amend(addressNow(), stage);
}

export const lookFrom = (camera: Camera, stage: Stage) => {
  store.settings.value = { ...store.settings.value, camera };
  if (stage === "done") deeds.amend(addressNow());
};

export function switchLayer(name: LayerName, on: boolean): void {
  const { layers } = store.settings.value;
  adjust({ layers: layerNames.filter((layer) => (layer === name ? on : layers.includes(layer))) });
}
