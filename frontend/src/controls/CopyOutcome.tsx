import { num, t } from "../language/language";
import type { Verdict } from "../state/scene";
import { outcomeOf, type Copied } from "../state/flip";

const told = ({ slack_s, verdict }: Verdict) => (slack_s === null ? t(verdict) : `${t("{seconds} s", { seconds: num(Math.round(slack_s)) })} ${t(verdict)}`);

/** What taking over the assumption did to the verdict. */
export function CopyOutcome({ copied }: { copied: Copied }) {
  const outcome = outcomeOf(copied);
  const blanks = { from: copied.from, to: copied.to };
  if (!outcome) return <p class="outcome" role="status">{t("{to} now assumes what {from} does…", blanks)}</p>;
  const numbers = `${told(outcome.before)} → ${told(outcome.after)}`;
  return (
    <p class="outcome" role="status" data-flipped={outcome.flipped}>
      <b>{outcome.flipped ? t("The verdict of {to} flips.", blanks) : t("The verdict of {to} stays.", blanks)}</b> {numbers}
    </p>
  );
}
