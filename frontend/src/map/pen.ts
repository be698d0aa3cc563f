/** One way to draw for two kinds of paper: the canvas of the page and PNG, and SVG with real lines. */

import { geoPath, type GeoPermissibleObjects, type GeoProjection } from "d3-geo";

export interface Stroke {
  colour: string;
  /** [px] */
  width: number;
  /** [px]; empty or left out is solid. */
  dash?: readonly number[];
}

/** Areas are filled plainly, with slanted lines, or with dots: told apart without colour. */
export type Pattern = "plain" | "hatched" | "dotted";

export interface Fill {
  colour: string;
  /** 0 to 1. */
  strength: number;
  pattern: Pattern;
}

export type Dot = readonly [x: number, y: number];

export interface Words {
  text: string;
  x: number;
  y: number;
  /** [px] */
  size: number;
  colour: string;
  bold?: boolean;
  italic?: boolean;
  /** Colour of a rim that keeps the words legible over lines. */
  rim?: string;
  anchor?: "start" | "middle" | "end";
}

export interface Pen {
  /** Outlines on the sphere, through a projection. */
  geo(shape: GeoPermissibleObjects, projection: GeoProjection, fill: Fill | null, stroke: Stroke | null): void;
  /** Points of the paper, joined. */
  polyline(points: readonly Dot[], stroke: Stroke): void;
  polygon(points: readonly Dot[], fill: Fill | null, stroke: Stroke | null): void;
  circle(x: number, y: number, radius: number, fill: Fill | null, stroke: Stroke | null): void;
  words(words: Words): void;
  /** Draw with the origin moved to (x, y) and nothing outside of width x height. */
  within(x: number, y: number, width: number, height: number, draw: () => void): void;
}

export const solid = (colour: string): Fill => ({ colour, strength: 1, pattern: "plain" });

export const FONT = "system-ui, 'DejaVu Sans', 'Segoe UI', sans-serif";
/** [px] Side of the tile that repeats in hatched and dotted areas. */
export const TILE = 7;

export class CanvasPen implements Pen {
  private readonly tiles = new Map<string, CanvasPattern | string>();

  /** `density`: pixels of the canvas for each pixel of the drawing. */
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly density: number,
  ) {}

  geo(shape: GeoPermissibleObjects, projection: GeoProjection, fill: Fill | null, stroke: Stroke | null): void {
    this.context.beginPath();
    geoPath(projection, this.context)(shape);
    this.ink(fill, stroke);
  }

  polyline(points: readonly Dot[], stroke: Stroke): void {
    this.trace(points);
    this.ink(null, stroke);
  }

  polygon(points: readonly Dot[], fill: Fill | null, stroke: Stroke | null): void {
    this.trace(points);
    this.context.closePath();
    this.ink(fill, stroke);
  }

  circle(x: number, y: number, radius: number, fill: Fill | null, stroke: Stroke | null): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.ink(fill, stroke);
  }

  words({ text, x, y, size, colour, bold, italic, rim, anchor }: Words): void {
    const { context } = this;
    context.font = `${italic ? "italic " : ""}${bold ? "600" : "400"} ${size}px ${FONT}`;
    context.textAlign = anchor === "middle" ? "center" : (anchor ?? "start");
    context.textBaseline = "alphabetic";
    if (rim) {
      context.strokeStyle = rim;
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.setLineDash([]);
      context.strokeText(text, x, y);
    }
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  within(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.context.save();
    this.context.translate(x, y);
    this.context.beginPath();
    this.context.rect(0, 0, width, height);
    this.context.clip();
    draw();
    this.context.restore();
  }

  private trace(points: readonly Dot[]): void {
    this.context.beginPath();
    points.forEach(([x, y], k) => (k === 0 ? this.context.moveTo(x, y) : this.context.lineTo(x, y)));
  }

  private ink(fill: Fill | null, stroke: Stroke | null): void {
    const { context } = this;
    if (fill) {
      context.globalAlpha = fill.strength;
      context.fillStyle = this.tile(fill);
      context.fill("evenodd");
      context.globalAlpha = 1;
    }
    if (stroke) {
      context.strokeStyle = stroke.colour;
      context.lineWidth = stroke.width;
      context.lineJoin = "round";
      context.setLineDash([...(stroke.dash ?? [])]);
      context.stroke();
    }
  }

  private tile({ colour, pattern }: Fill): CanvasPattern | string {
    if (pattern === "plain") return colour;
    const known = this.tiles.get(colour + pattern);
    if (known) return known;
    const size = Math.round(TILE * this.density);
    const sheet = Object.assign(document.createElement("canvas"), { width: size, height: size });
    const small = sheet.getContext("2d", { willReadFrequently: true }); // in memory, as the maps are: else it is fetched back from the card for every fill
    if (!small) return colour;
    small.strokeStyle = small.fillStyle = colour;
    small.lineWidth = 1.6 * this.density;
    small.beginPath();
    if (pattern === "hatched") {
      for (const shift of [-size, 0, size]) {
        small.moveTo(shift - 1, size + 1);
        small.lineTo(shift + size + 1, -1);
      }
      small.stroke();
    } else {
      small.arc(size / 2, size / 2, 1.4 * this.density, 0, 2 * Math.PI);
      small.fill();
    }
    const made = this.context.createPattern(sheet, "repeat");
    made?.setTransform(new DOMMatrix().scale(1 / this.density));
    this.tiles.set(colour + pattern, made ?? colour);
    return made ?? colour;
  }
}

const short = (value: number): string => String(Math.round(value * 10) / 10);
const safe = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

export class SvgPen implements Pen {
  private readonly parts: string[] = [];
  private readonly tiles = new Map<string, string>();
  private clips = 0;

  geo(shape: GeoPermissibleObjects, projection: GeoProjection, fill: Fill | null, stroke: Stroke | null): void {
    const path = geoPath(projection).digits(1)(shape);
    if (path) this.parts.push(`<path d="${path}" ${this.ink(fill, stroke)}/>`);
  }

  polyline(points: readonly Dot[], stroke: Stroke): void {
    this.parts.push(`<polyline points="${this.dots(points)}" ${this.ink(null, stroke)}/>`);
  }

  polygon(points: readonly Dot[], fill: Fill | null, stroke: Stroke | null): void {
    this.parts.push(`<polygon points="${this.dots(points)}" ${this.ink(fill, stroke)}/>`);
  }

  circle(x: number, y: number, radius: number, fill: Fill | null, stroke: Stroke | null): void {
    this.parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" ${this.ink(fill, stroke)}/>`);
  }

  words({ text, x, y, size, colour, bold, italic, rim, anchor }: Words): void {
    const look = `font-size="${size}" fill="${colour}"${bold ? ' font-weight="600"' : ""}${italic ? ' font-style="italic"' : ""}`;
    const edge = rim ? ` stroke="${rim}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"` : "";
    this.parts.push(`<text x="${short(x)}" y="${short(y)}" ${look}${edge} text-anchor="${anchor ?? "start"}">${safe(text)}</text>`);
  }

  within(x: number, y: number, width: number, height: number, draw: () => void): void {
    const id = `part${++this.clips}`;
    this.parts.push(`<clipPath id="${id}"><rect width="${short(width)}" height="${short(height)}"/></clipPath>`);
    this.parts.push(`<g transform="translate(${short(x)} ${short(y)})"><g clip-path="url(#${id})">`);
    draw();
    this.parts.push("</g></g>");
  }

  /** The whole drawing as a file. */
  file(width: number, height: number, title: string): string {
    const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}">`;
    return `${head}<title>${safe(title)}</title><defs>${[...this.tiles.values()].join("")}</defs>${this.parts.join("\n")}</svg>\n`;
  }

  private dots(points: readonly Dot[]): string {
    return points.map(([x, y]) => `${short(x)},${short(y)}`).join(" ");
  }

  private ink(fill: Fill | null, stroke: Stroke | null): string {
    const inside = fill ? `fill="${this.tile(fill)}" fill-opacity="${fill.strength}" fill-rule="evenodd"` : 'fill="none"';
    if (!stroke) return inside;
    const dash = stroke.dash?.length ? ` stroke-dasharray="${stroke.dash.join(" ")}"` : "";
    return `${inside} stroke="${stroke.colour}" stroke-width="${stroke.width}" stroke-linejoin="round"${dash}`;
  }

  private tile({ colour, pattern }: Fill): string {
    if (pattern === "plain") return colour;
    const id = `${pattern}${colour.replace(/\W/g, "")}`;
    const lines = `<path d="M-1,${TILE + 1}L${TILE + 1},-1M-1,1L1,-1M${TILE - 1},${TILE + 1}L${TILE + 1},${TILE - 1}" stroke="${colour}" stroke-width="1.6"/>`;
    const inside = pattern === "hatched" ? lines : `<circle cx="${TILE / 2}" cy="${TILE / 2}" r="1.4" fill="${colour}"/>`;
    this.tiles.set(id, `<pattern id="${id}" width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse">${inside}</pattern>`);
    return `url(#${id})`;
  }
}
