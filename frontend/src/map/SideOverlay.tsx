/** Over one map: sites to drag, names, and what moves while the clock runs. */

import { t } from "../language/language";
import type { Side, Stage } from "../state/contracts";
import { time } from "./clock";
import { positionAt, type Engagement, type Flight, type SideScene } from "./mapScene";
import { setMarks, type Mark } from "./marks";
import type { Look } from "./paint";
import { flightPieces } from "./paint";
import { project, unproject, type View } from "./projection";
import { SiteButton } from "./SiteButton";

export interface SideOverlayProps {
  side: Side;
  view: View;
  scene: SideScene;
  marks: readonly Mark[];
  look: Look;
  mayMove: (place: string) => boolean;
  onMovePlace: (place: string, latitude: number, longitude: number, stage: Stage) => void;
  onPickSite: (site: string) => void;
}

/** The part of something flown between two moments [s], its ends between the points. */
function between(flight: Flight, from: number, to: number): Flight {
  const start = positionAt(flight, from);
  const end = positionAt(flight, to);
  const inside = flight.time.map((moment, k) => (moment > from && moment < to ? k : -1)).filter((k) => k >= 0);
  const cut = (name: "latitude" | "longitude" | "altitude") => [start?.[name] ?? 0, ...inside.map((k) => flight[name][k] ?? 0), end?.[name] ?? 0];
  return { ...flight, latitude: cut("latitude"), longitude: cut("longitude"), altitude: cut("altitude"), time: [from, ...inside.map((k) => flight.time[k] ?? 0), to] };
}

/** Lines of the engagement over the map: the window on the missile's way, and what has been flown so far. */
function Trails({ view, engagement, look, side, now }: { view: View; engagement: Engagement; look: Look; side: Side; now: number | null }) {
  const { palette } = look;
  const deep = palette.sides[side].deep;
  const path = (flight: Flight, from: number, to: number, colour: string, width: number, opacity = 1) =>
    flightPieces(view, between(flight, from, to)).map((piece, k) => (
      <polyline key={k} points={piece.map((dot) => dot.map((value) => value.toFixed(1)).join(",")).join(" ")} fill="none" stroke={colour} stroke-width={width} stroke-opacity={opacity} stroke-linecap="round" />
    ));
  const dot = (flight: Flight, at: number, radius: number, colour: string, key: string) => {
    const here = positionAt(flight, at);
    const spot = here && project(view, here.latitude, here.longitude, here.altitude);
    return spot?.seen ? <circle key={key} cx={spot.x.toFixed(1)} cy={spot.y.toFixed(1)} r={radius} fill={colour} stroke={palette.paper} stroke-width="1.5" /> : null;
  };
  const { missile, interceptor } = engagement;
  const flown = interceptor && now !== null && now > (interceptor.time[0] ?? 0);
  return (
    <svg class="map-trails" width={view.width} height={view.height} aria-hidden="true">
      {engagement.spans.filter((span) => span.key === "window").map((span) => path(missile, span.from, span.to, deep, 7, 0.45))}
      {now !== null && path(missile, 0, now, palette.missile, 3.4)}
      {flown && path(interceptor, interceptor.time[0] ?? 0, Math.min(now, interceptor.time.at(-1) ?? now), deep, 3.8)}
      {engagement.moments.map((moment) => dot(missile, moment.time, 3, palette.missile, moment.key))}
      {now !== null && dot(missile, now, 6, palette.missile, "missile")}
      {flown && dot(interceptor, now, 5.5, deep, "interceptor")}
    </svg>
  );
}

/** One side's marks, names and trails, over its map. */
export function SideOverlay({ side, view, scene, marks, look, mayMove, onMovePlace, onPickSite }: SideOverlayProps) {
  const setting = setMarks(marks, view);
  const shift = (key: string): Record<string, string> => {
    const spot = setting.spots.get(key);
    return { transform: spot ? `translate(${spot.x.toFixed(1)}px, ${spot.y.toFixed(1)}px)` : "none" };
  };
  const seen = (mark: Mark) => {
    const spot = setting.spots.get(mark.key);
    return spot !== undefined && spot.seen && spot.x >= 0 && spot.y >= 0 && spot.x <= view.width && spot.y <= view.height;
  };
  return (
    <div class="map-over" role="group" aria-label={t("Sites and sensors on this map")}>
      {scene.engagement && <Trails view={view} engagement={scene.engagement} look={look} side={side} now={time.value} />}
      {marks.map((mark) =>
        mark.kind === "site" ? (
          <SiteButton
            key={mark.key}
            mark={mark}
            hidden={!seen(mark)}
            style={shift(mark.key)}
            movable={mark.movable && mayMove(mark.place)}
            placeAt={(x, y) => unproject(view, x, y)}
            onMove={onMovePlace}
            onPick={onPickSite}
          />
        ) : (
          seen(mark) && <span key={mark.key} class={`map-mark map-${mark.kind}`} style={shift(mark.key)} title={mark.said} aria-hidden="true" />
        ),
      )}
      {marks.map((mark) => {
        const at = setting.labels.get(mark.key);
        return (
          at && (
            <span key={mark.key} class={`map-label map-label-${mark.kind}`} style={{ transform: `translate(${at.left.toFixed(0)}px, ${at.top.toFixed(0)}px)` }} aria-hidden="true">
              {mark.name}
              {mark.below && <small>{mark.below}</small>}
            </span>
          )
        );
      })}
    </div>
  );
}
