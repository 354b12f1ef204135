import { languageTag } from "@/server/platform/language-tag";
import { captionText, isTimingLine, readCaptionBlocks } from "../caption-blocks";
import { captionCues } from "../caption-cues";
import { splitLines } from "../lines";
import { timedOr } from "../timed-transcript";
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

type Place = "blank" | "header" | "metadata" | "cue";

/** Drops headers (files may be joined of several) and the NOTE, STYLE and REGION blocks. */
function withoutMetadata(lines: readonly string[]): { body: string[]; language: string | undefined } {
  const body: string[] = [];
  let language: string | undefined;
  let place: Place = "blank";

  for (const [index, line] of lines.entries()) {
    place = placeOf(line, { before: place, next: lines[index + 1] });
    if (place === "header") language ??= languageTag(LANGUAGE.exec(line.trim())?.[1]) ?? undefined;
    if (place === "cue" || place === "blank") body.push(line);
  }
  return { body, language };
}

/** In which kind of block a line stands. A block ends at a blank line, a header also at the first cue. */
function placeOf(line: string, { before, next }: { before: Place; next: string | undefined }): Place {
  const text = line.trim();
  if (text === "") return "blank";
  if (before === "header" && isTimingLine(line)) return "cue";
  if (before !== "blank") return before;

  if (SIGNATURE.test(text)) return "header";
  return METADATA_BLOCK.test(text) && !isTimingLine(next) ? "metadata" : "cue";
}
