/** What the signs of the maps mean, with the scale of slack in words and seconds. */

import type { ReadonlySignal } from "@preact/signals";
import { num, t, unit } from "../language/language";
import type { MapScene } from "./mapScene";
import { legendItems, type LegendItem } from "./legendItems";
import type { Look } from "./paint";
import { TILE } from "./pen";
import { LIMIT, slackColour, slackStroke } from "./slack";

const [WIDE, HIGH] = [26, 14];

function Sample({ sample, id }: { sample: LegendItem["samples"][number]; id: string }) {
  const { fill, stroke, mark } = sample;
  if (mark) return <span class={`map-mark map-${mark} still`} />;
  const slanted = `M-1,${TILE + 1}L${TILE + 1},-1M-1,1L1,-1M${TILE - 1},${TILE + 1}L${TILE + 1},${TILE - 1}`;
  return (
    <svg width={WIDE} height={HIGH} aria-hidden="true">
      {fill && fill.pattern !== "plain" && (
        <pattern id={id} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
          {fill.pattern === "hatched" ? <path d={slanted} stroke={fill.colour} stroke-width="1.6" /> : <circle cx={TILE / 2} cy={TILE / 2} r="1.4" fill={fill.colour} />}
        </pattern>
      )}
      {fill && <rect width={WIDE} height={HIGH} fill={fill.pattern === "plain" ? fill.colour : `url(#${id})`} fill-opacity={fill.strength} />}
      {stroke && <line x1="0" x2={WIDE} y1={HIGH / 2} y2={HIGH / 2} stroke={stroke.colour} stroke-width={stroke.width} stroke-dasharray={stroke.dash?.join(" ")} />}
    </svg>
  );
}

/** From far too late to well in time; the dash changes where the colour does. */
function SlackBar({ dark }: { dark: boolean }) {
  const step = 10;
  const width = 240;
  const parts = Array.from({ length: (2 * LIMIT) / step }, (_, k) => -LIMIT + (k + 0.5) * step);
  const say = (value: number) => `${num(value)}\u00a0${unit("s")}`;
  const late = slackStroke(-1);
  const ticks = [-LIMIT, -LIMIT / 2, 0, LIMIT / 2, LIMIT];
  return (
    <figure class="slack-bar">
      <figcaption>{t("paths of the deterrent by slack: how much too late, or how much in time, the best-placed interceptor is")}</figcaption>
      <svg width={width + 40} height={44} role="img" aria-label={t("Slack from {from} to {to}: dashed and teal is too late, solid and purple is in time", { from: say(-LIMIT), to: say(LIMIT) })}>
        <g transform="translate(20 0)">
          {parts.map((value) => (
            <rect key={value} x={((value - step / 2 + LIMIT) / (2 * LIMIT)) * width} y={15} width={(step / (2 * LIMIT)) * width + 0.5} height={8} fill={slackColour(value, dark)} />
          ))}
          <line x1="0" x2={width / 2 - 4} y1="19" y2="19" stroke="var(--map-paper)" stroke-width="2" stroke-dasharray={`${late.dash[1]} ${late.dash[0]}`} />
          <text x="0" y="10">{t("too late")}</text>
          <text x={width} y="10" text-anchor="end">{t("in time")}</text>
          {ticks.map((value) => (
            <text key={value} x={((value + LIMIT) / (2 * LIMIT)) * width} y="37" text-anchor="middle">
              {say(value)}
            </text>
          ))}
        </g>
      </svg>
      <span class="slack-never">
        <svg width={WIDE} height={HIGH} aria-hidden="true">
          <line x1="0" x2={WIDE} y1={HIGH / 2} y2={HIGH / 2} stroke={slackColour(null)} stroke-width={slackStroke(null).width + 0.6} stroke-dasharray={slackStroke(null).dash.join(" ")} />
        </svg>
        {t("never in reach")}
      </span>
    </figure>
  );
}

export function Legend({ scene, look }: { scene: ReadonlySignal<MapScene | null>; look: ReadonlySignal<Look> }) {
  const now = scene.value;
  if (!now) return null;
  const paths = look.value.layers.includes("paths") && now.sides.A.deterrent.length + now.sides.B.deterrent.length > 0;
  return (
    <details class="map-signs" open={window.matchMedia("(min-width: 641px)").matches}>
      <summary>{t("Legend")}</summary>
      <div class="map-legend">
        <ul>
          {legendItems(now, look.value).map((item) => (
            <li key={item.key}>
              <span class="samples">
                {item.samples.map((sample, k) => (
                  <Sample key={k} sample={sample} id={`sample-${item.key}-${k}`} />
                ))}
              </span>
              {item.words}
            </li>
          ))}
        </ul>
        {paths && <SlackBar dark={look.value.dark} />}
      </div>
    </details>
  );
}
