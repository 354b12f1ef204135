import type { Phrase } from "./types";

/** The phrase that is said at a time: the last one that has begun. Null before the first, and in transcripts without times. */
export function phraseAt(phrases: readonly Pick<Phrase, "start_ms">[], seconds: number): number | null {
  const wanted = Math.round(seconds * 1000);
  let low = 0;
  let high = phrases.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = phrases[middle]?.start_ms;
    if (start === null || start === undefined) return null;
    if (start <= wanted) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low - 1;
}
