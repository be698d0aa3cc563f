/** A place for a chart: fetches Plot, draws at the width there is, draws again when data, width or language change. */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../language/language";
import type * as Plots from "./plot";

export type Plot = typeof Plots;
export type Drawn = SVGElement | HTMLElement;

interface ChartProps {
  /** What the chart shows, for those who do not see it; the table beside it holds the numbers. */
  label: string;
  draw: (plot: Plot, width: number) => Drawn;
  /** Draw again when one of these is another. */
  of: readonly unknown[];
  /** Called with what a click on the chart points at. */
  onPick?: (value: unknown) => void;
}

/** Steps [px] in which the width is followed, so that a scroll bar does not redraw everything. */
const STEP = 8;
const LEAST = 240;

/** Plot names its groups ("rect", "tip"), which a picture's parts may not be; the picture itself has a name. Tips come and go. */
function unname(svg: SVGSVGElement): void {
  for (const group of svg.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
}

export function Chart({ label, draw, of, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [plot, setPlot] = useState<Plot | null>(null);
  const [lost, setLost] = useState(false);

  useEffect(() => {
    let gone = false;
    import("./plot").then(
      (loaded) => !gone && setPlot(() => loaded),
      () => !gone && setLost(true),
    );
    return () => {
      gone = true;
    };
  }, []);

  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const follow = new ResizeObserver(([entry]) => setWidth(Math.max(LEAST, Math.floor((entry?.contentRect.width ?? 0) / STEP) * STEP)));
    follow.observe(box);
    return () => follow.disconnect();
  }, []);

  useEffect(() => {
    const box = place.current;
    if (!box || !plot || width === 0) return;
    const drawn = draw(plot, width);
    // The content policy lets no style into the page that is not in its own files; panels.css holds these few rules.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    const svg = drawn instanceof SVGSVGElement ? drawn : drawn.querySelector("svg");
    svg?.setAttribute("role", "img");
    svg?.setAttribute("aria-label", label);
    const unnamed = new MutationObserver(() => svg && unname(svg));
    if (svg) {
      unname(svg);
      unnamed.observe(svg, { childList: true, subtree: true });
    }
    const picked = (): void => onPick?.((drawn as Drawn & { value?: unknown }).value);
    if (onPick) drawn.addEventListener("click", picked);
    box.replaceChildren(drawn);
    return () => {
      unnamed.disconnect();
      drawn.remove();
    };
  }, [plot, width, label, ...of]);

  return (
    <div class="chart" ref={place}>
      {lost ? <p>{t("The part that draws charts could not be loaded; the table holds the same numbers.")}</p> : null}
    </div>
  );
}
