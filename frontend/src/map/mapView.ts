/** What draws the two maps: the globe on the graphics card, or d3 on a plain canvas. Both do the same. */

import type { Side } from "../state/contracts";
import type { Mark } from "./marks";
import type { MapScene } from "./mapScene";
import type { Look } from "./paint";
import type { View } from "./projection";
import type { World } from "./world";

/** Names of what computes WebGL without a graphics card. */
export const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;

/** Where a side's map lies on the canvas [px], y downwards. All panes have one size. */
export interface Pane {
  side: Side;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What lies over the maps and moves with the clock or with what is picked. */
export interface Over {
  marks: Record<Side, readonly Mark[]>;
  /** [s] Of the clock; null: put away. */
  now: number | null;
}

export interface MapView {
  /** What draws, in the words of the graphics driver. */
  readonly renderer: string;
  resize(width: number, height: number): void;
  /** Land, colours or borders have changed. `fine`: worth painting at full size. */
  setGround(world: World | null, look: Look, fine: boolean): void;
  setScene(scene: MapScene, look: Look): void;
  /** Nothing moves any more: draw what is in sight as sharply as it can be. */
  sharpen(world: World, view: View): void;
  draw(view: View, panes: readonly Pane[], over: Over): void;
  dispose(): void;
}
