import { num, t } from "../language/language";
import { verdictOf } from "../state/scene";
import type { Side } from "../state/contracts";
import { frame, names, waiting } from "../state/store";

function Card({ side }: { side: Side }) {
  const verdict = frame.value ? verdictOf(frame.value.scene, side) : null;
  return (
    <div class="side-card" data-side={side} data-stale={waiting.value}>
      <b class="side-letter">{side}</b>
      <span class="side-name">{names.value[side]}</span>
      {verdict && (
        <span class="side-verdict">
          {verdict.slack_s !== null && <b>{t("{seconds} s", { seconds: num(Math.round(verdict.slack_s)) })}</b>} {t(verdict.verdict)}
        </span>
      )}
    </div>
  );
}

/** Whose picture is whose, and what each says of the same question. */
export function Sides() {
  return (
    <div class="side-cards">
      <Card side="A" />
      <Card side="B" />
    </div>
  );
}
