/** The assumptions of a view as phrases. */

import { t } from "../language/language";

const PHRASES: Record<string, () => string> = {
  apogee_speed: () => t("apogee speed"),
  assessment_delay: () => t("assessment delay"),
  availability: () => t("availability"),
  azimuth_width: () => t("width of the field of view"),
  burn_time: () => t("burn time"),
  burnout_speed: () => t("burnout speed"),
  command_connectivity: () => t("command connectivity"),
  commit_delay: () => t("commit delay"),
  committed_share: () => t("committed share"),
  confidence: () => t("confidence"),
  coverage_goal: () => t("coverage goal"),
  defence_adjustment: () => t("yearly adjustment of the defence"),
  delivery_reliability: () => t("reliability of delivery"),
  detection_altitude: () => t("altitude of detection"),
  earliest_commit: () => t("earliest moment to commit"),
  false_object_load: () => t("false objects for each warhead"),
  interceptor_millions: () => t("price of an interceptor, in millions"),
  interceptors: () => t("interceptors"),
  judged_posture: () => t("judged posture"),
  kill_probability: () => t("chance of a kill by one shot"),
  maximum_flight_time: () => t("longest flight"),
  maximum_intercept_altitude: () => t("greatest height of intercept"),
  minimum_elevation: () => t("least elevation"),
  minimum_intercept_altitude: () => t("least height of intercept"),
  offence_adjustment: () => t("yearly adjustment of the offence"),
  policy: () => t("launch policy"),
  price_year: () => t("year of prices"),
  range: () => t("range"),
  shot_correlation: () => t("correlation of shots"),
  shots: () => t("shots"),
  sufficient_confidence: () => t("confidence that is sufficient"),
  sufficient_warheads: () => t("warheads that are sufficient"),
  survival_day_to_day_launch_on_warning: () => t("surviving share (day-to-day launch on warning)"),
  survival_day_to_day_ride_out: () => t("surviving share (day-to-day ride-out)"),
  survival_generated_launch_on_warning: () => t("surviving share (generated launch on warning)"),
  survival_generated_ride_out: () => t("surviving share (generated ride-out)"),
  third_party_interceptors: () => t("interceptors held back for the third party"),
  track_probability: () => t("chance of a track"),
  track_time: () => t("track time"),
  warhead_ceiling: () => t("ceiling of warheads"),
  warhead_ceiling_from: () => t("ceiling of warheads, from"),
  warhead_ceiling_until: () => t("ceiling of warheads, until"),
  warhead_millions: () => t("price of a warhead, in millions"),
  warheads: () => t("warheads"),
};

/** A parameter as a phrase: "burnout speed" of `burnout_speed`; one without a phrase by its own name. */
export function phrase(parameter: string): string {
  return PHRASES[parameter]?.() ?? t(parameter.replaceAll("_", " "));
}
