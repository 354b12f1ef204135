import type { Chapter } from "@/components/episodes/types";
import { phraseAt } from "@/components/transcript/phrase-at";
import type { Phrase } from "@/components/transcript/types";

type Times = Pick<Phrase, "start_ms" | "end_ms">;

/**
 * Before which phrase a chapter begins: the one that starts nearest to it, since chapters are set by hand. Null after the last
 * phrase, and in transcripts without times.
 */
export function placeOf(chapter: Pick<Chapter, "start_ms">, phrases: readonly Times[]): number | null {
  const [first, last] = [phrases[0], phrases.at(-1)];
  if (!first || first.start_ms === null || chapter.start_ms > (last?.end_ms ?? 0)) return null;
  const before = phraseAt(phrases, chapter.start_ms / 1000) ?? 0;
  const distance = (index: number) =>
    Math.abs((phrases[index]?.start_ms ?? Number.MAX_SAFE_INTEGER) - chapter.start_ms);
  return distance(before + 1) <= distance(before) ? before + 1 : before;
}

/** The chapters that begin before each phrase, by its index. */
export function placeChapters<Of extends Pick<Chapter, "start_ms">>(
  chapters: readonly Of[],
  phrases: readonly Times[],
): Map<number, Of[]> {
  const places = new Map<number, Of[]>();
  for (const chapter of chapters) {
    const place = placeOf(chapter, phrases);
    if (place !== null) places.set(place, [...(places.get(place) ?? []), chapter]);
  }
  return places;
}
