import type { ParsedTranscript } from "./cue";
import { decodeText } from "./decode-text";
import { transcriptReaders } from "./formats";
import type { TranscriptHint } from "./formats/format";
import { whyNotTranscript } from "./not-a-transcript";

/**
 * Reads a transcript of any known format. The format is what the content is; media type and URL only break ties. Never
 * throws: content that is no transcript is `empty`, with the reason. Linear in the size of the input.
 */
export function parseTranscript(bytes: Uint8Array, hint: TranscriptHint = {}): ParsedTranscript {
  const text = decodeText(bytes, hint.mediaType);
  const because = whyNotTranscript(text);
  if (because !== null) return { kind: "empty", because };

  const reader = transcriptReaders.find((candidate) => candidate.recognises(text, hint));
  return reader?.read(text) ?? { kind: "empty", because: "the format is not known" };
}
