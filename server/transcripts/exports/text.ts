import type { Paragraph } from "../cue";
import { joinTexts } from "../one-line";
import { mergeIntoPhrases } from "../phrases";
import { endsSentence } from "../split-long-text";
import type { ExportDocument, TranscriptExport } from "./format";

// About ten lines of a page: long enough to read on, short enough to find one's place.
const PARAGRAPH_LENGTH = 600;

/** Plain text to read: the title, then paragraphs that begin where the speaker changes or a sentence has ended. */
export const text: TranscriptExport = {
  format: "txt",
  mediaType: "text/plain; charset=utf-8",
  extension: "txt",
  render(document) {
    const heading = `${document.title}\n${"=".repeat(Math.max(1, [...document.title].length))}`;
    return [heading, ...labelled(paragraphsOf(document))].join("\n\n").concat("\n");
  },
};

function paragraphsOf({ transcript }: ExportDocument): readonly Paragraph[] {
  if (transcript.kind === "untimed") return transcript.paragraphs;

  const gathered: { speaker: string | undefined; texts: string[]; length: number }[] = [];
  for (const { text: said, speaker } of mergeIntoPhrases(transcript.cues)) {
    const last = gathered.at(-1);
    const isFull = last && last.length >= PARAGRAPH_LENGTH && endsSentence(last.texts.at(-1) ?? "");
    if (!last || isFull || last.speaker !== speaker) gathered.push({ speaker, texts: [said], length: said.length });
    else {
      last.texts.push(said);
      last.length += said.length;
    }
  }
  return gathered.map(({ speaker, texts }) => ({ text: joinTexts(texts), ...(speaker ? { speaker } : {}) }));
}

const labelled = (paragraphs: readonly Paragraph[]) =>
  paragraphs.map(({ text: said, speaker }, index) =>
    speaker && paragraphs[index - 1]?.speaker !== speaker ? `${speaker}: ${said}` : said,
  );
