import { t } from "../language/language";
import { shareOf } from "./scale";
import { beyond, type Turning } from "./turning";

interface TurningMarkProps {
  /** For the handle that it is about. */
  id: string;
  turning: Turning;
  span: [number, number];
}

/** A diamond where the verdict flips, with a stem towards the handle of that side; an arrow where that lies beyond the track. */
export function TurningMark({ id, turning, span }: TurningMarkProps) {
  const { side, value, words } = turning;
  const away = beyond(value, span);
  const label = away === null ? words : t("{what}, beyond this scale", { what: words });
  return <i id={id} class="turning" role="img" data-side={side} data-beyond={away ?? undefined} style={{ left: `${(shareOf(value, span) * 100).toFixed(2)}%` }} title={label} aria-label={label} />;
}
