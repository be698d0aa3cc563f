/** What stands above a panel while its answer is on the way: how far it is, a way to stop it, or what went wrong. */

import { num, t } from "../language/language";
import type { Answered } from "./useAnswer";

export function Waiting({ of, name = "" }: { of: Answered<unknown>; name?: string }) {
  if (of.trouble.length > 0) {
    return (
      <div class="job job-trouble" role="alert">
        <p>{t("This cannot be computed now.")}</p>
        <ul>
          {of.trouble.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <button type="button" onClick={of.again}>
          {t("Try again")}
        </button>
      </div>
    );
  }
  if (of.stopped) {
    return (
      <div class="job" role="status">
        <p>{of.answer === null ? t("Stopped. Nothing is shown yet.") : t("Stopped. What is shown belongs to the assumptions before the last change.")}</p>
        <button type="button" onClick={of.again}>
          {t("Compute")}
        </button>
      </div>
    );
  }
  if (of.progress === null) return null;
  const { step, share } = of.progress;
  const stage = step ? t(step) : of.answer === null ? t("Computing") : t("Computing anew");
  const doing = name ? `${name}: ${stage}` : stage;
  return (
    <div class="job" role="status">
      <label>
        <span>{share === null ? `${doing} …` : `${doing} … ${num(Math.floor(100 * share))} %`}</span>
        <progress max={1} {...(share === null ? {} : { value: share })} />
      </label>
      <button type="button" onClick={of.cancel}>
        {t("Cancel")}
      </button>
    </div>
  );
}
