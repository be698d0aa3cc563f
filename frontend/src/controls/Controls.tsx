import { t } from "../language/language";
import { pickDeterrent, pickThreat } from "../state/actions";
import { head, state } from "../state/store";
import { Assumptions } from "./Assumptions";
import { Phases } from "./Phases";
import { Picker } from "./Picker";

/** The left column: what is looked at, then what is assumed. */
export function Controls() {
  const now = state.value;
  const threats = (head.value?.threats ?? []).map((one) => ({ ...one, disabled: (one.from_phase ?? 0) > (now?.phase ?? 0) }));
  return (
    <div class="controls" role="region" aria-label={t("What is looked at and assumed")}>
      <Phases />
      <Picker label={t("Threat to protect against")} choices={threats} chosen={now?.threat ?? null} onPick={pickThreat} />
      <Picker label={t("Deterrent to leave alone")} choices={head.value?.deterrents ?? []} chosen={now?.deterrent ?? null} onPick={pickDeterrent} />
      <Assumptions />
    </div>
  );
}
