import type { Chapter } from "@/server/episodes/episodes.schema";

/**
 * Before which of the phrases each chapter stands: the first one that is mostly said after the chapter begins. Chapters that
 * begin after the last phrase stand before none.
 */
export function placeChapters(
  phrases: readonly { startMs: number | null; endMs: number | null }[],
  chapters: readonly Chapter[],
): Map<number, Chapter[]> {
  const places = new Map<number, Chapter[]>();
  let index = 0;
  for (const chapter of chapters) {
    for (; index < phrases.length; index++) {
      const { startMs, endMs } = phrases[index] ?? { startMs: null, endMs: null };
      if (startMs !== null && (startMs + (endMs ?? startMs)) / 2 >= chapter.start_ms) break;
    }
    if (index < phrases.length) places.set(index, [...(places.get(index) ?? []), chapter]);
  }
  return places;
}
