import { t } from "../language/language";

/** What the signs on the tracks mean. */
export function TrackLegend() {
  return (
    <ul class="track-legend" aria-label={t("Signs on the scales")}>
      <li>
        <i class="turning" aria-hidden="true" /> {t("verdict flips")}
      </li>
      <li>
        <i class="mark" aria-hidden="true" /> {t("others say")}
      </li>
      <li>
        <i class="range" aria-hidden="true" /> {t("range given")}
      </li>
    </ul>
  );
}
