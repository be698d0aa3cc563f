/** The engagement of the picked site on one line of time for each side, with the clock that plays it on the maps. */

import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { num, t, unit } from "../language/language";
import type { Side } from "../state/contracts";
import { endOfBoth, pause, play, playing, setTime, speed, SPEEDS, time } from "./clock";
import { widthOf } from "./labels";
import type { Engagement, MapScene, Moment, Span } from "./mapScene";
import { FONT } from "./pen";

export interface TimelineProps {
  scene: ReadonlySignal<MapScene | null>;
  names: ReadonlySignal<Record<Side, string>>;
}

const WORDS = `400 11px ${FONT}`;

const seconds = (value: number): string => `${num(Math.round(value))}\u00a0${unit("s")}`;

export interface Flag extends Moment {
  /** 0 is lowest; -1: no room. */
  level: number;
  /** [px] Where its tick is, and where its words begin. */
  at: number;
  left: number;
  text: string;
}

/**
 * Words beside their moments on three levels at most: the last lowest, so that no tick crosses the words of another. What
 * finds no room keeps its tick only.
 */
export function flags(moments: readonly Moment[], end: number, width: number): Flag[] {
  const set: Flag[] = [];
  const latestFirst = moments.filter((moment) => moment.time <= end).sort((one, other) => other.time - one.time);
  for (const moment of latestFirst) {
    const text = `${t(moment.words)} ${seconds(moment.time)}`;
    const long = widthOf(text, WORDS) + 8;
    const at = (moment.time / end) * width;
    const left = Math.min(at, Math.max(0, width - long));
    const free = (level: number) => set.every((other) => other.level < level ? other.left >= at : Math.min(other.left, other.at) >= left + long);
    set.push({ ...moment, text, at, left, level: [0, 1, 2].find(free) ?? -1 });
  }
  return set;
}

function Row({ side, name, engagement, end, width }: { side: Side; name: string; engagement: Engagement | null; end: number; width: number }) {
  const part = (moment: number) => `${(100 * Math.min(Math.max(moment / end, 0), 1)).toFixed(2)}%`;
  const shown = engagement ? flags(engagement.moments, end, width) : [];
  const levels = Math.max(0, ...shown.map((flag) => flag.level + 1));
  const told = engagement ? [...engagement.moments.map((m) => `${t(m.words)}: ${seconds(m.time)}`), ...engagement.spans.map(spanWords)].join("; ") : t("nothing to play");
  return (
    <div class={`time-row side-${side}`}>
      <span class="time-name">{name}</span>
      <div class="time-track" role="img" aria-label={`${name}: ${told}`}>
        <div class="time-flags" style={{ height: `${levels * 14}px` }}>
          {shown.map(
            (flag) =>
              flag.level >= 0 && (
                <span key={flag.key} class="time-flag" style={{ left: `${flag.left.toFixed(1)}px`, bottom: `${flag.level * 14}px` }}>
                  {flag.text}
                </span>
              ),
          )}
        </div>
        <div class="time-bar">
          {engagement && <span class="time-flight" style={{ width: part(engagement.missile.time.at(-1) ?? 0) }} />}
          {engagement?.spans.map((span) => (
            <span key={span.key} class={`time-span span-${span.key}`} style={{ left: part(span.from), width: `calc(${part(span.to)} - ${part(span.from)})` }} title={spanWords(span)} />
          ))}
          {shown.map((flag) => (
            <span key={flag.key} class="time-tick" style={{ left: part(flag.time), height: `${10 + (flag.level < 0 ? 0 : flag.level) * 14 + 4}px` }} title={flag.text} />
          ))}
          {time.value !== null && <span class="time-now" style={{ left: part(time.value) }} />}
        </div>
        {engagement && engagement.spans.length > 0 && <div class="time-spans">{engagement.spans.map(spanWords).join(" · ")}</div>}
        {!engagement && <div class="time-spans">{t("Under this view the picked site meets nothing here.")}</div>}
      </div>
    </div>
  );
}

const spanWords = (span: Span): string => t("{what}: {from} to {to}", { what: t(span.words), from: seconds(span.from), to: seconds(span.to) });

/** Play, pause, speed and scrub, over both rows. */
export function Timeline({ scene, names }: TimelineProps) {
  const track = useRef<HTMLInputElement>(null);
  const [width, setWidth] = useState(400);
  const end = endOfBoth(scene.value);
  const there = end > 0;
  useEffect(() => {
    if (!track.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    watch.observe(track.current);
    return () => watch.disconnect();
  }, [there]);
  if (!there || !scene.value) return null;
  const now = time.value;
  return (
    <section class="timeline" aria-label={t("Clock of the engagement")}>
      <div class="time-tools">
        <button type="button" class="time-play" onClick={() => (playing.value ? pause() : play(end))}>
          {playing.value ? t("Pause") : t("Play")}
        </button>
        <label>
          {t("Speed")}{" "}
          <select value={String(speed.value)} onChange={(event) => (speed.value = Number(event.currentTarget.value))}>
            {SPEEDS.map((rate) => (
              <option key={rate} value={String(rate)}>
                {num(rate)}×
              </option>
            ))}
          </select>
        </label>
        <output class="time-clock">{now === null ? t("{time} from launch to impact", { time: seconds(end) }) : t("{time} after launch", { time: seconds(now) })}</output>
        {now !== null && (
          <button type="button" onClick={() => setTime(null)}>
            {t("Put the clock away")}
          </button>
        )}
      </div>
      <div class="time-rows">
        <Row side="A" name={names.value.A} engagement={scene.value.sides.A.engagement} end={end} width={width} />
        <Row side="B" name={names.value.B} engagement={scene.value.sides.B.engagement} end={end} width={width} />
        <div class="time-row">
          <span class="time-name" />
          <input
            ref={track}
            class="time-scrub"
            type="range"
            min={0}
            max={Math.round(end)}
            step={1}
            value={Math.round(now ?? 0)}
            aria-label={t("Seconds after launch")}
            aria-valuetext={seconds(now ?? 0)}
            onInput={(event) => {
              pause();
              setTime(Number(event.currentTarget.value));
            }}
          />
        </div>
      </div>
    </section>
  );
}
