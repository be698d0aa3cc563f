/** Which claims are shown. */

import type { Claim } from "./answers";

export type Wanted = "all" | "tested" | "apart";
export type Outcome = "holds" | "fails" | "depends" | "undecided";

/** What an answer means for the looks of it; the words themselves are the server's. */
export function outcome(answer: string | undefined): Outcome {
  if (answer?.startsWith("holds")) return "holds";
  if (answer?.startsWith("does not hold")) return "fails";
  return answer?.startsWith("depends") ? "depends" : "undecided";
}

/** Whether a claim is wanted: `said` translates, so that people search in their own language too. */
export function fits(claim: Claim, views: readonly string[], wanted: Wanted, words: string, said: (text: string) => string): boolean {
  const outcomes = views.map((view) => outcome(claim.answers[view]));
  if (wanted === "tested" && outcomes.every((one) => one === "undecided")) return false;
  if (wanted === "apart" && new Set(outcomes).size < 2) return false;
  const text = [claim.statement, claim.holder].flatMap((part) => [part, said(part)]).join(" ").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
