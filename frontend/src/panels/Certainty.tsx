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

/** `weakest`: of an answer, which is no surer than the weakest number behind it. */
export function Certainty({ of, weakest = false }: { of: string | null; weakest?: boolean }) {
  const said = of === null ? undefined : SAID[of]?.();
  return (
    <span class="certainty" data-certainty={of ?? "unknown"} title={said?.long}>
      {weakest ? t("weakest input: {certainty}", { certainty: certaintyWord(of) }) : certaintyWord(of)}
    </span>
  );
}
