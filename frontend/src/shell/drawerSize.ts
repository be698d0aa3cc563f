/** Whether the open panel takes the place of the maps. */

import { signal } from "@preact/signals";

export const tall = signal(false);
