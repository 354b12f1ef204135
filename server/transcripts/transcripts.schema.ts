import { z } from "zod";
import { typedText } from "@/server/platform/typed-text";

export const TranscriptVersion = z
  .object({
    id: z.number(),
    episode_id: z.number(),
    source: z.string(),
    model: z.string().nullable(),
    language: z.string().nullable(),
    format: z.enum(["vtt", "srt", "json", "html", "text"]),
    is_timed: z.boolean(),
    is_preferred: z.boolean(),
    url: z.string().nullable().describe("Where it was fetched"),
    size_bytes: z.number(),
    indexed_at: z.date().nullable(),
    created_at: z.date(),
  })
  .meta({ id: "TranscriptVersion" });
export type TranscriptVersion = z.infer<typeof TranscriptVersion>;

/** Which version of which episode. */
export const WhichTranscript = z.object({
  id: z.coerce.number().int().positive().max(2147483647).describe("The episode"),
  transcript_id: z.coerce.number().int().positive().max(2147483647),
});

export const TranscriptList = z.object({ transcripts: z.array(TranscriptVersion) });

export const Speaker = z
  .object({
    label: z.string().describe("As the transcript has it"),
    name: z.string().nullable().describe("The name that was given"),
    scope: z.enum(["episode", "feed"]).nullable().describe("Where that name holds"),
    turns: z.number().describe("How often they take the word"),
    talk_ms: z.number().nullable(),
  })
  .meta({ id: "Speaker" });
export type Speaker = z.infer<typeof Speaker>;

export const SpeakerList = z.object({ speakers: z.array(Speaker) });

export const NameSpeaker = z.object({
  id: z.coerce.number().int().positive().max(2147483647).describe("The episode"),
  label: z.string().min(1).max(500),
  name: typedText
    .pipe(z.string().max(100))
    .nullable()
    .transform((name) => name || null)
    .describe("Empty or null takes the name away"),
  scope: z.enum(["episode", "feed"]).default("episode").describe("This episode, or all of its podcast"),
});
export type NameSpeaker = z.output<typeof NameSpeaker>;

/** A stretch of words; different ones stand on this side only. */
export const ComparedText = z.object({ text: z.string(), is_different: z.boolean() });
export type ComparedText = z.infer<typeof ComparedText>;
export const ComparedRow = z.object({
  start_ms: z.number().nullable(),
  left: z.array(ComparedText),
  right: z.array(ComparedText),
});
export type ComparedRow = z.infer<typeof ComparedRow>;

export const Comparison = z
  .object({
    left: TranscriptVersion,
    right: TranscriptVersion,
    similarity: z.number().describe("The share of words that both have, 0 to 1"),
    rows: z.array(ComparedRow),
  })
  .meta({ id: "Comparison" });
export type Comparison = z.infer<typeof Comparison>;

export const CompareQuery = z.object({
  id: z.coerce.number().int().positive().max(2147483647).describe("The episode"),
  left: z.coerce.number().int().positive().max(2147483647).describe("A version"),
  right: z.coerce.number().int().positive().max(2147483647).describe("Another version"),
});

/** One phrase as it is read: times in milliseconds, null in transcripts without times. */
export const TranscriptPhrase = z.object({
  start_ms: z.number().nullable(),
  end_ms: z.number().nullable(),
  speaker: z.string().nullable(),
  text: z.string(),
});
export type TranscriptPhrase = z.infer<typeof TranscriptPhrase>;

export const ReadableTranscript = z.object({ version: TranscriptVersion, phrases: z.array(TranscriptPhrase) });
export type ReadableTranscript = z.infer<typeof ReadableTranscript>;

export const ReadableQuery = WhichTranscript.partial({ transcript_id: true });

export const SectionQuery = z.object({
  id: z.coerce.number().int().positive().max(2147483647),
  start_time: z.number().min(0).max(1e6).optional().describe("Seconds; the window is centred on it"),
  duration: z.number().min(1).max(86_400).default(300).describe("Seconds"),
});

export const TranscriptSection = z.object({
  episode_id: z.number(),
  episode_title: z.string(),
  feed_title: z.string(),
  published_at: z.date().nullable(),
  time_range: z.string().nullable(),
  transcript: z.string(),
});
export type TranscriptSection = z.infer<typeof TranscriptSection>;

export const RetranscribeInfo = z
  .object({
    feed_id: z.number(),
    current_model: z.string(),
    needs_retranscription: z.number().describe("Episodes with a transcript, none of it by this model"),
    ready: z.number().describe("Those of them whose audio is stored"),
  })
  .meta({ id: "RetranscribeInfo" });
export type RetranscribeInfo = z.infer<typeof RetranscribeInfo>;

export const QueueAnswer = z.object({ message: z.string(), job_id: z.number().nullable() }).meta({ id: "QueueAnswer" });
export type QueueAnswer = z.infer<typeof QueueAnswer>;

export const RetrySelection = z.object({
  episode_ids: z
    .array(z.number().int().positive().max(2147483647))
    .min(1)
    .max(5000)
    .optional()
    .describe("These only; left out: all"),
  feed_id: z.number().int().positive().max(2147483647).optional().describe("Of this podcast only"),
  status: z
    .enum(["awaiting_transcript", "needs_audio", "audio_ready", "failed"])
    .optional()
    .describe("In this state only"),
});
export type RetrySelection = z.infer<typeof RetrySelection>;

export const BatchAnswer = z
  .object({ queued: z.number(), skipped: z.number(), message: z.string() })
  .meta({ id: "BatchAnswer" });
export type BatchAnswer = z.infer<typeof BatchAnswer>;
