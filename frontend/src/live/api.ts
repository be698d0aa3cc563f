/** Questions to the server that are asked once, and the refusals it answers with. */

import { t } from "../language/language";
import type { Lang, State } from "../state/contracts";
import type { Problem } from "../state/problem";
import type { Difference, Head, Welcome } from "../state/scene";

/** The server said no, or could not be reached; `problems` are for the reader. */
export class Refusal extends Error {
  constructor(
    readonly problems: Problem[],
    readonly status: number,
  ) {
    super(problems.map((problem) => problem.message).join("; "));
  }
}

const isProblem = (one: unknown): one is Problem => typeof one === "object" && one !== null && "message" in one;

/** What went wrong, for the reader. */
export const problemsIn = (error: unknown): Problem[] => (error instanceof Refusal ? error.problems : [{ where: "", message: t("The server cannot be reached.") }]);

async function problemsOf(reply: Response): Promise<Problem[]> {
  const body: unknown = await reply.json().catch(() => null);
  const told = typeof body === "object" && body !== null ? ((body as Record<string, unknown>).error ?? (body as Record<string, unknown>).detail) : null;
  if (Array.isArray(told)) return told.map((one) => (isProblem(one) ? one : { where: "", message: String(one) }));
  if (isProblem(told)) return [told];
  return [{ where: "", message: typeof told === "string" ? told : `${reply.status} ${reply.statusText}` }];
}

async function answered(address: string, init?: RequestInit): Promise<Response> {
  const reply = await fetch(address, init);
  if (!reply.ok) throw new Refusal(await problemsOf(reply), reply.status);
  return reply;
}

/** The answer as JSON; a refusal is thrown with what the server said. */
export const ask = async <T>(address: string, init?: RequestInit): Promise<T> => (await (await answered(address, init)).json()) as T;

/** The answer as text. */
export const askText = async (address: string): Promise<string> => (await (await answered(address)).text()).trim();

const posted = (body: unknown): RequestInit => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const askDossiers = (): Promise<Welcome> => ask("/api/dossiers");
export const askHead = (dossier: string, lang: Lang): Promise<Head> => ask(`/api/dossiers/${encodeURIComponent(dossier)}?lang=${lang}`);

/** Bare numbers have the unit "1" on the way; on the page they have none. */
export async function askDifferences(state: State, lang: Lang): Promise<Difference[]> {
  const { rows } = await ask<{ rows: Difference[] }>(`/api/differences?lang=${lang}`, posted(state));
  return rows.map((row) => (row.unit === "1" ? { ...row, unit: null } : row));
}

export const askSaved = (state: State, name: string): Promise<{ folder: string }> => ask("/api/save", posted({ state, name }));
