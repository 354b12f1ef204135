import type { ParsedTranscript, TranscriptFormat } from "../cue";

/** What is known besides the content. It only breaks ties: media types and names are often wrong. */
export type TranscriptHint = { mediaType?: string | null; url?: string };

export type TranscriptReader = {
  format: TranscriptFormat;
  /** Whether the content is of this format. Asked in the order of the registry; the first yes decides. */
  recognises(text: string, hint: TranscriptHint): boolean;
  read(text: string): ParsedTranscript;
};

/** Whether media type or file name speak of one of these formats. */
export function hintMatches(hint: TranscriptHint, pattern: RegExp): boolean {
  const path = (hint.url ?? "").split(/[?#]/, 1)[0] ?? "";
  return pattern.test(hint.mediaType ?? "") || pattern.test(path.slice(path.lastIndexOf(".") + 1));
}
