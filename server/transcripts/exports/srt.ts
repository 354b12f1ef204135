import { decodeHTML } from "entities";
import { labelSpeakers } from "../speakers";
import { formatTimestamp } from "../timestamp";
import { cuesToExport } from "./cues-to-export";
import type { TranscriptExport } from "./format";

/** SubRip. It has no field for speakers: as Podcasting 2.0 asks, the name stands before the text where the speaker changes. */
export const srt: TranscriptExport = {
  format: "srt",
  mediaType: "application/x-subrip; charset=utf-8",
  extension: "srt",
  render(document) {
    const cues = cuesToExport(document);
    const texts = labelSpeakers(cues);
    const blocks = cues.map(({ startMs, endMs }, index) => {
      const times = `${formatTimestamp(startMs, ",")} --> ${formatTimestamp(endMs, ",")}`;
      return `${index + 1}\n${times}\n${escapeText(texts[index] ?? "")}`;
    });
    return blocks.join("\n\n").concat("\n");
  },
};

/** Players show character references as they are, so only what would be read as markup or timing is written as one. */
const escapeText = (text: string) =>
  text
    .replace(/&#?\w+;?/g, (reference) =>
      decodeHTML(reference) === reference ? reference : `&amp;${reference.slice(1)}`,
    )
    .replace(/<(?=[\w/])/g, "&lt;")
    .replace(/\{(?=[\\/\w])/g, "&#123;")
    .replaceAll("-->", "--&gt;");
