import { t } from "../language/language";
import { mayLook } from "../live/roles";
import { pickPhase } from "../state/actions";
import { head, role, state } from "../state/store";

/** The phases with their years, one of them looked at. */
export function Phases() {
  const phases = head.value?.phases ?? [];
  const phase = state.value?.phase;
  const title = phases.find((one) => one.id === phase)?.title;
  return (
    <fieldset class="phases" disabled={!mayLook(role.value)}>
      <legend>{t("Phase")}</legend>
      <div class="steps">
        {phases.map((one) => (
          <label key={one.id} class="step">
            <input type="radio" name="phase" checked={one.id === phase} onChange={() => pickPhase(one.id)} />
            <span>
              <b>{one.id}</b>
              <small>{one.year}</small>
            </span>
          </label>
        ))}
      </div>
      {title !== undefined && <p class="fine">{t(title)}</p>}
    </fieldset>
  );
}
