/** Growing pauses between attempts to reach the server again. */

const first = 500;
const longest = 15_000;

/** Milliseconds to wait after so many failures in a row. */
export const pauseBefore = (failures: number): number => Math.min(longest, first * 2 ** Math.min(failures, 10));
