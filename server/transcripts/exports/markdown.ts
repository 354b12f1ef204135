import { escapeMarkdown } from "../markdown-text";
import { mergeIntoPhrases, paragraphPhrases } from "../phrases";
import { formatClock } from "../timestamp";
import type { ExportDocument, TranscriptExport } from "./format";

/** Markdown with YAML front matter: one phrase to a paragraph, its time and, where it changes, its speaker in bold. */
export const markdown: TranscriptExport = {
  format: "md",
  mediaType: "text/markdown; charset=utf-8",
  extension: "md",
  render: (document) =>
    [frontMatter(document), `# ${escapeMarkdown(document.title)}`, ...paragraphs(document)].join("\n\n").concat("\n"),
};

function paragraphs({ transcript }: ExportDocument): string[] {
  const parts =
    transcript.kind === "timed" ? mergeIntoPhrases(transcript.cues) : paragraphPhrases(transcript.paragraphs);
  return parts.map(({ startMs, text, speaker }, index) => {
    const time = startMs === null ? "" : `**[${formatClock(startMs)}]** `;
    const isNew = speaker !== undefined && speaker !== parts[index - 1]?.speaker;
    return `${time}${isNew ? `**${escapeMarkdown(speaker)}:** ` : ""}${escapeMarkdown(text)}`;
  });
}

/** A JSON string is also a YAML string, whatever characters it holds. */
function frontMatter({
  title,
  feedTitle,
  episodeId,
  language,
  source,
  model,
  publishedAt,
  url,
}: ExportDocument): string {
  const fields = {
    title,
    feed: feedTitle,
    date: publishedAt?.toISOString().slice(0, 10),
    url,
    language,
    source,
    model,
    episode: episodeId,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key}: ${key === "date" ? value : JSON.stringify(value)}`);
  return ["---", ...lines, "---"].join("\n");
}
