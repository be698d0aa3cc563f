/** Colours of the maps, light and dark. The two sides differ by colour and by dash. */

import type { Side } from "../state/contracts";

export interface SideColours {
  /** Of areas. */
  fill: string;
  /** Of edges and words: strong enough on the ground and on paper. */
  deep: string;
  /** Of edges [px]; empty is solid. */
  dash: readonly number[];
}

export interface Palette {
  sea: string;
  land: string;
  coast: string;
  border: string;
  grid: string;
  ink: string;
  quiet: string;
  paper: string;
  missile: string;
  sensor: string;
  sides: Record<Side, SideColours>;
}

const DASH: readonly number[] = [9, 5];

export const LIGHT: Palette = {
  sea: "#dfe8ef",
  land: "#f1eee7",
  coast: "#5b6873",
  border: "#a3a7ab",
  grid: "#c3d0db",
  ink: "#1d2733",
  quiet: "#5d6773",
  paper: "#ffffff",
  missile: "#7a1f3d",
  sensor: "#3b4a58",
  sides: {
    A: { fill: "#2f6db5", deep: "#1f528f", dash: [] },
    B: { fill: "#e07b1a", deep: "#a65306", dash: DASH },
  },
};

export const DARK: Palette = {
  sea: "#16212c",
  land: "#2b3742",
  coast: "#8796a3",
  border: "#5b6873",
  grid: "#26333f",
  ink: "#e8edf2",
  quiet: "#a9b4bf",
  paper: "#10171e",
  missile: "#f08aa8",
  sensor: "#b9c6d2",
  sides: {
    A: { fill: "#4f97e8", deep: "#8cc0ff", dash: [] },
    B: { fill: "#f0953c", deep: "#ffb56b", dash: DASH },
  },
};

export const paletteFor = (dark: boolean): Palette => (dark ? DARK : LIGHT);
