import type { Cue, ParsedTranscript, TranscriptFormat } from "./cue";
import { isWordLevel } from "./word-level";

type TimedContent = { format: TranscriptFormat; cues: Cue[]; language?: string | undefined };

/** A timed transcript, or what `otherwise` reads where a file of a timed format has not a single cue. */
export function timedOr({ format, cues, language }: TimedContent, otherwise: () => ParsedTranscript): ParsedTranscript {
  if (cues.length === 0) return otherwise();
  return { kind: "timed", format, ...(language ? { language } : {}), cues, isWordLevel: isWordLevel(cues) };
}
