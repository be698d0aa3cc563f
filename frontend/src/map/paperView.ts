/** Both maps on a plain canvas: flat maps, and the globe where there is no WebGL. */

import type { Side } from "../state/contracts";
import type { MapScene } from "./mapScene";
import type { MapView, Over, Pane } from "./mapView";
import { paintGround, paintSide, type Look } from "./paint";
import { paintEngagement, paintMarks } from "./paintMarks";
import { CanvasPen, type Pen } from "./pen";
import type { View } from "./projection";
import type { World } from "./world";

/** Marks, names and the engagement of one side, as the page shows them. */
export function paintOver(pen: Pen, view: View, scene: MapScene, side: Side, look: Look, over: Over): void {
  paintEngagement(pen, view, scene.sides[side], side, look, over.now);
  paintMarks(pen, view, over.marks[side], look, false);
}

/** Drawn by the processor: through software WebGL a canvas is several times slower, and with a card the globe is not drawn here. */
const PLAIN: CanvasRenderingContext2DSettings = { alpha: false, willReadFrequently: true };

function plainContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", PLAIN);
  if (!context) throw new Error("no canvas");
  return context;
}

/** A canvas that is not shown, its pen, and what was painted on it. */
class Sheet {
  readonly canvas = document.createElement("canvas");
  readonly pen: CanvasPen;
  painted = "";
  private readonly context = plainContext(this.canvas);

  constructor(private readonly density: number) {
    this.pen = new CanvasPen(this.context, density);
  }

  /** Begin anew with a picture of the whole. */
  lay(ground: HTMLCanvasElement): void {
    if (this.canvas.width !== ground.width || this.canvas.height !== ground.height) Object.assign(this.canvas, { width: ground.width, height: ground.height });
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.drawImage(ground, 0, 0);
    this.context.setTransform(this.density, 0, 0, this.density, 0, 0);
  }
}

export class PaperView implements MapView {
  readonly renderer = "canvas";
  private readonly context: CanvasRenderingContext2D;
  private readonly pen: CanvasPen;
  /** The ground of one map: the same for both, so painted once. */
  private readonly ground = document.createElement("canvas");
  /** What lies on it, for each side: painted anew for a new answer or view, not for every step of a mark or the clock. */
  private readonly sides: Record<Side, Sheet>;
  private readonly density = Math.min(window.devicePixelRatio, 2);
  private painted = "";
  private coarse: World | null = null;
  private sharp: World | null = null;
  private look: Look | null = null;
  private scene: MapScene | null = null;
  private edition = 0;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.context = plainContext(canvas);
    this.pen = new CanvasPen(this.context, this.density);
    this.sides = { A: new Sheet(this.density), B: new Sheet(this.density) };
  }

  resize(width: number, height: number): void {
    Object.assign(this.canvas, { width: Math.round(width * this.density), height: Math.round(height * this.density) });
  }

  setGround(world: World | null, look: Look): void {
    this.coarse ??= world;
    this.look = look;
    this.edition++;
  }

  setScene(scene: MapScene, look: Look): void {
    this.scene = scene;
    this.look = look;
    for (const sheet of Object.values(this.sides)) sheet.painted = "";
  }

  sharpen(world: World, view: View): void {
    this.sharp = world;
    this.paintGround(view, world);
  }

  draw(view: View, panes: readonly Pane[], over: Over): void {
    const { context, density, look, scene } = this;
    if (!look) return;
    if (!this.painted.startsWith(this.keyOf(view))) this.paintGround(view, this.coarse ?? this.sharp);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = look.palette.paper;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    for (const { side, x, y, width, height } of panes) {
      context.drawImage(scene ? this.sideOf(side, view, scene, look) : this.ground, Math.round(x * density), Math.round(y * density));
      if (!scene) continue;
      context.setTransform(density, 0, 0, density, 0, 0);
      this.pen.within(x, y, width, height, () => paintOver(this.pen, view, scene, side, look, over));
      context.setTransform(1, 0, 0, 1, 0, 0);
    }
  }

  private sideOf(side: Side, view: View, scene: MapScene, look: Look): HTMLCanvasElement {
    const sheet = this.sides[side];
    if (sheet.painted === this.painted) return sheet.canvas;
    sheet.lay(this.ground);
    paintSide(sheet.pen, view, scene, side, look);
    sheet.painted = this.painted;
    return sheet.canvas;
  }

  dispose(): void {
    this.painted = "";
  }

  private keyOf(view: View): string {
    return [this.edition, ...Object.values(view)].join(" ");
  }

  private paintGround(view: View, world: World | null): void {
    const key = `${this.keyOf(view)} ${world === this.sharp ? "fine" : "coarse"}`;
    if (!this.look || this.painted === key) return;
    const { ground, density, look } = this;
    Object.assign(ground, { width: Math.round(view.width * density), height: Math.round(view.height * density) });
    const context = plainContext(ground);
    context.fillStyle = look.palette.paper;
    context.fillRect(0, 0, ground.width, ground.height);
    context.setTransform(density, 0, 0, density, 0, 0);
    paintGround(new CanvasPen(context, density), view, world, look);
    this.painted = key;
  }
}
