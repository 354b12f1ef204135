import type { Cue, Paragraph, ParsedTranscript } from "./cue";
import { gapBetween } from "./one-line";
import { endsSentence, splitLongText } from "./split-long-text";

/** Where in a phrase an original cue begins: `offset` is a UTF-16 index into its text. Times are the cue's own, in milliseconds. */
export type CueStart = { offset: number; startMs: number; endMs: number };

/** What is indexed and shown as one line. Every character of `text` belongs to the last cue that begins at or before it. */
export type TimedPhrase = { startMs: number; endMs: number; text: string; speaker?: string; cueStarts: CueStart[] };

/** A phrase of a transcript without times. */
export type UntimedPhrase = { startMs: null; endMs: null; text: string; speaker?: string; cueStarts: [] };

export type Phrase = TimedPhrase | UntimedPhrase;

const LONGEST_PAUSE_MS = 1500;
const LONGEST_PHRASE = 200;
const SHORTEST_SENTENCE = 40;
// A single cue may be longer than a phrase that was merged; beyond this it does not fit into 128 tokens of the embedding model.
const LONGEST_CUE = 400;

/**
 * Merges cues into phrases. A phrase ends at a pause of more than 1.5 s, at a change of speaker, after a sentence once it
 * has 40 characters, and before it would exceed 200; single cues of more than 400 are cut at sentences or words.
 */
export function mergeIntoPhrases(cues: readonly Cue[]): TimedPhrase[] {
  const phrases: TimedPhrase[] = [];
  let parts: string[] = [];
  let length = 0;

  const endPhrase = () => {
    const phrase = phrases.at(-1);
    if (phrase) phrase.text = parts.join("");
    parts = [];
    length = 0;
  };
  for (const piece of cues.flatMap(piecesOf)) {
    const phrase = phrases.at(-1);
    const last = parts.at(-1) ?? "";
    const gap = gapBetween({ before: last, after: piece.text });

    if (phrase && continues({ phrase, length, last }, piece, gap)) {
      parts.push(gap, piece.text);
      phrase.cueStarts.push({ offset: length + gap.length, startMs: piece.cue.startMs, endMs: piece.cue.endMs });
      phrase.endMs = Math.max(phrase.endMs, piece.endMs);
      length += gap.length + piece.text.length;
      continue;
    }
    endPhrase();
    const { startMs, endMs, text, cue } = piece;
    const cueStarts = [{ offset: 0, startMs: cue.startMs, endMs: cue.endMs }];
    phrases.push({ startMs, endMs, text, ...(cue.speaker ? { speaker: cue.speaker } : {}), cueStarts });
    parts = [text];
    length = text.length;
  }
  endPhrase();
  return phrases;
}

/** Phrases of a transcript without times: its paragraphs, the long ones cut as long cues are. */
export function paragraphPhrases(paragraphs: readonly Paragraph[]): UntimedPhrase[] {
  return paragraphs.flatMap(({ text, speaker }) =>
    splitLongText(text, LONGEST_CUE).map(
      (piece): UntimedPhrase => ({
        startMs: null,
        endMs: null,
        text: piece.trim(),
        ...(speaker ? { speaker } : {}),
        cueStarts: [],
      }),
    ),
  );
}

/** The original cue in which the character at `offset` of the phrase was said. */
export function cueAt(phrase: TimedPhrase, offset: number): CueStart | undefined {
  return phrase.cueStarts.findLast((start) => start.offset <= offset);
}

type Piece = { startMs: number; endMs: number; text: string; cue: Cue };

function continues(
  { phrase, length, last }: { phrase: TimedPhrase; length: number; last: string },
  piece: Piece,
  gap: string,
): boolean {
  return (
    phrase.speaker === piece.cue.speaker &&
    piece.startMs - phrase.endMs <= LONGEST_PAUSE_MS &&
    length + gap.length + piece.text.length <= LONGEST_PHRASE &&
    !(length >= SHORTEST_SENTENCE && endsSentence(last))
  );
}

/** A cue that is too long, in pieces with times of their own. */
function piecesOf(cue: Cue): Piece[] {
  const texts = splitLongText(cue.text, LONGEST_CUE);
  const timeAt = timesWithin(cue);
  let offset = 0;
  return texts.map((text) => {
    const startMs = timeAt(offset);
    offset += text.length;
    return { startMs, endMs: offset >= cue.text.length ? cue.endMs : timeAt(offset), text: text.trim(), cue };
  });
}

/**
 * When the character at an offset is said: as its word says, or by its share of the text where there are no words. To be
 * asked for offsets in ascending order.
 */
function timesWithin(cue: Cue): (offset: number) => number {
  const { words, text, startMs, endMs } = cue;
  if (!words) return (offset) => Math.round(startMs + ((endMs - startMs) * offset) / text.length);

  const spoken = words.reduce((sum, word) => sum + word.text.length, 0);
  let index = 0;
  let seen = 0;
  return (offset) => {
    const wanted = (offset / text.length) * spoken;
    for (let word = words[index]; word && seen + word.text.length <= wanted; word = words[++index])
      seen += word.text.length;
    return Math.min(Math.max(words[index]?.startMs ?? endMs, startMs), endMs);
  };
}

/** A transcript in phrases, whether it has times or not. */
export function phrasesOf(transcript: ParsedTranscript): Phrase[] {
  switch (transcript.kind) {
    case "timed":
      return mergeIntoPhrases(transcript.cues);
    case "untimed":
      return paragraphPhrases(transcript.paragraphs);
    case "empty":
      return [];
  }
}
