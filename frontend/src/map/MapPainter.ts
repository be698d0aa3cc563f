/** Owns the canvas: picks what draws on it, draws only on change, and sharpens the picture when it rests. */

import type { Side } from "../state/contracts";
import { readField } from "./field";
import type { MapScene } from "./mapScene";
import { SOFTWARE, type MapView, type Over, type Pane } from "./mapView";
import type { Look } from "./paint";
import { PaperView } from "./paperView";
import type { Mode, View } from "./projection";
import { loadWorld, type World } from "./world";

/** Everything that is on the canvas. */
export interface Shown extends Over {
  view: View;
  panes: readonly Pane[];
  /** [px] Of the whole canvas. */
  width: number;
  height: number;
  scene: MapScene | null;
  look: Look;
}

/** For tests and measurements: what has been drawn and by what. */
export interface Hook {
  frames: number;
  renderer: string;
  /** Sequence number of the frame that was drawn last. */
  seq: number;
  /** [deg] Of its defended area; 0 without one. */
  step: number;
  /** The field of a side at a place, as it is drawn. */
  read: (side: Side, latitude: number, longitude: number) => ReturnType<typeof readField>;
}

declare global {
  interface Window {
    __detente?: Partial<Hook>;
  }
}

/** [ms] Without a change for this long, the picture rests. */
const REST = 180;

type Graphics = "card" | "software" | "none";

/** What would draw WebGL 2 here; asked before three.js is fetched. */
function graphicsHere(): Graphics {
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    if (!context) return "none";
    const told = context.getExtension("WEBGL_debug_renderer_info");
    const name = String(context.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : context.RENDERER));
    context.getExtension("WEBGL_lose_context")?.loseContext();
    return SOFTWARE.test(name) ? "software" : "card";
  } catch {
    return "none";
  }
}

/** Tests and measurements draw with WebGL in software too, where this key of the local storage holds "webgl". */
const wanted = (): string | null => {
  try {
    return localStorage.getItem("detente.maps");
  } catch {
    return null;
  }
};

export class MapPainter {
  private canvas: HTMLCanvasElement | null = null;
  private drawer: MapView | null = null;
  private kind: "card" | "paper" | null = null;
  private shown: Shown | null = null;
  private drawn: Partial<Shown> = {};
  private waiting = 0;
  private resting = 0;
  private coarse: World | null = null;
  private fine: World | null = null;
  private ground = "";
  private card: "unknown" | "loading" | "there" | "none" = "unknown";
  private gone = false;

  /** `onFallback`: the globe has to be drawn without WebGL. */
  constructor(
    private readonly holder: HTMLElement,
    private readonly onFallback: () => void,
  ) {
    const hook = (window.__detente ??= {});
    Object.assign(hook, {
      frames: 0,
      renderer: "",
      seq: -1,
      step: 0,
      read: (side: Side, latitude: number, longitude: number) => {
        const area = this.shown?.scene?.areas[side].defended;
        return area ? readField(area.field, latitude, longitude) : null;
      },
    } satisfies Hook);
    void this.fetchWorlds();
  }

  get world(): World | null {
    return this.fine ?? this.coarse;
  }

  update(shown: Shown): void {
    this.shown = shown;
    this.schedule();
  }

  dispose(): void {
    this.gone = true;
    cancelAnimationFrame(this.waiting);
    clearTimeout(this.resting);
    this.drawer?.dispose();
    this.canvas?.remove();
  }

  private async fetchWorlds(): Promise<void> {
    try {
      this.coarse = await loadWorld("110m");
      this.schedule();
      this.fine = await loadWorld("50m");
      this.schedule();
    } catch (error) {
      console.warn("The outlines of land could not be read.", error);
    }
  }

  private schedule(): void {
    if (this.waiting || this.gone) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { shown } = this;
    if (!shown || shown.width < 2 || shown.view.width < 2) return;
    this.choose(shown.view.mode);
    const { drawer, drawn } = this;
    if (!drawer) return;
    if (drawn.width !== shown.width || drawn.height !== shown.height) drawer.resize(shown.width, shown.height);
    this.layGround(drawer, shown.look);
    if (shown.scene && (drawn.scene !== shown.scene || drawn.look !== shown.look)) drawer.setScene(shown.scene, shown.look);
    drawer.draw(shown.view, shown.panes, shown);
    this.drawn = { ...shown };
    this.tell(drawer);
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.rest(), REST);
  }

  /** Land and colours: coarse as soon as it is there, fine once the picture has rested. */
  private layGround(drawer: MapView, look: Look, fine = false): void {
    const key = [look.dark, look.borders, this.coarse !== null].join();
    if (this.ground.startsWith(key) && !(fine && !this.ground.endsWith("fine"))) return;
    drawer.setGround(fine ? this.fine : this.coarse, look, fine);
    this.ground = fine ? `${key} fine` : key;
  }

  private rest(): void {
    const { drawer, shown, fine } = this;
    if (!drawer || !shown || this.gone) return;
    if (!fine) {
      if (this.coarse) void loadWorld("50m").then(() => (this.resting = window.setTimeout(() => this.rest(), REST)));
      return;
    }
    this.layGround(drawer, shown.look, true);
    drawer.sharpen(fine, shown.view);
    drawer.draw(shown.view, shown.panes, shown);
  }

  private tell(drawer: MapView): void {
    const hook = (window.__detente ??= {});
    hook.frames = (hook.frames ?? 0) + 1;
    hook.renderer = drawer.renderer;
    hook.seq = this.shown?.scene?.seq ?? -1;
    hook.step = this.shown?.scene?.areas.A.defended?.field.step ?? 0;
    const settled = this.kind === "card" || this.card === "none" || this.shown?.view.mode !== "globe";
    if (this.shown?.scene && this.coarse && settled) document.body.dataset["ready"] = "maps";
  }

  /** The card for the globe where there is one; paper for flat maps, until the card is ready, and where there is none or only software. */
  private choose(mode: Mode): void {
    if (mode !== "globe" || this.card === "none") return this.usePaper();
    if (this.card === "there") return;
    if (this.card === "unknown") void this.loadCard();
    this.usePaper();
  }

  private async loadCard(): Promise<void> {
    this.card = "loading";
    const graphics = graphicsHere();
    if (graphics === "none") return this.withoutCard(true);
    if (graphics === "software" && wanted() !== "webgl") return this.withoutCard(false);
    try {
      const { GlobeView } = await import("./globeView");
      if (this.gone) return;
      if (this.shown?.view.mode !== "globe") {
        this.card = "unknown";
        return;
      }
      const canvas = this.freshCanvas();
      this.holder.prepend(canvas);
      const view = new GlobeView(canvas, graphics === "software");
      this.install(view, "card", canvas);
      this.card = "there";
      canvas.addEventListener("webglcontextlost", () => this.withoutCard(true));
      this.schedule();
    } catch (error) {
      console.warn("The globe is drawn without WebGL.", error);
      this.holder.querySelectorAll(".map-canvas").forEach((left) => left !== this.canvas && left.remove());
      this.withoutCard(true);
    }
  }

  /** Draw the globe with d3: the same picture, and where WebGL is computed in software four times faster. */
  private withoutCard(say: boolean): void {
    if (this.gone) return;
    this.card = "none";
    if (say) this.onFallback();
    this.usePaper();
    this.schedule();
  }

  private usePaper(): void {
    if (this.kind === "paper") return;
    if (this.card === "there") this.card = "unknown";
    const canvas = this.freshCanvas();
    this.install(new PaperView(canvas), "paper", canvas);
  }

  private freshCanvas(): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.className = "map-canvas";
    canvas.setAttribute("aria-hidden", "true");
    return canvas;
  }

  private install(drawer: MapView, kind: "card" | "paper", canvas: HTMLCanvasElement): void {
    this.drawer?.dispose();
    this.canvas?.remove();
    if (!canvas.isConnected) this.holder.prepend(canvas);
    this.canvas = canvas;
    this.drawer = drawer;
    this.kind = kind;
    this.drawn = {};
    this.ground = "";
  }
}
