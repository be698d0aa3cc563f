/** How sure a number or an answer is. An assumption is called one wherever it is shown. */

import { t } from "../language/language";

const SAID: Record<string, () => { short: string; long: string }> = {
  read: () => ({ short: t("read"), long: t("read in the source") }),
  secondary: () => ({ short: t("secondary"), long: t("reported by someone else") }),
  derived: () => ({ short: t("derived"), long: t("worked out from a source") }),
  assumed: () => ({ short: t("assumption"), long: t("assumption: no source states it") }),
};

/** The word for a certainty, as it also stands in tables. */
export function certaintyWord(certainty: string | null): string {
  return certainty === null ? t("unknown") : (SAID[certainty]?.().short ?? t(certainty));
}

export function Certainty({ of }: { of: string | null }) {
  const said = of === null ? undefined : SAID[of]?.();
  return (
    <span class="certainty" data-certainty={of ?? "unknown"} title={said?.long}>
      {certaintyWord(of)}
    </span>
  );
}
