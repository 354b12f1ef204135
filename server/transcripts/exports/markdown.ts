import { escapeMarkdown, linkDestination } from "../markdown-text";
import { mergeIntoPhrases, type Phrase, paragraphPhrases } from "../phrases";
import { placeChapters } from "../place-chapters";
import { formatClock } from "../timestamp";
import type { ExportDocument, TranscriptExport } from "./format";

/**
 * Markdown with YAML front matter: one phrase to a paragraph, its time and, where it changes, its speaker in bold; chapters as
 * headings.
 */
export const markdown: TranscriptExport = {
  format: "md",
  mediaType: "text/markdown; charset=utf-8",
  extension: "md",
  render(document) {
    const phrases = phrasesOf(document);
    const heading = `# ${escapeMarkdown(document.title)}`;
    const parts = [frontMatter(document, phrases), heading, ...feedLink(document), ...paragraphs(document, phrases)];
    return parts.join("\n\n").concat("\n");
  },
};

const phrasesOf = ({ transcript }: ExportDocument): Phrase[] =>
  transcript.kind === "timed" ? mergeIntoPhrases(transcript.cues) : paragraphPhrases(transcript.paragraphs);

const feedLink = ({ feedPage, feedTitle }: ExportDocument) =>
  feedPage === null ? [] : [`[${escapeMarkdown(feedTitle)}](${linkDestination(feedPage)})`];

function paragraphs({ chapters }: ExportDocument, phrases: readonly Phrase[]): string[] {
  const places = placeChapters(phrases, chapters);
  return phrases.flatMap(({ startMs, text, speaker }, index) => {
    const headings = places.get(index)?.map(({ title }) => `## ${escapeMarkdown(title)}`) ?? [];
    const time = startMs === null ? "" : `**[${formatClock(startMs)}]** `;
    const isNew = speaker !== undefined && (headings.length > 0 || speaker !== phrases[index - 1]?.speaker);
    return [...headings, `${time}${isNew ? `**${escapeMarkdown(speaker)}:** ` : ""}${escapeMarkdown(text)}`];
  });
}

/** A JSON value is also a YAML value, whatever characters it holds (YAML 1.2). */
function frontMatter(document: ExportDocument, phrases: readonly Phrase[]): string {
  const speakers = [...new Set(phrases.flatMap(({ speaker }) => speaker ?? []))];
  const fields = {
    title: document.title,
    feed: document.feedTitle,
    date: document.publishedAt?.toISOString().slice(0, 10),
    url: document.url,
    guid: document.guid,
    audio: document.audioUrl,
    language: document.language,
    source: document.source,
    model: document.model,
    episode: document.episodeId,
    speakers: speakers.length > 0 ? speakers : null,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key}: ${key === "date" ? value : JSON.stringify(value)}`);
  return ["---", ...lines, ...chapterLines(document), "---"].join("\n");
}

function chapterLines({ chapters }: ExportDocument): string[] {
  if (chapters.length === 0) return [];
  const lines = chapters.map(
    ({ start_ms: startMs, title }) => `  - ${JSON.stringify(`${formatClock(startMs)} ${title}`)}`,
  );
  return ["chapters:", ...lines];
}
