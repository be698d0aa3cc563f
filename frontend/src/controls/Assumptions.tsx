import { plural, t } from "../language/language";
import { differences, state } from "../state/store";
import { Assumption } from "./Assumption";
import { sorted } from "./relevance";
import { TrackLegend } from "./TrackLegend";
import { ViewNames } from "./ViewNames";

/** Everything on which the two views differ; first what bears on the picture that is looked at. */
export function Assumptions() {
  const now = state.value;
  if (!now) return null;
  const { bearing, other, touched } = sorted(differences.value, now);
  const rows = (some: typeof bearing) => some.map((row) => <Assumption key={row.key} row={row} state={now} />);
  return (
    <section class="assumptions" aria-labelledby="assumptions-title">
      <h2 id="assumptions-title">{t("Where the two views differ")}</h2>
      <ViewNames state={now} />
      <TrackLegend />
      {rows(bearing)}
      {other.length > 0 && (
        <details open={touched || bearing.length === 0}>
          <summary>{plural(other.length, "{n} more, which does not bear on this picture", "{n} more, which do not bear on this picture")}</summary>
          {rows(other)}
        </details>
      )}
    </section>
  );
}
