import type { PanelProps } from "../state/contracts";

/** Placeholder. */
export function Panel({ name }: PanelProps) {
  return <section>{name}</section>;
}
