import { z } from "zod";
import { JobState } from "@/server/jobs/jobs.schema";
import { typedText } from "@/server/platform/typed-text";
import { EpisodeState } from "./episode-state";

/** A `<podcast:transcript>` tag as the feed has it. */
export const TranscriptTag = z
  .object({
    url: z.string(),
    type: z.string().nullable(),
    language: z.string().nullable(),
    rel: z.string().nullable(),
  })
  .meta({ id: "TranscriptTag" });
export type TranscriptTag = z.infer<typeof TranscriptTag>;

export const Person = z
  .object({
    name: z.string(),
    role: z.string().describe("host, guest, …"),
    href: z.string().nullable(),
    img: z.string().nullable(),
  })
  .meta({ id: "Person" });
export type Person = z.infer<typeof Person>;

/** A chapter begins at `start_ms` and ends where the next one begins. */
export const Chapter = z
  .object({
    start_ms: z.number(),
    title: z.string(),
    url: z.string().nullable(),
    image_url: z.string().nullable(),
  })
  .meta({ id: "Chapter" });
export type Chapter = z.infer<typeof Chapter>;

export const ChapterList = z.object({ chapters: z.array(Chapter) });

/** What one provider said when it was asked for a transcript. */
export const LookupResult = z
  .object({
    provider: z.string().describe("podcast2.0, pocketcasts, …"),
    outcome: z.enum(["found", "later", "none"]).describe("later: it may come yet, or the host is in trouble"),
    reason: z.string().nullable(),
    at: z.coerce.date(),
  })
  .meta({ id: "LookupResult" });
export type LookupResult = z.infer<typeof LookupResult>;

/** The work that is queued or running for an episode. */
export const LiveJob = z
  .object({
    id: z.number(),
    type: z.string(),
    state: JobState,
    progress: z.number(),
    note: z.string().nullable(),
    error: z.string().nullable().describe("Why the last attempt did not succeed"),
    run_at: z.date().describe("Not before this time"),
  })
  .meta({ id: "LiveJob" });
export type LiveJob = z.infer<typeof LiveJob>;

export const Episode = z
  .object({
    id: z.number(),
    feed_id: z.number(),
    feed_title: z.string(),
    feed_image_url: z.string().nullable(),
    guid: z.string(),
    title: z.string(),
    description: z.string().nullable().describe("Show notes, sanitised HTML; null in lists that leave it out"),
    link: z.string().nullable(),
    author: z.string().nullable(),
    image_url: z.string().nullable(),
    season: z.number().nullable(),
    number: z.number().nullable(),
    published_at: z.date().nullable(),
    duration_seconds: z.number().nullable(),
    audio_url: z.string(),
    audio_type: z.string().nullable(),
    audio_bytes: z.number().nullable(),
    has_audio: z.boolean().describe("The audio file is stored here"),
    stored_audio_bytes: z.number().nullable(),
    audio_error: z
      .string()
      .nullable()
      .describe("Why the last download of the audio failed, until it is tried again; null in lists"),
    audio_failed_at: z.date().nullable(),
    status: EpisodeState,
    status_reason: z.string().nullable(),
    next_retry_at: z.date().nullable(),
    transcript_checked_at: z.date().nullable(),
    lookup_results: z
      .array(LookupResult)
      .describe("What the providers said at the last lookup, in the order in which they were asked"),
    has_transcript: z.boolean(),
    transcript_source: z.string().nullable().describe("podcast2.0:vtt, pocketcasts, whisper, …"),
    transcript_model: z.string().nullable(),
    transcript_url: z.string().nullable().describe("The best of the transcript tags"),
    transcript_tags: z.array(TranscriptTag),
    persons: z.array(Person).describe("Who takes part, as the feed says"),
    language: z.string().nullable(),
    error_message: z.string().nullable(),
    job: LiveJob.nullable(),
    created_at: z.date(),
    updated_at: z.date(),
  })
  .meta({ id: "Episode" });
export type Episode = z.infer<typeof Episode>;

export const EpisodeId = z.object({ id: z.coerce.number().int().positive().max(2147483647) });

export const EpisodeListQuery = z.object({
  id: z.coerce.number().int().positive().max(2147483647).describe("The feed"),
  limit: z.number().int().min(1).max(500).default(50),
  offset: z.number().int().min(0).max(10_000_000).default(0),
  q: typedText.pipe(z.string().max(200)).optional().describe("Part of the title"),
  status: EpisodeState.optional(),
  include_description: z.boolean().default(true),
});

export const EpisodeList = z.object({ episodes: z.array(Episode), total: z.number() });
export type EpisodeList = z.infer<typeof EpisodeList>;

export const RecentEpisodes = EpisodeList.extend({ days: z.number() });
export type RecentEpisodes = z.infer<typeof RecentEpisodes>;

export const RecentQuery = z.object({
  days: z.number().int().min(1).max(3650).default(7),
  limit: z.number().int().min(1).max(500).default(50),
  offset: z.number().int().min(0).max(10_000_000).default(0),
  status: EpisodeState.optional(),
  include_description: z.boolean().default(true),
});

export const StatusQuery = z.object({
  status: EpisodeState,
  limit: z.number().int().min(1).max(500).default(100),
  offset: z.number().int().min(0).max(10_000_000).default(0),
  since: z.iso.datetime({ offset: true }).optional().describe("Only what changed after this time"),
  feed_id: z.number().int().positive().optional(),
  order: z.enum(["created_asc", "updated_asc", "updated_desc"]).default("updated_desc"),
});
