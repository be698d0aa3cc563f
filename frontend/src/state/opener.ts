/** Opening: from the address in the browser to a state on the screen, again at every Back and Forward. */

import { batch, effect } from "@preact/signals";
import { lang, speak, t } from "../language/language";
import { askDifferences, askDossiers, askHead, problemsIn, Refusal } from "../live/api";
import { LiveLine } from "../live/live";
import { join, shareWithOthers } from "../live/sharing";
import { addressNow, deeds, settleOnSite } from "./actions";
import { readAddress, type Address } from "./address";
import type { Lang, State } from "./contracts";
import { entryNow } from "./history";
import { leftOut } from "./leftOut";
import { nearestSite } from "./nearestSite";
import { plainState, stateAt } from "./opening";
import type { Problem } from "./problem";
import { redone } from "./redo";
import type { Head } from "./scene";
import { plainSettings } from "./settings";
import * as store from "./store";

const socketAddress = (path: string) => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;
const fallbackDossier = "deauville-2011";

export const live = new LiveLine(socketAddress("/api/live"), {
  onFrame: (frame, step) => {
    batch(() => {
      store.frame.value = frame;
      store.refusals.value = [];
      store.waiting.value = false;
    });
    const site = store.state.value && nearestSite(store.state.value, frame.scene);
    if (site) settleOnSite(site);
    document.body.dataset.ready = String(frame.seq);
    document.body.dataset.step = String(step);
  },
  onRefused: (problems) => {
    batch(() => {
      store.waiting.value = false;
      refuse(problems);
    });
  },
  onLine: (line, retryAt) => {
    batch(() => {
      store.line.value = line;
      store.retryAt.value = retryAt;
    });
  },
});

/** The state of an address, until something else is shown. */
let fromAddress: State | null = null;

/** The present state is refused. Of an address, what is wrong is left out; after a deed of the reader's, the last picture stays. */
function refuse(problems: Problem[]): void {
  const state = store.state.value;
  const head = store.head.value;
  const fitting = state && head && state === fromAddress ? leftOut(state, problems, head) : null;
  if (!fitting) {
    store.refusals.value = problems;
    return;
  }
  batch(() => {
    store.state.value = fromAddress = fitting.state;
    store.addressProblems.value = [...store.addressProblems.value, ...fitting.problems];
  });
}

/** The language of the address, else of the last visit, else the one the server was started with. */
function wantedLang(address: Address): Lang {
  const kept = localStorage.getItem("lang");
  return address.settings.lang ?? (kept === "ru" || kept === "en" ? kept : document.documentElement.lang === "ru" ? "ru" : "en");
}

export async function useLang(wanted: Lang): Promise<void> {
  try {
    await speak(wanted);
  } catch {
    store.news.value = "The messages of this language could not be fetched.";
  }
  document.documentElement.lang = lang.value;
  const shown = store.head.value;
  if (shown) store.head.value = await askHead(shown.id, lang.value).catch(() => shown);
  store.settings.value = { ...store.settings.value, lang: lang.value };
}

async function headOf(dossier: string): Promise<void> {
  if (store.head.value?.id === dossier) return;
  const head = await askHead(dossier, lang.value);
  batch(() => {
    store.head.value = head;
    store.state.value = null;
    store.frame.value = null;
    store.differences.value = [];
  });
}

/** The head of a dossier; null, and why among the problems, where it cannot be opened. */
async function headAt(dossier: string, problems: Problem[]): Promise<Head | null> {
  try {
    await headOf(dossier);
    return store.head.value;
  } catch (error) {
    problems.push(...problemsIn(error));
    return null;
  }
}

/** Show what the address says. */
export async function openAddress(): Promise<void> {
  const deed = deeds.goTo(entryNow());
  const address = readAddress(location.pathname, location.search);
  store.settings.value = { ...plainSettings, ...address.settings, lang: lang.value };
  const usual = store.welcome.value?.default ?? fallbackDossier;
  const problems = [...address.problems];
  const found = await headAt(address.dossier ?? usual, problems);
  const head = found ?? (await headAt(usual, []));
  if (!head) {
    store.addressProblems.value = problems;
    return;
  }
  const wanted = found ? stateAt(address, head, problems) : plainState(head);
  store.addressProblems.value = problems;
  const shared = store.state.value;
  if (shared && store.joined.value) returnTo(shared, wanted, deed);
  else store.state.value = fromAddress = wanted;
}

/** Back or Forward in a joint session: one's own deed is undone or done again, and the others are told. */
function returnTo(shared: State, wanted: State, deed: string): void {
  const next = redone(shared, wanted, deed);
  store.state.value = next;
  shareWithOthers(shared, next);
  deeds.amend(addressNow());
}

/** Open another dossier, as it stands. */
export async function openDossier(dossier: string): Promise<void> {
  try {
    await headOf(dossier);
  } catch (error) {
    store.refusals.value = problemsIn(error);
    return;
  }
  const head = store.head.value;
  if (!head) return;
  batch(() => {
    store.state.value = plainState(head);
    store.addressProblems.value = [];
    store.settings.value = { ...store.settings.value, camera: null, clock: null };
  });
  deeds.write(addressNow(), `dossier ${dossier}`, "done");
}

async function taken(state: State): Promise<void> {
  await headOf(state.dossier).catch((error: unknown) => (store.refusals.value = problemsIn(error)));
  store.state.value = state;
  deeds.amend(addressNow());
}

async function refreshDifferences(state: State, lang: Lang): Promise<void> {
  try {
    const rows = await askDifferences(state, lang);
    if (store.state.value === state) store.differences.value = rows;
  } catch (error) {
    if (store.state.value === state && error instanceof Refusal) refuse(error.problems);
  }
}

/** Ask again which dossiers there are: one has been saved. */
export const refreshWelcome = async (): Promise<void> => {
  store.welcome.value = await askDossiers();
};

/** Once, when the page is loaded. */
export async function start(): Promise<void> {
  const address = readAddress(location.pathname, location.search);
  store.settings.value = { ...plainSettings, ...address.settings };
  const language = useLang(wantedLang(address));
  const welcome = askDossiers().then((found) => (store.welcome.value = found), (error: unknown) => (store.addressProblems.value = problemsIn(error)));
  if (address.dossier === null) await welcome;
  await language;
  await openAddress();
  window.addEventListener("popstate", () => void openAddress());
  effect(() => {
    const state = store.state.value;
    const { layers, lang } = store.settings.value;
    if (!state) return;
    if (live.want({ state, layers, lang, moving: store.moving.value })) {
      store.waiting.value = true;
      delete document.body.dataset.step;
    }
  });
  effect(() => {
    const state = store.state.value;
    if (state && !store.moving.value) void refreshDifferences(state, lang.value);
  });
  effect(() => {
    if (store.head.value) document.title = `${t(store.head.value.title)} · détente`;
  });
  await welcome;
  if (store.welcome.value?.joint) join(socketAddress("/api/joint"), taken);
}
