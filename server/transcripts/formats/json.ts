import { languageTag } from "@/server/platform/language-tag";
import type { Paragraph, ParsedTranscript, Word } from "../cue";
import { fieldsOf, findSegments, findText, type JsonSegment, type JsonTime } from "../json-segments";
import { splitLines } from "../lines";
import { oneLine } from "../one-line";
import { type CueDraft, tidyCues } from "../tidy-cues";
import { timedOr } from "../timed-transcript";
import type { TranscriptReader } from "./format";
import { plainText } from "./plain-text";

const OPENING = /^\s*(?:\{\s*["}]|\[\s*(?:[{["\]]|$))/;
// Python's json module writes these for numbers that JSON does not have; whisper's probabilities are full of them.
const NOT_NUMBERS = /([:,[]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g;
// Speech runs at about 15 characters a second. Slower than this, the numbers were milliseconds.
const SLOWEST_CHARACTERS_PER_SECOND = 0.5;

/**
 * JSON in the shapes that are met: Podcasting 2.0 (`segments` of `startTime`, `endTime`, `body`, `speaker`), Podlove's list,
 * whisper and its kin with `words`, whisper.cpp, transformers' `chunks`, Deepgram, AssemblyAI.
 */
export const json: TranscriptReader = {
  format: "json",
  recognises: (text) => OPENING.test(text.slice(0, 1000)),
  read(text) {
    const document = parse(text);
    if (!document && looksLikeProse(text)) return plainText.read(text);
    if (!document) return { kind: "empty", because: "the JSON is damaged" };

    const segments = findSegments(document.value);
    const language = languageTag(fieldsOf(document.value)?.language) ?? undefined;
    return timedOr({ format: "json", cues: tidyCues(draftsOf(segments)), language }, () =>
      untimed(segments, findText(document.value), language),
    );
  },
};

function parse(text: string): { value: unknown } | null {
  for (const candidate of [() => text, () => text.replace(NOT_NUMBERS, "$1null")]) {
    try {
      return { value: JSON.parse(candidate()) };
    } catch {
      // The next candidate, or the answer that there is none.
    }
  }
  return null;
}

const looksLikeProse = (text: string) => !/"\s*:/.test(text.slice(0, 5000)) && /\S\s+\S/.test(text.slice(0, 5000));

function draftsOf(segments: readonly JsonSegment[]): CueDraft[] {
  const unitMs = unitOf(segments);
  const toMs = (time: JsonTime | null) => time && Math.round(time.unit === "ms" ? time.value : time.value * unitMs);
  if (!segments.some((segment) => segment.start)) return [];

  let latestMs = 0;
  return segments.map((segment) => {
    latestMs = toMs(segment.start) ?? latestMs;
    const endMs = toMs(segment.end);
    const speaker = oneLine(segment.speaker);
    const words = wordsOf(segment, { startMs: latestMs, toMs });
    return {
      startMs: latestMs,
      endMs,
      text: segment.text,
      ...(speaker ? { speaker } : {}),
      ...(words.length > 0 ? { words } : {}),
    };
  });
}

/** Words that the aligner could not place (WhisperX) take the place between their neighbours. */
function wordsOf(
  segment: JsonSegment,
  { startMs, toMs }: { startMs: number; toMs(time: JsonTime | null): number | null },
): Word[] {
  if (!segment.words.some((word) => word.start)) return [];
  let latestMs = startMs;
  const words: Word[] = [];
  for (const word of segment.words) {
    const text = oneLine(word.text);
    if (text === "") continue;
    const wordStartMs = Math.max(0, toMs(word.start) ?? latestMs);
    latestMs = Math.max(wordStartMs, toMs(word.end) ?? wordStartMs);
    words.push({ startMs: wordStartMs, endMs: latestMs, text });
  }
  return words;
}

/** How many milliseconds a bare number counts: 1000, or 1 with engines that count in milliseconds (AssemblyAI, Speechmatics). */
function unitOf(segments: readonly JsonSegment[]): 1 | 1000 {
  let characters = 0;
  let duration = 0;
  for (const { start, end, text } of segments) {
    if (start?.unit !== "bare" || end?.unit !== "bare") continue;
    if (!Number.isInteger(start.value) || !Number.isInteger(end.value)) return 1000;
    characters += text.length;
    duration += Math.max(0, end.value - start.value);
  }
  return characters < duration * SLOWEST_CHARACTERS_PER_SECOND ? 1 : 1000;
}

function untimed(segments: readonly JsonSegment[], texts: readonly string[], language?: string): ParsedTranscript {
  const spoken = segments.map(({ text, speaker }) => ({ text: oneLine(text), speaker: oneLine(speaker) }));
  const plain = texts.flatMap(splitLines).map((text) => ({ text: oneLine(text), speaker: "" }));
  const paragraphs = (spoken.length > 0 ? spoken : plain)
    .filter(({ text }) => text !== "")
    .map(({ text, speaker }): Paragraph => ({ text, ...(speaker ? { speaker } : {}) }));

  if (paragraphs.length === 0) return { kind: "empty", because: "the JSON has no shape of a transcript that is known" };
  return { kind: "untimed", format: "json", ...(language ? { language } : {}), paragraphs };
}
