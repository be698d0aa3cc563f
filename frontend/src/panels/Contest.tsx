/** One assumption between the two sides: what each says, where its answer turns, how much it makes, how it could be checked, and a way to take it over. */

import { t } from "../language/language";
import type { Contested, CruxAnswer } from "./answers";
import { Certainty } from "./Certainty";
import { ClaimScale } from "./ClaimScale";
import type { OneQuestion } from "./CruxQuestion";
import { amount, margin, percent, said } from "./format";
import { assumption, sideOf, sideTitle } from "./naming";
import type { Shown } from "./Panel";

interface ContestProps extends OneQuestion {
  one: Contested;
  /** Its part of all shares, 0 to 1. */
  part: number;
  onCopy: Shown["onCopy"];
}

export function Contest({ crux, answer, state, one, part, onCopy }: ContestProps) {
  const { what, whose } = assumption(crux, one.key);
  return (
    <li class="contest">
      <div class="contest-name">
        <strong>{what}</strong>
        {whose ? <span class="soft">{whose}</span> : null}
        <span class="soft">{one.kind.split(" / ").map((kind) => t(kind)).join(" / ")}</span>
      </div>
      <div class="contest-says">
        <ClaimScale one={one} views={answer.views} state={state} />
        {answer.views.map((view) => (
          <p key={view} class={`says says-${(sideOf(state, view) ?? "a").toLowerCase()}`}>
            <span class="says-who">{sideTitle(crux, state, view)}</span> <b>{said(one.claimed[view], one.unit)}</b>
            {rangeOf(one, view)} <Certainty of={one.certainty[view] ?? null} /> <span class="says-turn">{turning(one, answer, view)}</span>
          </p>
        ))}
      </div>
      <div class="contest-share">
        <span class="share-bar" aria-hidden="true">
          <span style={{ width: `${Math.round(100 * part)}%` }} />
        </span>
        <b>{margin(one.share, answer.unit)}</b>
        <span class="soft">{t("{part} of all shares", { part: percent(part) })}</span>
      </div>
      <div class="contest-check">
        <Check level={one.check} />
        <span class="soft">
          {t("in {sets} of the smallest sets", { sets: percent(one.flip_share) })}; {t("rank {score}", { score: said(one.score, "1") })}
        </span>
      </div>
      <div class="contest-copy">
        {answer.views.map((view, at) => {
          const from = answer.views[1 - at] as string;
          return <Copy key={view} one={one} view={view} from={from} side={sideOf(state, view) ?? view} other={sideOf(state, from) ?? from} onCopy={onCopy} />;
        })}
      </div>
    </li>
  );
}

function rangeOf(one: Contested, view: string): string {
  const range = one.claimed_range[view];
  if (!range || range[0] === range[1]) return "";
  return ` (${t("{low} to {high}", { low: amount(range[0], "1"), high: amount(range[1], one.unit) })})`;
}

/** At which value a view's own answer turns, all else its own. */
function turning(one: Contested, answer: CruxAnswer, view: string): string {
  const flip = one.flip_value[view];
  if (flip === null || flip === undefined) {
    return typeof one.claimed[view] === "string" ? t("no word alone turns this answer") : t("no value alone turns this answer");
  }
  return typeof flip === "string" ? t("turns with “{word}”", { word: t(flip) }) : t("turns at {value}", { value: said(flip, one.unit || answer.unit) });
}

interface CopyProps {
  one: Contested;
  view: string;
  from: string;
  side: string;
  other: string;
  onCopy: Shown["onCopy"];
}

/** Let one side take over what the other says. Only what the other says at all can be taken over. */
function Copy({ one, view, from, side, other, onCopy }: CopyProps) {
  const value = one.claimed[from];
  if ((value === null || value === undefined) && one.members.length < 2) return null;
  return (
    <button type="button" onClick={() => one.members.forEach((key) => onCopy(view, key, from))}>
      {one.members.length > 1
        ? t("{side} takes all of this from {other}", { side, other })
        : t("{side} takes {other}’s {value}", { side, other, value: typeof value === "string" ? t("“{word}”", { word: t(value) }) : said(value, one.unit) })}
    </button>
  );
}

const LEVELS: Record<number, () => string> = {
  0: () => t("cannot be observed"),
  1: () => t("indirect"),
  2: () => t("national means"),
  3: () => t("data exchange or inspection"),
};

export function Check({ level }: { level: number }) {
  return (
    <span class="check">
      <span class="check-dots" aria-hidden="true">
        {"\u25cf".repeat(level)}
        {"\u25cb".repeat(3 - level)}
      </span>{" "}
      {LEVELS[level]?.() ?? level}
    </span>
  );
}
