import type { Chapter } from "@/server/episodes/episodes.schema";
import type { Cue, Paragraph } from "../cue";

/** What is exported: the cues as they are stored, or the paragraphs of a transcript without times. */
export type ExportedTranscript =
  | { kind: "timed"; cues: readonly Cue[]; isWordLevel: boolean }
  | { kind: "untimed"; paragraphs: readonly Paragraph[] };

export type ExportDocument = {
  title: string;
  feedTitle: string;
  episodeId: number;
  /** As the feed writes it. */
  guid: string;
  /** BCP 47, where it is known. */
  language: string | null;
  /** Where the transcript comes from, such as `podcast2.0:vtt` or `whisper`. */
  source: string;
  model: string | null;
  publishedAt: Date | null;
  /** The page of the episode. */
  url: string | null;
  /** Null where the publisher gives it to subscribers only: an export is passed on. */
  audioUrl: string | null;
  /** A relative link to the page of the podcast, where there is one beside the file. */
  feedPage: string | null;
  chapters: readonly Chapter[];
  transcript: ExportedTranscript;
};

export type TranscriptExport = {
  format: "md" | "txt" | "srt" | "vtt" | "json";
  mediaType: string;
  extension: string;
  render(document: ExportDocument): string;
};
