/** The name of an assumption in the language in force: "SM-3 Block IIB: burnout speed" is a system and a quantity. */

import { t } from "../language/language";
import type { Difference } from "../state/scene";

export function labelOf({ label }: Difference): string {
  const said = label.split(": ").map((part) => t(part)).join(": ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}
