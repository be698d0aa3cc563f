import { plural, t } from "../language/language";
import { differences, names, state } from "../state/store";
import { Assumption } from "./Assumption";

/** Everything on which the two views differ; first what bears on the verdict that is looked at. */
export function Assumptions() {
  const now = state.value;
  if (!now) return null;
  const rows = differences.value;
  return (
    <section class="assumptions" aria-labelledby="assumptions-title">
      <h2 id="assumptions-title">{t("Where the two views differ")}</h2>
      <p class="sides">
        <span data-side="A">
          <b class="side-letter">A</b> {t(names.value.A)}
        </span>
        <span data-side="B">
          <b class="side-letter">B</b> {t(names.value.B)}
        </span>
      </p>
      {rows.map((row) => (
        <Assumption key={row.key} row={row} state={now} />
      ))}
      <p class="fine">{plural(rows.length, "{n} assumption differs.", "{n} assumptions differ.")}</p>
    </section>
  );
}
