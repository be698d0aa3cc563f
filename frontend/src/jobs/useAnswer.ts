/** The answer of one panel for the present state: computed anew when the state changes, the old one kept until then. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Lang, PanelName, State } from "../state/contracts";
import { JobError, run, type Progress } from "./job";
import { relevant } from "./relevant";

/** How long [ms] the state must rest before a panel is computed anew: a slider is not followed step by step. */
const REST_MS = 500;
/** Answers kept, so that Back and a second look cost nothing. */
const KEPT = 24;

export interface Answered<Answer> {
  /** The latest answer there is; of an earlier state while `stale`. */
  answer: Answer | null;
  /** Where the same answer stands as JSON. */
  href: string | null;
  stale: boolean;
  /** null: nothing is running. */
  progress: Progress | null;
  /** What went wrong, line by line; empty: nothing. */
  trouble: readonly string[];
  stopped: boolean;
  cancel: () => void;
  again: () => void;
}

interface Kept {
  key: string;
  href: string;
  answer: unknown;
}

const kept: Kept[] = [];

function keep(one: Kept): void {
  const at = kept.findIndex((other) => other.key === one.key);
  if (at >= 0) kept.splice(at, 1);
  kept.push(one);
  if (kept.length > KEPT) kept.shift();
}

interface Held {
  key: string | null;
  dossier: string | null;
  href: string | null;
  answer: unknown;
  progress: Progress | null;
  trouble: readonly string[];
  stopped: boolean;
}

const NOTHING: Held = { key: null, dossier: null, href: null, answer: null, progress: null, trouble: [], stopped: false };

/** Lines about a failure. An empty list stands for "the server does not answer", which only the page can say in its language. */
const linesOf = (failure: unknown): readonly string[] => (failure instanceof JobError ? failure.lines : []);

/** Ask for `panel` (null: for nothing) and keep asking as the state moves on. */
export function useAnswer<Answer>(panel: PanelName | null, state: State, lang: Lang, unreachable: string): Answered<Answer> {
  const key = panel === null ? "" : relevant(panel, state, lang);
  const [held, setHeld] = useState<Held>(NOTHING);
  const [round, setRound] = useState(0);
  const running = useRef<AbortController | null>(null);

  useEffect(() => {
    if (panel === null) return;
    const found = kept.find((one) => one.key === key);
    if (found) {
      setHeld({ ...NOTHING, key, dossier: state.dossier, href: found.href, answer: found.answer });
      return;
    }
    const control = new AbortController();
    running.current = control;
    setHeld((was) => ({
      ...(was.dossier === state.dossier ? was : { ...NOTHING, dossier: state.dossier }),
      progress: { step: "", share: null },
      trouble: [],
      stopped: false,
    }));
    const onProgress = (progress: Progress): void => setHeld((was) => ({ ...was, progress }));
    const begin = (): void => {
      run({ panel, state, lang }, onProgress, control.signal).then(
        ({ href, answer }) => {
          keep({ key, href, answer });
          if (!control.signal.aborted) setHeld({ ...NOTHING, key, dossier: state.dossier, href, answer });
        },
        (failure: unknown) => {
          if (control.signal.aborted) return;
          const lines = linesOf(failure);
          setHeld((was) => ({ ...was, progress: null, trouble: lines.length ? lines : [unreachable] }));
        },
      );
    };
    const timer = setTimeout(begin, round === 0 && held.answer === null ? 0 : REST_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
    // The state itself is a new object at every move; `key` says whether the answer is another.
  }, [key, round]);

  const cancel = useCallback(() => {
    running.current?.abort();
    setHeld((was) => ({ ...was, progress: null, stopped: true }));
  }, []);
  const again = useCallback(() => setRound((was) => was + 1), []);
  return {
    answer: held.dossier === state.dossier ? (held.answer as Answer | null) : null,
    href: held.key === key ? held.href : null,
    stale: held.answer !== null && held.key !== key,
    progress: held.progress,
    trouble: held.trouble,
    stopped: held.stopped,
    cancel,
    again,
  };
}
