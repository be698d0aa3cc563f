/** One number on its own scale: what each side says (A above, B below), its range, and where its answer turns. The words beside it say the same. */

import { spanning } from "../charts/domains";
import { num } from "../language/language";
import type { State } from "../state/contracts";
import type { Contested } from "./answers";
import { sideOf } from "./naming";

interface ClaimScaleProps {
  one: Contested;
  views: readonly string[];
  state: State;
}

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

export function ClaimScale({ one, views, state }: ClaimScaleProps) {
  const ends = spanning(views.flatMap((view) => [number(one.claimed[view]), number(one.flip_value[view]), ...(one.claimed_range[view] ?? [])]));
  if (!ends) return null;
  const [low, high] = ends;
  const at = (value: number): string => `${(100 * (value - low)) / (high - low)}%`;
  return (
    <div class="scale" aria-hidden="true">
      <span class="scale-line" />
      <span class="scale-end scale-low">{num(low)}</span>
      <span class="scale-end scale-high">{num(high)}</span>
      {views.map((view) => {
        const side = (sideOf(state, view) ?? "A").toLowerCase();
        const range = one.claimed_range[view];
        const value = number(one.claimed[view]);
        const flip = number(one.flip_value[view]);
        return (
          <span key={view} class={`scale-side scale-${side}`}>
            {range && range[1] > range[0] ? <span class="scale-range" style={{ left: at(range[0]), right: `calc(100% - ${at(range[1])})` }} /> : null}
            {value === null ? null : <span class="scale-value" style={{ left: at(value) }} />}
            {flip === null ? null : <span class="scale-flip" style={{ left: at(flip) }} />}
          </span>
        );
      })}
    </div>
  );
}
