/** What all panels have around them: progress, what is out of date, notes, what the answer rests on, the same as JSON. */

import type { ComponentChildren } from "preact";
import { t } from "../language/language";
import { Waiting } from "../jobs/Waiting";
import type { Answered } from "../jobs/useAnswer";

interface FrameProps {
  /** Name of the panel, for the region. */
  label: string;
  of: readonly Answered<unknown>[];
  /** What each of several answers is, for those who wait. */
  names?: readonly string[];
  children: ComponentChildren;
}

export function Frame({ label, of, names = [], children }: FrameProps) {
  const stale = of.some((one) => one.stale);
  return (
    <section class="panel" aria-label={label} data-stale={stale ? "" : undefined} data-busy={of.some((one) => one.progress) ? "" : undefined}>
      {of.map((one, at) => (
        <Waiting key={at} of={one} name={names[at] ?? ""} />
      ))}
      <div class="panel-body" aria-busy={stale}>
        {children}
      </div>
      <p class="panel-foot">
        {of.map((one, at) =>
          one.href ? (
            <a key={one.href} href={one.href} target="_blank" rel="noreferrer">
              {at === 0 ? t("This answer as JSON") : t("The assessment as JSON")}
            </a>
          ) : null,
        )}
      </p>
    </section>
  );
}
