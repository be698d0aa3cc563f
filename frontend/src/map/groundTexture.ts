/** The ground of the globe, painted by d3 onto a canvas: longitude and latitude as straight lines. */

import { geoEquirectangular, geoGraticule10, geoPath } from "d3-geo";
import type { Palette } from "./palette";
import type { World } from "./world";

/** A window of the Earth [deg]; `west + width` may pass 180. */
export interface Box {
  west: number;
  south: number;
  width: number;
  height: number;
}

export const WHOLE: Box = { west: -180, south: -90, width: 360, height: 180 };

const DEGREE = Math.PI / 180;

/** Paint a window of the Earth over a whole canvas. `line` [px]: width of a coast. */
export function paintBox(canvas: HTMLCanvasElement, box: Box, world: World | null, palette: Palette, borders: boolean, line: number): void {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) return;
  const { width, height } = canvas;
  const across = width / box.width;
  context.setTransform(1, 0, 0, height / box.height / across, 0, 0); // the same number of pixels a degree for d3 both ways
  const projection = geoEquirectangular()
    .rotate([-(box.west + box.width / 2), 0])
    .scale(across / DEGREE)
    .translate([width / 2, (box.south + box.height) * across])
    .precision(0.3);
  const path = geoPath(projection, context);
  const down = (box.height * across) as number;
  context.fillStyle = palette.sea;
  context.fillRect(0, 0, width, down);
  const draw = (shape: Parameters<typeof path>[0], colour: string, wide: number) => {
    context.beginPath();
    path(shape);
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.stroke();
  };
  draw(geoGraticule10(), palette.grid, line);
  if (!world) return;
  if (box.width < 360) projection.clipExtent([[-50, -50], [width + 50, down + 50]]); // prettier-ignore
  context.beginPath();
  path(world.land);
  context.fillStyle = palette.land;
  context.fill();
  if (borders) draw(world.borders, palette.border, 0.9 * line);
  draw(world.coast, palette.coast, line);
}
