import { t } from "../language/language";
import { mayOpen } from "../live/roles";
import { pickView } from "../state/actions";
import type { Side, State } from "../state/contracts";
import { head, names, role } from "../state/store";

function ViewName({ side, state }: { side: Side; state: State }) {
  const views = head.value?.views ?? [];
  const choosable = views.length > 2 && mayOpen(role.value);
  const view = side === "A" ? state.a : state.b;
  return (
    <span data-side={side}>
      <b class="side-letter">{side}</b>
      {choosable ? (
        <select aria-label={t("View of side {side}", { side })} value={view} onChange={(event) => pickView(side, event.currentTarget.value)}>
          {views.map((one) => (
            <option key={one.id} value={one.id}>
              {t(one.title)}
            </option>
          ))}
        </select>
      ) : (
        names.value[side]
      )}
    </span>
  );
}

/** Whose view is A and whose is B; where a dossier has more than two, they can be chosen. */
export function ViewNames({ state }: { state: State }) {
  return (
    <p class="sides">
      <ViewName side="A" state={state} />
      <ViewName side="B" state={state} />
    </p>
  );
}
