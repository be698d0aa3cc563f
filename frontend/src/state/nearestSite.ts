/** In a phase the dossier does not open with, which site is looked at: the one with most time in hand, where any has some. */

import type { State } from "./contracts";
import type { Scene } from "./scene";

/** The site to pick for a picture that has none; null where it has one, is of another state, or nothing stands that could meet the deterrent. */
export function nearestSite(state: State, scene: Scene): string | null {
  const { look, sides } = scene;
  if (state.site !== null || !look || !sides) return null;
  if (look.site !== null || look.phase !== state.phase || look.deterrent !== state.deterrent) return null;
  const able = [...sides.A.sites, ...sides.B.sites].filter((site) => typeof site.slack === "number");
  const [best] = able.sort((one, other) => (other.slack ?? 0) - (one.slack ?? 0));
  return best?.id ?? null;
}
