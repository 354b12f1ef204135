import { captionText, isTimingLine, readCaptionBlocks } from "../caption-blocks";
import { captionCues } from "../caption-cues";
import { splitLines } from "../lines";
import { timedOr } from "../timed-transcript";
import { hintMatches, type TranscriptReader } from "./format";
import { plainText } from "./plain-text";

/**
 * SubRip, and any other file with timing lines but without the signature of WebVTT (SBV of YouTube, WebVTT that lost its
 * header). Sequence numbers, blank lines and the sign of the decimals may be missing or wrong.
 */
export const srt: TranscriptReader = {
  format: "srt",
  recognises: (text, hint) => splitLines(text).some(isTimingLine) || hintMatches(hint, /subrip|\bsrt\b/i),
  read(text) {
    const lines = splitLines(text);
    const cues = captionCues(readCaptionBlocks(lines, { hasIdentifiers: false }));
    return timedOr({ format: "srt", cues }, () => plainText.read(captionText(lines).join("\n")));
  },
};
