import type { MapsProps } from "../state/contracts";

/** Placeholder. */
export function Maps(_: MapsProps) {
  return <div class="maps" />;
}

export async function pictureBlob(_: "png" | "svg"): Promise<Blob> {
  return new Blob([]);
}
