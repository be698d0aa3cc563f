/** How long a thousand kilometres are, at the middle of the map. */

import { num, unit } from "../language/language";
import { EARTH_RADIUS, type View } from "./projection";

const LENGTHS = [100, 200, 500, 1000, 2000, 5000];
/** [px] */
const LONGEST = 130;

/** A round length [km] and how long it is on the map [px]. */
export function scaleBar(view: View): { length: number; width: number } {
  const width = (length: number) => (length / EARTH_RADIUS) * view.scale;
  const length = LENGTHS.findLast((each) => width(each) <= LONGEST) ?? 100;
  return { length, width: width(length) };
}

export function ScaleBar({ view }: { view: View }) {
  const { length, width } = scaleBar(view);
  return (
    <span class="map-scale" style={{ width: `${width.toFixed(1)}px` }} aria-hidden="true">
      {num(length)} {unit("km")}
    </span>
  );
}
