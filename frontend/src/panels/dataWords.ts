/** Short names, units and countries as the data spell them: listed here so that they can be said in another language. */

import { t } from "../language/language";

const WORDS: Record<string, () => string> = {
  "ABM Treaty": () => t("ABM Treaty"),
  "ABM Protocol 1974": () => t("ABM Protocol 1974"),
  "Demarcation 1997": () => t("Demarcation 1997"),
  "Hague Code": () => t("Hague Code"),
  "INF Treaty": () => t("INF Treaty"),
  JDEC: () => t("JDEC"),
  "Launch Notification 1988": () => t("Launch Notification 1988"),
  MTCR: () => t("MTCR"),
  "Restraint 2026": () => t("Restraint 2026"),
  "SALT I": () => t("SALT I"),
  SORT: () => t("SORT"),
  "START II": () => t("START II"),
  "START III framework": () => t("START III framework"),
  "MTCR (regime)": () => t("MTCR (regime)"),
  "JDEC (memorandum)": () => t("JDEC (memorandum)"),
  "Hague Code (political)": () => t("Hague Code (political)"),
  areas: () => t("areas"),
  centres: () => t("centres"),
  complexes: () => t("complexes"),
  "exchanges a year": () => t("exchanges a year"),
  "inspections a year": () => t("inspections a year"),
  "interceptors per launcher": () => t("interceptors per launcher"),
  launchers: () => t("launchers"),
  missiles: () => t("missiles"),
  months: () => t("months"),
  systems: () => t("systems"),
  "territorial defences": () => t("territorial defences"),
  transfers: () => t("transfers"),
  trials: () => t("trials"),
  vehicles: () => t("vehicles"),
  "warheads per bomber": () => t("warheads per bomber"),
  "warheads per missile": () => t("warheads per missile"),
  days: () => t("days"),
  bombers: () => t("bombers"),
  France: () => t("France"),
  India: () => t("India"),
  Israel: () => t("Israel"),
  "North Korea": () => t("North Korea"),
  Pakistan: () => t("Pakistan"),
  "South Africa": () => t("South Africa"),
  "United Kingdom": () => t("United Kingdom"),
  Nash: () => t("Nash"),
  "Kalai-Smorodinsky": () => t("Kalai-Smorodinsky"),
};

/** A word of the data in the language of the page; one that is not listed is said as any other text. */
export function dataWord(text: string): string {
  return WORDS[text]?.() ?? t(text);
}
