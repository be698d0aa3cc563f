import { num, t } from "../language/language";
import type { Verdict } from "../state/scene";
import { outcomeOf, type Copied } from "../state/flip";

const seconds = (verdict: Verdict) => (verdict.slack_s === null ? t("no intercept") : t("slack {seconds} s", { seconds: num(Math.round(verdict.slack_s)) }));

/** What taking over the assumption did to the verdict. */
export function CopyOutcome({ copied }: { copied: Copied }) {
  const outcome = outcomeOf(copied);
  const blanks = { from: copied.from, to: copied.to };
  if (!outcome) return <p class="outcome" role="status">{t("{to} now assumes what {from} does…", blanks)}</p>;
  const numbers = `${seconds(outcome.before)} → ${seconds(outcome.after)}`;
  return (
    <p class="outcome" role="status" data-flipped={outcome.flipped}>
      <b>{outcome.flipped ? t("The verdict of {to} flips.", blanks) : t("The verdict of {to} stays.", blanks)}</b> {numbers}
    </p>
  );
}
