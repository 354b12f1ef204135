import { escapeMarkdown } from "../markdown-text";
import { mergeIntoPhrases } from "../phrases";
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
  if (transcript.kind === "untimed") {
    return transcript.paragraphs.map(({ text, speaker }) => `${name(speaker)}${escapeMarkdown(text)}`);
  }
  return mergeIntoPhrases(transcript.cues).map(
    ({ startMs, text, speaker }) => `**[${formatClock(startMs)}]** ${name(speaker)}${escapeMarkdown(text)}`,
  );
}

const name = (speaker: string | undefined) => (speaker ? `**${escapeMarkdown(speaker)}:** ` : "");

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
