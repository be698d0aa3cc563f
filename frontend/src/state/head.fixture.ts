/** A head for tests, cut down from the dossier of Deauville. */

import type { Head } from "./scene";

export const head: Head = {
  id: "deauville-2011",
  title: "European phased adaptive approach, as it stood in May 2011",
  asks: "Do the four phases protect NATO Europe and the United States against Iran, and do they leave Russia's deterrent alone?",
  as_of: "2011-05-26",
  views: [
    { id: "us-nato", title: "US and NATO", holder: "US Missile Defense Agency", side: "defending", colour: "blue" },
    { id: "russia", title: "Russian military", holder: "Russian Ministry of Defence and General Staff", side: "deterring", colour: "orange" },
  ],
  pair: ["us-nato", "russia"],
  phases: [
    { id: 1, year: 2011, title: "Ships in the eastern Mediterranean, forward radar in Turkey" },
    { id: 2, year: 2015, title: "Land site in Romania" },
    { id: 3, year: 2018, title: "Faster interceptor, land site in Poland" },
    { id: 4, year: 2020, title: "Interceptor against long-range missiles (cancelled in 2013)" },
  ],
  threats: [
    { id: "shahab-3", name: "Shahab-3 (1,300 km)", from_phase: 1 },
    { id: "iran-icbm", name: "Iranian intercontinental missile against the United States (notional)", from_phase: 4 },
  ],
  deterrents: [
    { id: "west-silo-topol-m", name: "Western silo base, solid (Topol-M)" },
    { id: "barents-sea", name: "Submarine missiles from the Barents Sea (Sineva)" },
  ],
  sources: { "sankaran-2013": { title: "Debating missile defence", publisher: "J. Sankaran", address: null, date: "2013" } },
  defaults: { phase: 4, threat: "iran-icbm", deterrent: "west-silo-topol-m", site: "sm-3-2b@redzikowo" },
};
