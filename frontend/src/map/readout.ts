/** What a side says at a place, in words. */

import { num, t, unit } from "../language/language";
import { readField } from "./field";
import type { MapScene } from "./mapScene";
import type { Side } from "../state/contracts";
import { slackWords } from "./slack";

/** "52.3° N, 21.0° E". */
export function placeWords(latitude: number, longitude: number): string {
  const [up, across] = [{ degrees: num(Math.abs(latitude), 1) }, { degrees: num(Math.abs(longitude), 1) }];
  const north = latitude < 0 ? t("{degrees}° S", up) : t("{degrees}° N", up);
  const east = longitude < 0 ? t("{degrees}° W", across) : t("{degrees}° E", across);
  return `${north}, ${east}`;
}

/** The slack at a place with its range; "" outside the field. */
export function readingAt(scene: MapScene, side: Side, latitude: number, longitude: number): string {
  const area = scene.areas[side].defended;
  const found = area && readField(area.field, latitude, longitude);
  if (!found) return "";
  if (found.threatened < 0.5) return t("out of the missile's reach");
  const middle = slackWords(found.median);
  if (!area.field.band || Math.round(found.low) === Math.round(found.high)) return middle;
  const end = (value: number) => num(Math.round(value));
  return t("{middle} (range {low} to {high} {unit})", { middle, low: end(found.low), high: end(found.high), unit: unit("s") });
}
