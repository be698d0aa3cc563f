/** Where a verdict flips, as the picture says it: only what can be shown on the track of one assumption. */

import { num, t, unit } from "../language/language";
import type { Side } from "../state/contracts";
import type { Difference, Scene } from "../state/scene";

export interface Turning {
  side: Side;
  value: number;
  words: string;
}

/** As many digits as the sentence above the picture has. */
const DIGITS = 3;

/** The value at which a verdict flips, where it is a number of this assumption; null where it is a word, or another's. */
export function turningOn(row: Difference, scene: Scene | undefined): Turning | null {
  const flip = scene?.flip;
  if (!flip || flip.key !== row.key || typeof flip.value !== "number") return null;
  const named = flip.unit === "1" ? null : flip.unit;
  if (named !== row.unit) return null;
  const value = num(Number(flip.value.toPrecision(DIGITS)));
  const said = named ? `${value}\u00a0${unit(named)}` : value;
  return { side: flip.side, value: flip.value, words: t("verdict of {side} flips at {value}", { side: flip.side, value: said }) };
}

/** On which side of the track a value lies; null where it lies on it. */
export function beyond(value: number, [least, greatest]: [number, number]): "left" | "right" | null {
  if (value < least) return "left";
  return value > greatest ? "right" : null;
}
