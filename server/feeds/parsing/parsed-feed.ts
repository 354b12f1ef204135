import type { Chapter, Person, TranscriptTag } from "@/server/episodes/episodes.schema";

/** The media file of an episode. `type` is what the feed says, in lower case, or null. */
export type Enclosure = { url: string; type: string | null; sizeBytes: number | null };

export type EpisodeType = "full" | "trailer" | "bonus";

/** An episode as its feed describes it. HTML in `description` is the publisher's own and not yet safe to show. */
export type ParsedItem = {
  /** What the episode is known by within its feed: see `identifyEpisodes`. */
  identity: string;
  /** As written, but for white space around it. */
  guid: string | null;
  title: string;
  description: string | null;
  link: string | null;
  author: string | null;
  publishedAt: Date | null;
  durationSeconds: number | null;
  enclosure: Enclosure;
  season: number | null;
  episode: number | null;
  episodeType: EpisodeType | null;
  isExplicit: boolean | null;
  imageUrl: string | null;
  transcriptTags: TranscriptTag[];
  chaptersUrl: string | null;
  /** Those that stand in the feed itself. */
  chapters: Chapter[];
  persons: Person[];
};

/** Why items of the document are no episodes, and how many. */
export type SkippedItems = { withoutMedia: number; unsupportedScheme: number; duplicate: number };

/** A podcast as its feed describes it. */
export type ParsedFeed = {
  title: string;
  description: string | null;
  link: string | null;
  author: string | null;
  imageUrl: string | null;
  language: string | null;
  categories: string[];
  podcastGuid: string | null;
  isLocked: boolean;
  /** No more episodes will come. */
  isComplete: boolean;
  newFeedUrl: string | null;
  nextPageUrl: string | null;
  selfUrl: string | null;
  hubUrl: string | null;
  items: ParsedItem[];
  /** All items of the document, skipped ones included. */
  itemCount: number;
  skippedItems: SkippedItems;
  /** The document ends in the middle. */
  isCutOff: boolean;
};
