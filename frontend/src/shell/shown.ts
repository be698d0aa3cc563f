/** What a narrow screen shows; a wide one shows everything. */

import { signal } from "@preact/signals";

export type Shown = "maps" | "controls" | "panel";
export const shown = signal<Shown>("maps");
