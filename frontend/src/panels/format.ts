/** How numbers and answers are said in a panel. Nothing is computed here but how many digits a number deserves. */

import { num, t, unit } from "../language/language";
import type { Said, Spread } from "./answers";

export const NOTHING = "\u2014";
const THIN = "\u00a0";

/** Digits after the point that a number of this size deserves. */
export function digits(value: number, unitName: string): number {
  const size = Math.abs(value);
  if (unitName === "s" || unitName === "kg" || size >= 100) return 0;
  if (Number.isInteger(value)) return 0;
  return size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 3;
}

const trimmed = (value: number, places: number): number => {
  const cut = Number(value.toFixed(places));
  return Object.is(cut, -0) ? 0 : cut;
};

/** A number in its unit, with as many digits as it deserves. */
export function amount(value: number, unitName: string): string {
  const said = num(trimmed(value, digits(value, unitName)));
  return unitName === "" || unitName === "1" ? said : `${said}${THIN}${unit(unitName)}`;
}

/** A number with its unit, a word in the language of the page, a dash for nothing. */
export function said(value: Said | undefined, unitName: string): string {
  if (value === null || value === undefined) return NOTHING;
  return typeof value === "number" ? amount(value, unitName) : t(value);
}

/** A time that may be too late [s], with its sign; null is never. */
export function seconds(value: number | null): string {
  if (value === null) return t("never");
  const round = trimmed(value, 0);
  return `${round > 0 ? "+" : ""}${num(round)}${THIN}${unit("s")}`;
}

/** A margin: seconds, or a number with its sign. */
export function margin(value: number | null, unitName: string): string {
  if (unitName === "s" || value === null) return seconds(value);
  return `${value > 0 ? "+" : ""}${amount(value, unitName)}`;
}

/** A share in hundredths; never rounded up to all or down to nothing. */
export function percent(share: number | null): string {
  if (share === null) return NOTHING;
  const hundredths = 100 * share;
  if (hundredths > 0 && hundredths < 1) return t("under 1 %");
  if (hundredths > 99 && hundredths < 100) return t("over 99 %");
  return `${num(trimmed(hundredths, 0))}${THIN}%`;
}

/** A count: whole numbers as they are, means with one digit; null: none is enough. */
export function count(value: number | null): string {
  return value === null ? NOTHING : num(trimmed(value, Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1));
}

/** "a to b" of the ends of a range, empty where both say the same. */
export function ends(spread: Spread, say: (value: number | null) => string): string {
  const low = say(spread.low);
  const high = say(spread.high);
  return low === high ? "" : t("{low} to {high}", { low, high });
}

/** Central value with its range in brackets. */
export function spread(of: Spread | null, say: (value: number | null) => string): string {
  if (of === null) return NOTHING;
  const range = ends(of, say);
  return range ? `${say(of.median)} (${range})` : say(of.median);
}

/** First letter upper case, for a phrase that begins a line. */
export function headed(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
