/** Names beside a chart, cut to the room there is: in two lines at a space, then with dots. */

export type Measure = (text: string) => number;

/** Width [px] of a text in the font of the charts. */
export function measured(): Measure {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return (text) => 7.2 * text.length;
  pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => pen.measureText(text).width;
}

/** The text with as much of its end left off as does not fit. */
export function cut(text: string, room: number, measure: Measure): string {
  if (measure(text) <= room) return text;
  let end = text.length - 1;
  while (end > 1 && measure(`${text.slice(0, end).trimEnd()}\u2026`) > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}\u2026`;
}

/** One line where it fits, else two of which the second is cut. */
export function fitted(text: string, room: number, measure: Measure): string {
  if (measure(text) <= room) return text;
  const words = text.split(" ");
  let count = words.length - 1;
  while (count > 1 && measure(words.slice(0, count).join(" ")) > room) count -= 1;
  const first = words.slice(0, count).join(" ");
  const rest = words.slice(count).join(" ");
  return rest ? `${cut(first, room, measure)}\n${cut(rest, room, measure)}` : cut(first, room, measure);
}
