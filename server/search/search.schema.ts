import { z } from "zod";
import { EpisodeState } from "@/server/episodes/episode-state";
import { typedText } from "@/server/platform/typed-text";

export const SearchMode = z.enum(["hybrid", "keyword", "semantic"]);
export const MatchType = z.enum(["keyword", "semantic", "both"]);
export const ResultType = z.enum(["episode", "transcript"]);

const limit = z.number().int().min(1).max(100).default(20);
const offset = z.number().int().min(0).max(100_000).default(0);
const q = typedText.pipe(z.string().min(1, "Enter something to look for").max(500));
const feedId = z.number().int().positive().optional();

export const SearchQuery = z.object({
  q,
  feed_id: feedId,
  limit,
  cursor: z.string().max(200).optional().describe("next_cursor of the page before"),
});
export type SearchQuery = z.output<typeof SearchQuery>;

/** A place in a transcript. `marks` are UTF-16 offsets `[from, to)` into `text` of what matched. */
export const Moment = z
  .object({
    segment_start: z.number().nullable().describe("Seconds: where the cue begins in which the match begins"),
    segment_end: z.number().nullable(),
    speaker: z.string().nullable(),
    text: z.string(),
    marks: z.array(z.tuple([z.number(), z.number()])),
  })
  .meta({ id: "Moment" });
export type Moment = z.infer<typeof Moment>;

/** An episode that matches, with its best places. */
export const SearchHit = z
  .object({
    episode_id: z.number(),
    episode_title: z.string(),
    feed_id: z.number(),
    feed_title: z.string(),
    image_url: z.string().nullable(),
    published_at: z.date().nullable(),
    status: EpisodeState,
    result_type: ResultType,
    match_type: MatchType,
    score: z.number(),
    title_marks: z.array(z.tuple([z.number(), z.number()])),
    excerpt: z.string().nullable().describe("From the show notes, where these matched"),
    moment_count: z.number(),
    moments: z.array(Moment),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof SearchHit>;

/** A podcast that goes by what was looked for. */
export const FoundFeed = z
  .object({ id: z.number(), title: z.string(), author: z.string().nullable(), image_url: z.string().nullable() })
  .meta({ id: "FoundFeed" });

export const SearchAnswer = z
  .object({
    query: z.string(),
    mode: SearchMode,
    total: z.number().describe("Episodes that match"),
    is_total_exact: z.boolean().describe("False when a word is so common that counting stopped"),
    is_relaxed: z.boolean().describe("No place has all words; these have some of them"),
    notice: z.string().nullable().describe("What the search could not do, in a sentence"),
    feeds: z
      .array(FoundFeed)
      .describe("Podcasts by title or author, five at most; on the first page of a search in all podcasts"),
    hits: z.array(SearchHit),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: "SearchAnswer" });
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const FlatQuery = z.object({ q, feed_id: feedId, limit, offset });
export const SemanticQuery = FlatQuery.extend({ mode: SearchMode.default("hybrid") });

const FlatSegment = z.object({
  episode_id: z.number(),
  episode_title: z.string(),
  feed_id: z.number(),
  feed_title: z.string(),
  published_at: z.date().nullable(),
  segment_start: z.number(),
  segment_end: z.number(),
});

export const TranscriptHit = FlatSegment.extend({
  snippet: z.string().describe("HTML: escaped text with <mark>"),
  rank: z.number(),
}).meta({ id: "TranscriptHit" });
export const TranscriptHits = z.object({ query: z.string(), total: z.number(), results: z.array(TranscriptHit) });

export const UnifiedResult = FlatSegment.extend({
  text: z.string(),
  score: z.number(),
  match_type: MatchType,
  result_type: ResultType,
}).meta({ id: "UnifiedResult" });
export const UnifiedResults = z.object({
  query: z.string(),
  total: z.number(),
  mode: SearchMode,
  notice: z.string().nullable(),
  results: z.array(UnifiedResult),
});

export const EpisodeMatches = z.object({
  query: z.string(),
  total: z.number(),
  results: z.array(
    z.object({
      id: z.number(),
      feed_id: z.number(),
      feed_title: z.string(),
      title: z.string(),
      description: z.string().nullable(),
      published_at: z.date().nullable(),
      status: EpisodeState,
    }),
  ),
});

export const EpisodeDetailQuery = z.object({
  id: z.coerce.number().int().positive().max(2147483647),
  q: typedText.pipe(z.string().max(500)).optional(),
});

export const EpisodeDetail = z
  .object({
    id: z.number(),
    title: z.string(),
    feed_id: z.number(),
    feed_title: z.string(),
    published_at: z.date().nullable(),
    duration: z.number().nullable().describe("Seconds"),
    description: z.string().nullable(),
    transcript_matches: z.array(TranscriptHit.pick({ segment_start: true, segment_end: true, snippet: true })),
  })
  .meta({ id: "EpisodeDetail" });

export const SemanticStats = z.object({
  total_embeddings: z.number(),
  embedded_episodes: z.number(),
  embeddings_available: z.boolean().describe("Whether search by meaning can be had"),
});

export const WithinQuery = z.object({
  id: z.coerce.number().int().positive().max(2147483647),
  q,
  limit: z.number().int().min(1).max(200).default(50),
});

export const SearchStats = z.object({ total_segments: z.number(), indexed_episodes: z.number() });
