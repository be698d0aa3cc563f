/** One long answer of the server: asked for, followed, cancelled. The protocol of /api/jobs and nothing of the page. */

import type { Lang, PanelName, State } from "../state/contracts";

/** Where a run stands: what it is doing, and how much of it is done (0 to 1; null where nobody can say). */
export interface Progress {
  step: string;
  share: number | null;
}

/** What the server refused, in its own words: one line for each problem. */
export class JobError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "JobError";
    this.lines = lines;
  }
}

/** The server gave it up because it heard nothing of this page for a while: a machine that slept, a line that was cut. */
class Forsaken extends Error {}

interface Started {
  id: string;
  cached?: boolean;
  href?: string;
}

/** A panel's answer, or a file to take away. */
export type Asked = { state: State; lang: Lang } & ({ panel: PanelName } | { export: string });

/** Where a started job is asked about. */
const place = (id: string): string => `/api/jobs/${encodeURIComponent(id)}`;

/** Problems as lines, whatever shape the server gave them: a sentence, a list of {where, message}, or FastAPI's `detail`. */
export function problems(told: unknown): string[] {
  if (typeof told === "string") return told ? [told] : [];
  if (Array.isArray(told)) return told.flatMap(problems);
  if (told === null || typeof told !== "object") return [];
  const said = told as { error?: unknown; detail?: unknown; where?: unknown; message?: unknown; msg?: unknown; loc?: unknown };
  const message = said.message ?? said.msg;
  if (typeof message === "string") {
    const where = typeof said.where === "string" ? said.where : Array.isArray(said.loc) ? said.loc.join(".") : "";
    return [where ? `${where}: ${message}` : message];
  }
  return problems(said.error ?? said.detail);
}

async function answered(reply: Response): Promise<unknown> {
  const text = await reply.text();
  let told: unknown = text;
  try {
    told = JSON.parse(text);
  } catch {
    if (reply.ok) throw new JobError([`${reply.url}: ${text.slice(0, 200)}`]);
  }
  if (reply.ok) return told;
  const lines = problems(told);
  throw new JobError(lines.length ? lines : [`${reply.status} ${reply.statusText}`]);
}

/** Read one message of the stream of events; a share outside 0 to 1 is taken as not known. */
export function progressOf(data: string): Progress {
  const told = JSON.parse(data) as { step?: unknown; share?: unknown };
  const share = typeof told.share === "number" && told.share >= 0 && told.share <= 1 ? told.share : null;
  return { step: typeof told.step === "string" ? told.step : "", share };
}

/** Follow a job until it is done: the address of its answer. */
function followed(id: string, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`${place(id)}/events`);
    const end = (finish: () => void): void => {
      events.close();
      signal.removeEventListener("abort", stopped);
      finish();
    };
    const stopped = (): void => end(() => reject(signal.reason));
    signal.addEventListener("abort", stopped);
    events.addEventListener("progress", (event) => onProgress(progressOf((event as MessageEvent<string>).data)));
    events.addEventListener("done", (event) => {
      const told = JSON.parse((event as MessageEvent<string>).data) as { href: string };
      end(() => resolve(told.href));
    });
    events.addEventListener("failed", (event) => {
      const told = JSON.parse((event as MessageEvent<string>).data) as { status?: unknown };
      end(() => reject(told.status === "cancelled" ? new Forsaken() : new JobError(problems(told))));
    });
    events.addEventListener("error", () => {
      // A dropped connection is taken up again by the browser itself; a job that is gone (the server started anew) is not.
      if (events.readyState === EventSource.CLOSED) end(() => reject(new TypeError("stream closed")));
    });
  });
}

/** Tell the server that nobody waits any more. Whether it heard is all the same. */
function cancelled(id: string): void {
  void fetch(place(id), { method: "DELETE", keepalive: true }).catch(() => undefined);
}

async function begun(asked: Asked, signal: AbortSignal): Promise<Started> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked), signal };
  return (await answered(await fetch("/api/jobs", init))) as Started;
}

/**
 * Have something computed, and wait for the address where it lies. `signal` stops it, on the server too.
 * Rejects with JobError (the server said why), TypeError (no server) or the reason of the signal.
 */
export async function finished(asked: Asked, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<string> {
  const started = await begun(asked, signal);
  const stop = (): void => cancelled(started.id);
  signal.addEventListener("abort", stop);
  try {
    return started.href ?? (await followed(started.id, onProgress, signal));
  } catch (failure) {
    if (!(failure instanceof Forsaken)) throw failure;
  } finally {
    signal.removeEventListener("abort", stop);
  }
  return finished(asked, onProgress, signal); // this page never said that it waits no longer
}

/** As `finished`, and fetch the answer. */
export async function run(asked: Asked, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<{ href: string; answer: unknown }> {
  const href = await finished(asked, onProgress, signal);
  return { href, answer: await answered(await fetch(href, { signal, headers: { accept: "application/json" } })) };
}
