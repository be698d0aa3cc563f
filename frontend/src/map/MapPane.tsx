/** One side's map: what can be touched lies over the canvas that both share. */

import type { ReadonlySignal, Signal } from "@preact/signals";
import { t } from "../language/language";
import type { MapsProps, Side } from "../state/contracts";
import type { MapScene } from "./mapScene";
import type { Mark } from "./marks";
import { project, unproject, type Spot, type View } from "./projection";
import { placeWords, readingAt } from "./readout";
import { ScaleBar } from "./ScaleBar";
import { SiteButton } from "./SiteButton";

export interface MapPaneProps extends Pick<MapsProps, "mayMove" | "onMovePlace" | "onPickSite" | "names"> {
  side: Side;
  view: ReadonlySignal<View>;
  scene: ReadonlySignal<MapScene | null>;
  marks: ReadonlySignal<Record<Side, readonly Mark[]>>;
  /** The place under the mouse, on whichever map it is. */
  hover: Signal<[number, number] | null>;
}

const nowhere: Spot = { x: 0, y: 0, seen: false };
/** [px] A finger is wider than the sign of a site: as much round it belongs to it, but nothing that is nearer to another. */
const [RADIUS, REACH] = [11, 11];

function reachOf(spot: Spot, spots: readonly Spot[]): number {
  const nearest = Math.min(...spots.filter((other) => other.seen && other !== spot).map((other) => Math.hypot(other.x - spot.x, other.y - spot.y)));
  return Math.min(Math.max(nearest / 2 - RADIUS, 0), REACH);
}

export function MapPane({ side, view, scene, marks, hover, names, mayMove, onMovePlace, onPickSite }: MapPaneProps) {
  const now = view.value;
  const point = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    hover.value = event.buttons || event.pointerType !== "mouse" ? null : unproject(now, event.clientX - box.left, event.clientY - box.top);
  };
  const words = hover.value && scene.value ? readingAt(scene.value, side, ...hover.value) : "";
  const told = words && hover.value ? `${placeWords(...hover.value)}: ${words}` : "";
  const cross = hover.value && project(now, ...hover.value);
  const sites = marks.value[side].filter((mark) => mark.kind === "site");
  const spots = sites.map((mark) => project(now, ...mark.at));
  const at = (x: number, y: number) => ({ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` });
  return (
    <div
      class="map-pane"
      role="group"
      tabIndex={0}
      aria-label={t("Map of {side}. Arrow keys turn both maps, plus and minus change their scale.", { side: t(names.value[side]) })}
      onPointerMove={point}
      onPointerLeave={() => (hover.value = null)}
    >
      {sites.map((mark, k) => {
        const spot = spots[k] ?? nowhere;
        const shown = spot.seen && spot.x >= 0 && spot.y >= 0 && spot.x <= now.width && spot.y <= now.height;
        return (
          <SiteButton
            key={mark.key}
            mark={mark}
            hidden={!shown}
            style={{ ...at(spot.x, spot.y), "--reach": `${reachOf(spot, spots).toFixed(1)}px` }}
            movable={mark.movable && mayMove(mark.place)}
            placeAt={(x, y) => unproject(now, x, y)}
            onMove={onMovePlace}
            onPick={onPickSite}
          />
        );
      })}
      {cross && told && <span class="map-cross" style={at(cross.x, cross.y)} aria-hidden="true" />}
      <ScaleBar view={now} />
      {told && <p class="map-told">{told}</p>}
    </div>
  );
}
