/** @jsxImportSource preact */
/** The maps alone, with an invented frame: for looking and measuring, not part of the page that is built. */

import { signal } from "@preact/signals";
import { render } from "preact";
import { fixtureFrame } from "../src/map/fixture";
import { Maps, pictureBlob } from "../src/map/Maps";
import type { Frame, PageSettings, State } from "../src/state/contracts";
import { plainSettings } from "../src/state/settings";

const query = new URLSearchParams(location.search);
const settings = signal<PageSettings>({ ...plainSettings, mode: query.get("map") === "flat" ? "flat" : "globe", borders: query.get("borders") !== "0" });
if (query.get("layers")) settings.value = { ...settings.value, layers: query.get("layers")!.split(",") as PageSettings["layers"] };
const at = query.get("at")?.split(",").map(Number);
if (at) settings.value = { ...settings.value, camera: { latitude: at[0]!, longitude: at[1]!, zoom: at[2]! } };
const state = signal<State>({ dossier: "trial", a: "a", b: "b", phase: 4, threat: null, deterrent: null, site: "sm-3-2a@redzikowo", values: {}, copied: {}, moved: {} });
const dark = signal(query.get("theme") === "dark");
const names = signal({ A: "United States and NATO", B: "Russian military" });
const frame = signal<Frame | null>(fixtureFrame({}, 0.25));
let seq = 1;
document.body.style.background = dark.value ? "#10171e" : "#fff";
Object.assign(window, { settings, state, dark, frame, pictureBlob });

render(
  <Maps
    frame={frame}
    state={state}
    settings={settings}
    dark={dark}
    names={names}
    mayMove={() => true}
    onMovePlace={(place, latitude, longitude, stage) => {
      state.value = { ...state.value, moved: { ...state.value.moved, [place]: [latitude, longitude] } };
      frame.value = fixtureFrame(state.value.moved, stage === "drag" ? 1 : 0.25, ++seq);
    }}
    onPickSite={(site) => (state.value = { ...state.value, site })}
    onCamera={(camera) => (settings.value = { ...settings.value, camera })}
    onShow={(change) => (settings.value = { ...settings.value, ...change })}
  />,
  document.getElementById("page") as HTMLElement,
);
