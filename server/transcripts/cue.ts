/** One spoken word with its own times, in milliseconds from the start of the audio. */
export type Word = { startMs: number; endMs: number; text: string };

/**
 * One timed utterance as the publisher or engine gave it. Times are milliseconds from the start of the audio,
 * `endMs >= startMs`. `text` is plain text on one line, never markup.
 */
export type Cue = { startMs: number; endMs: number; text: string; speaker?: string; words?: Word[] };

/** A piece of a transcript without times. */
export type Paragraph = { text: string; speaker?: string };

/** What the content turned out to be, whatever its name or media type claimed. */
export type TranscriptFormat = "vtt" | "srt" | "json" | "html" | "text";

export type ParsedTranscript =
  | { kind: "timed"; format: TranscriptFormat; language?: string; cues: Cue[]; isWordLevel: boolean }
  | { kind: "untimed"; format: TranscriptFormat; language?: string; paragraphs: Paragraph[] }
  | { kind: "empty"; because: string };
