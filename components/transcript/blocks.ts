import { placeChapters } from "@/components/chapters/place-chapters";
import type { Chapter } from "@/components/episodes/types";
import type { Phrase } from "./types";

/** `chapters` begin before it. */
export type ShownPhrase = Phrase & { index: number; isTurn: boolean; chapters: readonly Chapter[] };
/** Phrases that the browser lays out together, and their height before it has: on a screen and on a phone. */
export type Block = { phrases: ShownPhrase[]; widePx: number; narrowPx: number };

const PER_BLOCK = 24;
const LINE_PX = 28;
const GAP_PX = 10;
const TURN_PX = 44;
const CHAPTER_PX = 72;
const NO_CHAPTERS: readonly Chapter[] = [];
const WIDE_CHARS = 78;
const NARROW_CHARS = 36;

/** A transcript in blocks. Six hours are laid out only where they are looked at. */
export function blocksOf(phrases: readonly Phrase[], chapters: readonly Chapter[] = NO_CHAPTERS): Block[] {
  const places = placeChapters(chapters, phrases);
  const shown = phrases.map((phrase, index) => {
    const begun = places.get(index) ?? NO_CHAPTERS;
    const isTurn = phrase.speaker !== null && (begun.length > 0 || phrase.speaker !== phrases[index - 1]?.speaker);
    return { ...phrase, index, isTurn, chapters: begun };
  });
  const blocks: Block[] = [];
  for (let at = 0; at < shown.length; at += PER_BLOCK) {
    const inside = shown.slice(at, at + PER_BLOCK);
    blocks.push({ phrases: inside, widePx: heightOf(inside, WIDE_CHARS), narrowPx: heightOf(inside, NARROW_CHARS) });
  }
  return blocks;
}

function heightOf(phrases: readonly ShownPhrase[], charsPerLine: number): number {
  return phrases.reduce((sum, { text, isTurn, chapters }) => {
    const lines = Math.max(1, Math.ceil(text.length / charsPerLine));
    return sum + lines * LINE_PX + GAP_PX + (isTurn ? TURN_PX : 0) + chapters.length * CHAPTER_PX;
  }, 0);
}
