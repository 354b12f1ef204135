import { cuesToExport } from "./cues-to-export";
import type { ExportDocument, TranscriptExport } from "./format";

/** JSON with times in seconds, to the millisecond; segments without times where the transcript has none. */
export const json: TranscriptExport = {
  format: "json",
  mediaType: "application/json; charset=utf-8",
  extension: "json",
  render: (document) => `${JSON.stringify(contentOf(document), null, 2)}\n`,
};

function contentOf(document: ExportDocument) {
  const { title, feedTitle, episodeId, language, source, model, chapters } = document;
  return {
    title,
    feed: feedTitle,
    episode: episodeId,
    language,
    source,
    model,
    ...(chapters.length > 0
      ? { chapters: chapters.map(({ start_ms: startMs, title: name }) => ({ start: startMs / 1000, title: name })) }
      : {}),
    segments: segmentsOf(document),
  };
}

function segmentsOf(document: ExportDocument) {
  if (document.transcript.kind === "untimed") return document.transcript.paragraphs;
  return cuesToExport(document).map(({ words, speaker, ...cue }) => ({
    ...spoken(cue),
    ...(speaker ? { speaker } : {}),
    ...(words ? { words: words.map(spoken) } : {}),
  }));
}

const spoken = ({ startMs, endMs, text }: { startMs: number; endMs: number; text: string }) => ({
  start: startMs / 1000,
  end: endMs / 1000,
  text,
});
