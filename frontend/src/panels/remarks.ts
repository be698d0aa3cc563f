/** What is said beside a figure: a remark, what rivals say, what nobody knows. */

interface Remarked {
  note: string | null;
  conflict: string | null;
  gap: string | null;
}

/** One text each, so that each can be said in another language. */
export const remarks = (of: Remarked): string[] => [of.note, of.conflict, of.gap].filter((said): said is string => Boolean(said));
