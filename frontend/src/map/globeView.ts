/** The globe on the graphics card: one context, one sphere, one camera, two windows of one canvas. */

import {
  CanvasTexture, ClampToEdgeWrapping, Color, ColorManagement, DataTexture, GLSL3, Group, HalfFloatType, LinearFilter, LinearMipmapLinearFilter, LinearSRGBColorSpace, Mesh, NoColorSpace,
  OrthographicCamera, RepeatWrapping, RGBAFormat, Scene, ShaderMaterial, SphereGeometry, Vector2, Vector4, WebGLRenderer, type Texture,
} from "three"; // prettier-ignore
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";
import { LineSegments2 } from "three/examples/jsm/lines/LineSegments2.js";
import { LineSegmentsGeometry } from "three/examples/jsm/lines/LineSegmentsGeometry.js";
import type { Side } from "../state/contracts";
import type { Point } from "./contour";
import { FRAGMENT, VERTEX } from "./globeShader";
import { paintBox, WHOLE, type Box } from "./groundTexture";
import type { Area, Flight, MapScene } from "./mapScene";
import type { Look } from "./paint";
import { paintOver } from "./paperView";
import { CanvasPen, TILE, type Stroke } from "./pen";
import { disc, EARTH_RADIUS, turned, unproject, vector, type View } from "./projection";
import { slackColour, slackStroke } from "./slack";
import type { World } from "./world";
import type { MapView, Over, Pane } from "./mapView";

/** Lines lie this much above the sphere, whose flat faces lie a little below it. */
const LIFT = 1.0015;
/** Segments of the sphere: more cost half the speed in software and cannot be told from these. */
const SEGMENTS = [96, 48] as const;

interface SideGraphics {
  group: Group;
  textures: Record<"defended" | "denied", DataTexture | null>;
}

/** Colours as they are painted: nothing of this picture is lit, so nothing is converted. */
ColorManagement.enabled = false;
const plain = (css: string): Color => new Color(css);

export class GlobeView implements MapView {
  readonly renderer: string;
  private readonly webgl: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new OrthographicCamera(-1, 1, 1, -1, 0.1, 20);
  private readonly material: ShaderMaterial;
  private readonly sides: Record<Side, SideGraphics>;
  private readonly blank = new DataTexture(new Uint8Array(4), 1, 1);
  /** Names and what the clock moves: drawn by pen on a sheet over the globe. */
  private readonly sheet = document.createElement("canvas");
  private readonly pen: CanvasPen;
  private readonly ground: HTMLCanvasElement;
  private readonly detail: HTMLCanvasElement;
  private groundTexture: CanvasTexture | null = null;
  private detailTexture: CanvasTexture | null = null;
  private detailBox: Box | null = null;
  private look: Look | null = null;
  private shown: MapScene | null = null;
  private materials = new Set<LineMaterial>();

  /** `soft`: WebGL is computed in software, so that every nicety costs. Throws where there is no WebGL 2. */
  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly soft: boolean,
  ) {
    const attributes = { antialias: !soft, alpha: false, depth: true, stencil: false, powerPreference: "high-performance" } as const;
    const context = canvas.getContext("webgl2", attributes) as WebGL2RenderingContext | null;
    if (!context) throw new Error("no WebGL 2");
    const told = context.getExtension("WEBGL_debug_renderer_info");
    this.renderer = String(told ? context.getParameter(told.UNMASKED_RENDERER_WEBGL) : context.getParameter(context.RENDERER));
    this.webgl = new WebGLRenderer({ canvas, context, ...attributes });
    this.webgl.autoClear = false;
    this.webgl.outputColorSpace = LinearSRGBColorSpace;
    this.webgl.setPixelRatio(this.soft ? 1 : Math.min(window.devicePixelRatio, 2));
    const drawn = this.sheet.getContext("2d");
    if (!drawn) throw new Error("no canvas");
    this.sheet.className = "map-canvas";
    this.sheet.setAttribute("aria-hidden", "true");
    canvas.after(this.sheet);
    this.pen = new CanvasPen(drawn, this.webgl.getPixelRatio());
    this.ground = document.createElement("canvas");
    this.detail = document.createElement("canvas");
    this.material = sphereMaterial(this.blank);
    this.scene.add(new Mesh(new SphereGeometry(1, ...SEGMENTS), this.material));
    this.sides = { A: this.newSide(), B: this.newSide() };
  }

  resize(width: number, height: number): void {
    this.webgl.setSize(width, height, false);
    Object.assign(this.sheet, { width: this.canvas.width, height: this.canvas.height });
  }

  setGround(world: World | null, look: Look, fine: boolean): void {
    this.look = look;
    const width = fine ? 4096 : 2048;
    Object.assign(this.ground, { width, height: width / 2 });
    paintBox(this.ground, WHOLE, world, look.palette, look.borders, fine ? 1.8 : 0.9);
    this.groundTexture?.dispose();
    this.groundTexture = new CanvasTexture(this.ground);
    this.groundTexture.wrapS = RepeatWrapping;
    this.groundTexture.colorSpace = NoColorSpace;
    this.groundTexture.minFilter = this.soft ? LinearFilter : LinearMipmapLinearFilter;
    this.groundTexture.generateMipmaps = !this.soft;
    this.groundTexture.anisotropy = this.soft ? 1 : 8;
    this.uniform("ground", this.groundTexture);
    this.dropDetail();
  }

  /** Paint what is in sight once more, sharply: worth it when zoomed in and at rest. */
  sharpen(world: World, view: View): void {
    if (!this.look || view.scale < 500) return this.dropDetail();
    const box = boxInSight(view);
    const known = this.detailBox;
    if (known && known.west === box.west && known.south === box.south && known.width === box.width && known.height === box.height) return;
    Object.assign(this.detail, { width: box.width > 180 ? 4096 : 2048, height: box.height > 45 ? 2048 : 1024 });
    paintBox(this.detail, box, world, this.look.palette, this.look.borders, 1.2);
    this.detailTexture?.dispose();
    this.detailTexture = new CanvasTexture(this.detail);
    this.detailTexture.colorSpace = NoColorSpace;
    this.detailTexture.minFilter = LinearFilter;
    this.detailTexture.generateMipmaps = false;
    this.detailBox = box;
    this.uniform("detail", this.detailTexture);
    this.define("DETAIL", true);
    this.boxUniform("detailBox", box);
  }

  setScene(scene: MapScene, look: Look): void {
    this.look = look;
    for (const side of ["A", "B"] as const) {
      const graphics = this.sides[side];
      const areas = scene.areas[side];
      graphics.textures.defended = fieldTexture(graphics.textures.defended, look.layers.includes("defended") ? areas.defended : null);
      graphics.textures.denied = fieldTexture(graphics.textures.denied, look.layers.includes("denied") ? areas.denied : null);
      this.relineSide(scene, side, look);
    }
    this.shown = scene;
  }

  draw(view: View, panes: readonly Pane[], over: Over): void {
    const { look } = this;
    if (!look) return;
    this.drawSheet(view, panes, over, look);
    this.webgl.setScissorTest(false);
    this.webgl.setClearColor(plain(look.palette.paper), 1);
    this.webgl.clear();
    this.webgl.setScissorTest(true);
    this.aim(view);
    const full = this.webgl.getSize(new Vector2());
    const density = this.webgl.getPixelRatio();
    for (const { side, x, y, width, height } of panes) {
      const bottom = full.y - y - height;
      this.webgl.setViewport(x, bottom, width, height);
      this.webgl.setScissor(x, bottom, width, height);
      this.dress(side, look);
      const [cx, cy] = [x + width / 2, bottom + height - disc(view).y];
      this.uniform("limb", new Vector4(cx * density, cy * density, view.scale * density, 0));
      this.uniform("tile", TILE * density);
      for (const [name, { group }] of Object.entries(this.sides)) group.visible = name === side;
      this.webgl.render(this.scene, this.camera);
    }
    this.webgl.setScissorTest(false);
  }

  dispose(): void {
    this.sheet.remove();
    for (const side of Object.values(this.sides)) {
      emptyGroup(side.group, this.materials);
      side.textures.defended?.dispose();
      side.textures.denied?.dispose();
    }
    this.groundTexture?.dispose();
    this.detailTexture?.dispose();
    this.material.dispose();
    this.webgl.dispose();
  }

  private newSide(): SideGraphics {
    const group = new Group();
    this.scene.add(group);
    return { group, textures: { defended: null, denied: null } };
  }

  private drawSheet(view: View, panes: readonly Pane[], over: Over, look: Look): void {
    const context = this.sheet.getContext("2d");
    const density = this.webgl.getPixelRatio();
    context?.setTransform(density, 0, 0, density, 0, 0);
    context?.clearRect(0, 0, this.sheet.width, this.sheet.height);
    const { shown } = this;
    if (!shown) return;
    for (const { side, x, y, width, height } of panes) this.pen.within(x, y, width, height, () => paintOver(this.pen, view, shown, side, look, over));
  }

  /** The camera far out over the middle of the map, looking straight down, north up. */
  private aim(view: View): void {
    const { camera } = this;
    const { y, latitude: nearest } = disc(view);
    const latitude = Math.min(Math.max(nearest, -89.99), 89.99);
    camera.position.set(...vector(latitude, view.longitude)).multiplyScalar(10);
    camera.up.set(0, 1, 0);
    camera.lookAt(0, 0, 0);
    [camera.left, camera.right] = [-view.width / 2 / view.scale, view.width / 2 / view.scale];
    [camera.top, camera.bottom] = [y / view.scale, (y - view.height) / view.scale];
    camera.updateProjectionMatrix();
    for (const material of this.materials) {
      material.resolution.set(view.width, view.height);
      material.dashScale = view.scale;
    }
  }

  private dress(side: Side, look: Look): void {
    const { textures } = this.sides[side];
    const areas = this.shown?.areas[side];
    this.uniform("tint", plain(look.palette.sides[side].fill));
    this.uniform("deep", plain(look.palette.sides[side].deep));
    this.uniform("paper", plain(look.palette.paper));
    for (const kind of ["defended", "denied"] as const) {
      this.uniform(kind, textures[kind] ?? this.blank);
      const field = textures[kind] && areas?.[kind]?.field;
      this.define(kind.toUpperCase(), Boolean(field));
      this.boxUniform(`${kind}Box`, field ? { west: field.west, south: field.south, width: field.columns * field.step, height: field.rows * field.step } : null);
    }
    this.uniform("band", look.layers.includes("band") && areas?.defended?.field.band === true);
  }

  private relineSide(scene: MapScene, side: Side, look: Look): void {
    const { group } = this.sides[side];
    emptyGroup(group, this.materials);
    const { palette, layers, dark } = look;
    const own = scene.areas[side];
    const other: Side = side === "A" ? "B" : "A";
    const ground = (lines: readonly (readonly Point[])[], stroke: Stroke) => this.addLines(group, lines.map(onGround), stroke);
    const { deep, dash } = palette.sides[side];
    if (layers.includes("sensors"))
      ground(scene.sides[side].sensors.map((sensor) => sensor.outline.map(([lat, lon]): Point => [lon, lat])), { colour: palette.sensor, width: 0.9, dash: [1.5, 2.5] }); // prettier-ignore
    if (layers.includes("defended")) {
      const theirs = scene.areas[other].defended;
      if (theirs) ground(theirs.edges.median, { colour: palette.sides[other].deep, width: 1.1, dash: palette.sides[other].dash });
      if (own.defended) {
        const { edges } = own.defended;
        if (layers.includes("band")) ground([...edges.low, ...edges.high], { colour: deep, width: 0.9, dash });
        ground(edges.threatened, { colour: palette.missile, width: 1.3, dash: [1.5, 3] });
        ground(edges.median, { colour: deep, width: 2.8, dash });
      }
    }
    if (layers.includes("denied") && own.denied) ground(own.denied.edges.median, { colour: deep, width: 1.6, dash: [2, 3] });
    const { threat, deterrent, engagement } = scene.sides[side];
    const air = (flights: readonly Flight[], stroke: Stroke) => this.addLines(group, flights.map(inAir), stroke);
    air(threat, { colour: palette.missile, width: 1.4 });
    if (layers.includes("paths")) for (const flight of deterrent) air([flight], { colour: slackColour(flight.slack, dark), ...slackStroke(flight.slack) });
    if (engagement?.interceptor) air([engagement.interceptor], { colour: deep, width: 2.4 });
  }

  private addLines(group: Group, lines: readonly number[][], stroke: Stroke): void {
    const pairs = segments(lines);
    if (pairs.length === 0) return;
    const dashed = (stroke.dash?.length ?? 0) > 0;
    const material = new LineMaterial({ linewidth: stroke.width, dashed, transparent: false });
    material.color = plain(stroke.colour);
    if (dashed) {
      material.dashSize = stroke.dash?.[0] ?? 1;
      material.gapSize = stroke.dash?.[1] ?? 1;
    }
    const drawn = new LineSegments2(new LineSegmentsGeometry().setPositions(pairs), material);
    drawn.frustumCulled = false;
    if (dashed) drawn.computeLineDistances();
    this.materials.add(material);
    group.add(drawn);
  }

  private uniform(name: string, value: unknown): void {
    const slot = this.material.uniforms[name];
    if (slot) slot.value = value;
  }

  private boxUniform(name: string, box: Box | null): void {
    this.uniform(name, box ? new Vector4(box.west, box.south, box.width, box.height) : new Vector4());
  }

  private dropDetail(): void {
    this.detailBox = null;
    this.define("DETAIL", false);
  }

  private define(name: string, there: boolean): void {
    if (name in this.material.defines === there) return;
    if (there) this.material.defines[name] = "";
    else delete this.material.defines[name];
    this.material.needsUpdate = true;
  }
}

function sphereMaterial(blank: Texture): ShaderMaterial {
  const names = ["ground", "detail", "defended", "denied"].map((name) => [name, { value: blank }]);
  const boxes = ["detailBox", "defendedBox", "deniedBox", "limb"].map((name) => [name, { value: new Vector4() }]);
  const colours = ["tint", "deep", "paper"].map((name) => [name, { value: new Color() }]);
  const uniforms = Object.fromEntries([...names, ...boxes, ...colours, ["band", { value: false }], ["tile", { value: TILE }]]);
  return new ShaderMaterial({ glslVersion: GLSL3, vertexShader: VERTEX, fragmentShader: FRAGMENT, uniforms });
}

/** The field as a texture: the same object while the grid stays, a new one when its size changes. */
function fieldTexture(known: DataTexture | null, area: Area | null): DataTexture | null {
  if (!area) {
    known?.dispose();
    return null;
  }
  const { rows, columns, values } = area.field;
  if (known && known.image.width === columns && known.image.height === rows) {
    known.image.data = values as never;
    known.needsUpdate = true;
    return known;
  }
  known?.dispose();
  const made = new DataTexture(values as never, columns, rows, RGBAFormat, HalfFloatType);
  made.minFilter = made.magFilter = LinearFilter;
  made.wrapS = made.wrapT = ClampToEdgeWrapping;
  made.unpackAlignment = 1;
  made.needsUpdate = true;
  return made;
}

function emptyGroup(group: Group, materials: Set<LineMaterial>): void {
  for (const child of [...group.children]) {
    if (!(child instanceof LineSegments2)) continue;
    child.geometry.dispose();
    child.material.dispose();
    materials.delete(child.material);
    group.remove(child);
  }
}

const onGround = (line: readonly Point[]): number[] => line.flatMap(([lon, lat]) => vector(lat, lon).map((part) => part * LIFT));

const inAir = (flight: Flight): number[] =>
  flight.latitude.flatMap((latitude, k) => {
    const out = Math.max(1 + (flight.altitude[k] ?? 0) / EARTH_RADIUS, LIFT);
    return vector(latitude, flight.longitude[k] ?? 0).map((part) => part * out);
  });

/** Polylines (x, y, z, x, y, z, …) as pairs of ends, one pair a segment. */
function segments(lines: readonly number[][]): Float32Array {
  const count = lines.reduce((sum, line) => sum + Math.max(line.length / 3 - 1, 0), 0);
  const out = new Float32Array(6 * count);
  let at = 0;
  for (const line of lines)
    for (let k = 0; k + 5 < line.length; k += 3) {
      out.set(line.slice(k, k + 6), at);
      at += 6;
    }
  return out;
}

/** The window of the Earth that a map shows, in steps of 10 degrees so that small turns keep it. */
export function boxInSight(view: View): Box {
  const STEPS = 12;
  let [south, north] = [90, -90];
  let [west, east] = [180, -180];
  for (let i = 0; i <= STEPS; i++)
    for (let j = 0; j <= STEPS; j++) {
      const at = unproject(view, (i * view.width) / STEPS, (j * view.height) / STEPS);
      if (!at) continue;
      const across = turned(at[1] - view.longitude);
      [south, north] = [Math.min(south, at[0]), Math.max(north, at[0])];
      [west, east] = [Math.min(west, across), Math.max(east, across)];
    }
  const down = (value: number) => Math.floor(value / 10) * 10;
  const up = (value: number) => Math.ceil(value / 10) * 10;
  [south, north] = [Math.max(down(south), -90), Math.min(up(north), 90)];
  const middle = Math.round(view.longitude / 10) * 10;
  const half = north >= 90 || south <= -90 ? 180 : Math.min(up(Math.max(east, -west)) + 10, 180);
  return { west: middle - half, south, width: 2 * half, height: north - south };
}
