/** Slack as colour and as words. Teal is too late, purple is in time: told apart without red and green, and also by dash. */

import { num, t, unit } from "../language/language";

/** [s] Beyond this the colour grows no stronger. */
export const LIMIT = 300;

type Rgb = readonly [number, number, number];

const LATE: readonly [far: Rgb, near: Rgb] = [[0x07, 0x52, 0x4e], [0x6f, 0xb7, 0xaf]];
const TIMELY: readonly [near: Rgb, far: Rgb] = [[0xd5, 0x92, 0xcf], [0x56, 0x0d, 0x5e]];
const LATE_DARK: readonly [far: Rgb, near: Rgb] = [[0x2f, 0xd6, 0xc8], [0x9f, 0xd5, 0xcf]];
const TIMELY_DARK: readonly [near: Rgb, far: Rgb] = [[0xe6, 0xbd, 0xe2], [0xe0, 0x5c, 0xee]];
const NEVER: Rgb = [0x8b, 0x90, 0x96];

const between = (one: Rgb, other: Rgb, part: number): Rgb => [
  one[0] + part * (other[0] - one[0]),
  one[1] + part * (other[1] - one[1]),
  one[2] + part * (other[2] - one[2]),
];

/** The colour of a slack [s] as three numbers from 0 to 255; null is never. */
export function slackRgb(slack: number | null, dark = false): Rgb {
  if (slack === null || Number.isNaN(slack)) return NEVER;
  const part = Math.min(Math.abs(slack) / LIMIT, 1);
  if (slack < 0) {
    const [far, near] = dark ? LATE_DARK : LATE;
    return between(near, far, part);
  }
  const [near, far] = dark ? TIMELY_DARK : TIMELY;
  return between(near, far, part);
}

export const css = ([r, g, b]: Rgb): string => `rgb(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)})`;

export const slackColour = (slack: number | null, dark = false): string => css(slackRgb(slack, dark));

/** How a line of this slack is drawn beside its colour: width [px] and dash [px]; no dash is solid. */
export function slackStroke(slack: number | null): { width: number; dash: readonly number[] } {
  if (slack === null) return { width: 1.4, dash: [1.5, 3] };
  return slack < 0 ? { width: 2, dash: [7, 4] } : { width: 3, dash: [] };
}

/** "74 s to spare", "96 s late", "never in reach". */
export function slackWords(slack: number | null): string {
  if (slack === null || Number.isNaN(slack)) return t("never in reach");
  const size = `${num(Math.round(Math.abs(slack)))}\u00a0${unit("s")}`;
  const more = Math.abs(slack) >= 599.5 ? t("more than {time}", { time: size }) : size;
  return slack < 0 ? t("{time} too late", { time: more }) : t("{time} to spare", { time: more });
}
