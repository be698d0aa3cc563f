import { useId } from "preact/hooks";
import { quantity, t } from "../language/language";
import type { Stage } from "../state/contracts";
import type { Statement } from "../state/scene";
import type { Hold } from "./hold";
import { digitsOf, shareOf, stepOf } from "./scale";
import type { Turning } from "./turning";
import { TurningMark } from "./TurningMark";

interface TrackProps {
  label: string;
  unit: string | null;
  span: [number, number];
  whole: boolean;
  holds: Hold[];
  /** What others said, marked on the track. */
  marks: Statement[];
  /** Where a verdict flips. */
  turning: Turning | null;
  onSet: (hold: Hold, text: string, stage: Stage) => void;
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

function Mark({ mark, span }: { mark: Statement; span: [number, number] }) {
  if (typeof mark.value !== "number") return null;
  return <i class="mark" style={{ left: percent(shareOf(mark.value, span)) }} title={`${t(mark.holder)}: ${quantity(mark.text)}`} />;
}

function Range({ hold, span }: { hold: Hold; span: [number, number] }) {
  if (hold.low === null || hold.high === null || hold.high <= hold.low) return null;
  const from = shareOf(hold.low, span);
  return <i class="range" data-side={hold.side} style={{ left: percent(from), width: percent(shareOf(hold.high, span) - from) }} />;
}

/** One scale with two handles: A's above it, B's below, a tick for every other holder's value, and a diamond where a verdict flips. */
export function Track({ label, unit, span, whole, holds, marks, turning, onSet }: TrackProps) {
  const id = useId();
  const step = whole ? Math.max(1, stepOf(span)) : stepOf(span);
  const digits = digitsOf(step);
  const spelled = (value: number) => `${Number(value.toFixed(digits))}${unit ? ` ${unit}` : ""}`;
  return (
    <div class="track">
      <div class="rail">
        {holds.map((hold) => (
          <Range key={hold.side} hold={hold} span={span} />
        ))}
        {marks.map((mark, index) => (
          <Mark key={index} mark={mark} span={span} />
        ))}
        {turning && <TurningMark id={id} turning={turning} span={span} />}
      </div>
      {holds.map((hold) => (
        <input
          key={hold.side}
          type="range"
          class="handle"
          data-side={hold.side}
          min={span[0]}
          max={span[1]}
          step={step}
          value={hold.value ?? span[0]}
          disabled={!hold.mayEdit}
          aria-label={t("{label}, side {side}", { label, side: hold.side })}
          aria-valuetext={quantity(hold.text)}
          aria-describedby={turning?.side === hold.side ? id : undefined}
          onInput={(event) => onSet(hold, spelled(event.currentTarget.valueAsNumber), "drag")}
          onChange={(event) => onSet(hold, spelled(event.currentTarget.valueAsNumber), "done")}
        />
      ))}
    </div>
  );
}
