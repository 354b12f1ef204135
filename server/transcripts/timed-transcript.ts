import type { Cue, ParsedTranscript, TranscriptFormat } from "./cue";
import { isWordLevel } from "./word-level";

type TimedContent = { format: TranscriptFormat; cues: Cue[]; language?: string | undefined };

export function timedTranscript({ format, cues, language }: TimedContent): ParsedTranscript {
  return { kind: "timed", format, ...(language ? { language } : {}), cues, isWordLevel: isWordLevel(cues) };
}

/** A timed transcript, or what `otherwise` reads where a file of a timed format has not a single cue. */
export function timedOr(content: TimedContent, otherwise: () => ParsedTranscript): ParsedTranscript {
  return content.cues.length > 0 ? timedTranscript(content) : otherwise();
}
