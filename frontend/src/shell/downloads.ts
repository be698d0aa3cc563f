/** Files on their way: they go on while the menu that ordered them is closed. */

import { signal } from "@preact/signals";
import { finished, JobError, type Progress } from "../jobs/job";
import { t } from "../language/language";
import type { State } from "../state/contracts";
import { news, settings } from "../state/store";

interface Download {
  progress: Progress;
  stop: () => void;
}

/** By kind of file. */
export const downloads = signal<Record<string, Download>>({});
/** Why the last one of a kind could not be had. */
export const troubles = signal<Record<string, string>>({});

function without<T>(table: Record<string, T>, kind: string): Record<string, T> {
  const { [kind]: _, ...rest } = table;
  return rest;
}

function fetchFile(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

/** Have a file computed and hand it to the browser. A second order of the same kind waits for the first. */
export async function download(kind: string, name: string, state: State): Promise<void> {
  if (downloads.value[kind]) return;
  const control = new AbortController();
  const follow = (progress: Progress) => (downloads.value = { ...downloads.value, [kind]: { progress, stop: () => control.abort() } });
  troubles.value = without(troubles.value, kind);
  follow({ step: "", share: null });
  try {
    fetchFile(await finished({ export: kind, state, lang: settings.value.lang }, follow, control.signal));
    news.value = t("{name} is ready", { name });
  } catch (error) {
    const why = error instanceof JobError ? error.lines.map((line) => t(line)).join(" ") : t("The server cannot be reached.");
    if (!control.signal.aborted) troubles.value = { ...troubles.value, [kind]: why };
  }
  downloads.value = without(downloads.value, kind);
}
