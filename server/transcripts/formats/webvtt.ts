import { captionText, isTimingLine, readCaptionBlocks } from "../caption-blocks";
import { captionCues } from "../caption-cues";
import { languageTag } from "../language-tag";
import { splitLines } from "../lines";
import { timedOr } from "../timed-or";
import type { TranscriptReader } from "./format";
import { plainText } from "./plain-text";

const SIGNATURE = /^\s*WEBVTT(?=\s|$)/i;
const METADATA_BLOCK = /^(?:NOTE|STYLE|REGION)(?=\s|:|$)/;
const LANGUAGE = /^Language:\s*(\S+)/i;

/**
 * WebVTT (W3C, https://www.w3.org/TR/webvtt1/#file-parsing), read with more patience than a browser: `->` for `-->`, one
 * blank line too many or too few, and text before the first blank line do not cost any speech.
 */
export const webvtt: TranscriptReader = {
  format: "vtt",
  recognises: (text) => SIGNATURE.test(text),
  read(text) {
    const lines = splitLines(text);
    const { body, language } = withoutMetadata(lines);
    const cues = captionCues(readCaptionBlocks(body, { hasIdentifiers: true }));
    return timedOr({ format: "vtt", cues, language }, () => plainText.read(captionText(body).join("\n")));
  },
};

/** Drops the header and the NOTE, STYLE and REGION blocks. A header ends at a blank line, or at the first cue. */
function withoutMetadata(lines: readonly string[]): { body: string[]; language: string | undefined } {
  const body: string[] = [];
  let language: string | undefined;
  let place: "header" | "metadata" | "blank" | "cue" = "header";

  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (place === "header" && index > 0) language ??= languageTag(LANGUAGE.exec(text)?.[1]);

    if (text === "") place = place === "header" && body.length === 0 && index === 0 ? "header" : "blank";
    else if (place === "header" && isTimingLine(line)) place = "cue";
    else if (place === "blank" || place === "cue") {
      place = place === "blank" && METADATA_BLOCK.test(text) && !isTimingLine(lines[index + 1]) ? "metadata" : "cue";
    }
    const isContent = place === "cue" || place === "blank";
    if (isContent && !(place === "cue" && SIGNATURE.test(text))) body.push(line);
  }
  return { body, language };
}
