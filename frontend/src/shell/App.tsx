import { Controls } from "../controls/Controls";
import { Layers } from "../controls/Layers";
import { t } from "../language/language";
import { Maps } from "../map/Maps";
import { lookFrom, movePlace, pickSite, show } from "../state/actions";
import { mayMovePlace } from "../state/places";
import * as store from "../state/store";
import { Drawer } from "./Drawer";
import { tall } from "./drawerSize";
import { Header } from "./Header";
import { News } from "./News";
import { PanelTabs } from "./PanelTabs";
import { PhoneTabs } from "./PhoneTabs";
import { Problems } from "./Problems";
import { Sentence } from "./Sentence";
import { shown } from "./shown";
import { Sides } from "./Sides";
import { Top } from "./Top";

/** The whole page. */
export function App() {
  const open = store.settings.value.panel !== "picture";
  return (
    <div class="workbench" data-shown={shown.value}>
      <Header />
      <main>
        <Controls />
        <Top>
          <Problems title={t("Not everything in this address could be used. What is listed here is left out; the rest is shown.")} problems={store.addressProblems} onClose={() => (store.addressProblems.value = [])} />
          <Problems title={t("This could not be computed; the last values stay.")} problems={store.refusals} onClose={() => (store.refusals.value = [])} />
          <Sentence />
          <Layers />
          <Sides />
        </Top>
        <div class="middle" data-panel={open ? (tall.value ? "tall" : "open") : "closed"}>
          <div class="map-place">
            <Maps
              frame={store.frame}
              state={store.state}
              settings={store.settings}
              dark={store.dark}
              names={store.names}
              mayMove={mayMovePlace}
              onMovePlace={movePlace}
              onPickSite={pickSite}
              onCamera={lookFrom}
              onShow={show}
            />
          </div>
          <Drawer />
        </div>
        <div class="foot">
          <PanelTabs />
          <PhoneTabs />
        </div>
      </main>
      <News />
    </div>
  );
}
