/** The engagement of the picked site on one line of time for each side, with the clock that plays it on the maps. */

import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { num, t } from "../language/language";
import type { Side } from "../state/contracts";
import { endOfBoth, pause, play, playing, setTime, speed, SPEEDS, time } from "./clock";
import type { Engagement, MapScene, Span } from "./mapScene";
import { flags, lastMoment, momentTable, seconds, tooLate } from "./moments";

export interface TimelineProps {
  scene: ReadonlySignal<MapScene | null>;
  names: ReadonlySignal<Record<Side, string>>;
}

interface RowProps {
  side: Side;
  name: string;
  engagement: Engagement | null;
  /** [s] */
  end: number;
  /** [px] */
  width: number;
}

function Row({ side, name, engagement, end, width }: RowProps) {
  const now = time.value;
  const part = (moment: number) => `${(100 * Math.min(Math.max(moment / end, 0), 1)).toFixed(2)}%`;
  const shown = engagement ? flags(engagement.moments, end, width) : [];
  const levels = Math.max(0, ...shown.map((flag) => flag.level + 1));
  const told = engagement ? [...engagement.moments.map((m) => `${t(m.words)}: ${seconds(m.time)}`), ...engagement.spans.map(spanWords)].join("; ") : t("nothing to play");
  return (
    <div class={`time-row side-${side}`}>
      <span class="time-name">{name}</span>
      <div class="time-track" role="img" aria-label={`${name}: ${told}`}>
        <div class="time-flags" style={{ height: `${levels * 14}px` }}>
          {shown.map((flag) => (
            <span key={flag.key} class="time-flag" style={{ left: `${flag.left.toFixed(1)}px`, bottom: `${flag.level * 14}px` }}>
              {flag.text}
            </span>
          ))}
        </div>
        <div class="time-bar">
          {engagement && <span class="time-flight" style={{ width: part(engagement.missile.time.at(-1) ?? 0) }} />}
          {engagement?.spans.map((span) => (
            <span key={span.key} class={`time-span span-${span.key}${span.key === "slack" && tooLate(engagement) ? " late" : ""}`} style={{ left: part(span.from), width: `calc(${part(span.to)} - ${part(span.from)})` }} title={spanWords(span)} />
          ))}
          {engagement?.moments.map((moment, k) => {
            const level = shown.find((flag) => flag.key === moment.key && flag.time === moment.time)?.level;
            const height = level === undefined ? 9 : 20 + level * 14;
            return <span key={k} class="time-tick" style={{ left: part(moment.time), height: `${height}px` }} title={`${t(moment.words)}: ${seconds(moment.time)}`} />;
          })}
          {time.value !== null && <span class="time-now" style={{ left: part(time.value) }} />}
        </div>
        {engagement && now !== null && <div class="time-last">{lastWords(engagement, now)}</div>}
        {!engagement && <div class="time-spans">{t("Under this view the picked site meets nothing here.")}</div>}
      </div>
    </div>
  );
}

const spanWords = (span: Span): string => t("{what}: {from} to {to}", { what: t(span.words), from: seconds(span.from), to: seconds(span.to) });

const SIDES = ["A", "B"] as const;

/** What has come last by now. */
function lastWords(engagement: Engagement, now: number): string {
  const last = lastMoment(engagement, now);
  return last ? t("{time}: {what}", { time: seconds(last.time), what: t(last.words) }) : "";
}

/** All moments of both sides in words. */
function Moments({ scene, names }: { scene: MapScene; names: Record<Side, string> }) {
  const rows = momentTable(scene.sides.A.engagement, scene.sides.B.engagement);
  const say = (moment: number | null) => (moment === null ? "–" : seconds(moment));
  const differs = (one: number | null, other: number | null) => one === null || other === null || Math.round(one) !== Math.round(other);
  return (
    <details class="time-table">
      <summary>{t("All moments in words")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("Moment")}</th>
            <th scope="col" class="side-A">
              {t(names.A)}
            </th>
            <th scope="col" class="side-B">
              {t(names.B)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} class={differs(row.A, row.B) ? "differs" : ""}>
              <th scope="row">{t(row.words)}</th>
              <td>{say(row.A)}</td>
              <td>{say(row.B)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("Spans of time")}</th>
            {SIDES.map((side) => (
              <td key={side} class="wordy">
                {scene.sides[side].engagement?.spans.map((span) => <div key={span.key}>{spanWords(span)}</div>)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </details>
  );
}

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
  const now = time.value;
  useEffect(() => {
    if (there && now !== null && now > end) setTime(end);
  }, [there, now, end]);
  if (!there || !scene.value) return null;
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
        <span class="time-clock">{now === null ? t("{time} from launch to impact", { time: seconds(end) }) : t("{time} after launch", { time: seconds(now) })}</span>
        {now !== null && (
          <button type="button" onClick={() => setTime(null)}>
            {t("Put the clock away")}
          </button>
        )}
      </div>
      <div class="time-rows">
        <Row side="A" name={t(names.value.A)} engagement={scene.value.sides.A.engagement} end={end} width={width} />
        <Row side="B" name={t(names.value.B)} engagement={scene.value.sides.B.engagement} end={end} width={width} />
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
      <Moments scene={scene.value} names={names.value} />
    </section>
  );
}
