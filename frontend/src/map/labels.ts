/** Names beside points, set so that they cover neither one another nor the points. */

export interface Label {
  key: string;
  /** [px] The point it belongs to. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Heavier ones are set first. */
  weight: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The corner of each label's box, top left; a label that finds no room is left out. */
export type Placed = ReadonlyMap<string, { left: number; top: number }>;

const DIRECTIONS = [[1, 0], [-1, 0], [1, 1], [1, -1], [-1, 1], [-1, -1], [0, 1], [0, -1]] as const; // prettier-ignore
const STEPS = [13, 20, 30] as const;
/** Only names as heavy as this may stand away from their point. */
const HEAVY = 8;
const POINT = 8;
const HEAVY_POINT = 12;

const apart = (one: Box, other: Box): boolean =>
  one.right <= other.left || one.left >= other.right || one.bottom <= other.top || one.top >= other.bottom;

/**
 * Greedy: every label takes the first free spot around its point, heaviest first. Points are kept free; only a label that
 * finds no room otherwise may cover points lighter than its own. `taken`: where no name may stand.
 */
export function placeLabels(labels: readonly Label[], width: number, height: number, taken: readonly Box[] = []): Placed {
  const used: Box[] = [...taken];
  const placed = new Map<string, { left: number; top: number }>();
  const points = labels.map(({ x, y, weight }) => {
    const half = weight >= HEAVY ? HEAVY_POINT : POINT;
    return { weight, left: x - half, right: x + half, top: y - half, bottom: y + half };
  });
  for (const label of [...labels].sort((one, other) => other.weight - one.weight)) {
    const kept = points.filter((point) => point.weight >= label.weight);
    const fits = (spot: Box, free: readonly Box[]) =>
      spot.left >= 2 && spot.top >= 2 && spot.right <= width - 2 && spot.bottom <= height - 2 && [...used, ...free].every((other) => apart(spot, other));
    const around = spots(label);
    const box = around.find((spot) => fits(spot, points)) ?? around.find((spot) => fits(spot, kept));
    if (!box) continue;
    used.push(box);
    placed.set(label.key, { left: box.left, top: box.top });
  }
  return placed;
}

function spots({ x, y, width, height, weight }: Label): Box[] {
  return STEPS.slice(0, weight >= HEAVY ? 3 : 1).flatMap((step) =>
    DIRECTIONS.map(([right, down]) => {
      const left = right > 0 ? x + step : right < 0 ? x - step - width : x - width / 2;
      const sideways = down === 0 || right !== 0;
      const top = sideways ? y - height / 2 + down * (step / 2 + height / 4) : down > 0 ? y + step : y - step - height;
      return { left, top, right: left + width, bottom: top + height };
    }),
  );
}

let ruler: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

/** Width of a text [px] in a font; without a canvas (tests) by the number of letters. */
export function widthOf(text: string, font: string): number {
  const key = font + text;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (ruler === undefined) ruler = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
  if (!ruler) return 6.6 * text.length;
  ruler.font = font;
  const width = ruler.measureText(text).width;
  widths.set(key, width);
  return width;
}
