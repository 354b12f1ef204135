import type { Cue } from "../cue";
import { formatTimestamp } from "../timestamp";
import { cuesToExport } from "./cues-to-export";
import type { TranscriptExport } from "./format";

/** WebVTT (https://www.w3.org/TR/webvtt1/) with a voice for each named speaker. */
export const webvtt: TranscriptExport = {
  format: "vtt",
  mediaType: "text/vtt; charset=utf-8",
  extension: "vtt",
  render: (document) => ["WEBVTT", ...cuesToExport(document).map(cueBlock)].join("\n\n").concat("\n"),
};

function cueBlock({ startMs, endMs, text, speaker }: Cue): string {
  const voice = speaker ? `<v ${escapeText(speaker)}>` : "";
  return `${formatTimestamp(startMs)} --> ${formatTimestamp(endMs)}\n${voice}${escapeText(text)}`;
}

// The ">" as well: a text may not contain the arrow, and a name may not end its tag. Braces are markup to some players.
const escapeText = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\{(?=[\\/\w])/g, "&#123;");
