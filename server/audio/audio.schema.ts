import { z } from "zod";

export const FeedUse = z
  .object({
    feed_id: z.number(),
    feed_title: z.string(),
    audio_files: z.number(),
    audio_bytes: z.number(),
    transcript_files: z.number(),
    transcript_bytes: z.number().describe("Of the originals, over all versions"),
  })
  .meta({ id: "FeedUse" });
export type FeedUse = z.infer<typeof FeedUse>;

export const FeedStorage = FeedUse.extend({
  deletable_audio_files: z.number().describe("Stored audio of episodes that have a transcript"),
  deletable_audio_bytes: z.number(),
}).meta({ id: "FeedStorage" });
export type FeedStorage = z.infer<typeof FeedStorage>;

export const StorageUse = z
  .object({
    free_bytes: z.number().nullable().describe("Of the disk; null where it cannot be told"),
    min_free_bytes: z.number().describe("No download leaves less than this"),
    audio_quota_bytes: z.number().nullable().describe("Null when there is none"),
    audio_files: z.number(),
    audio_bytes: z.number(),
    transcript_files: z.number(),
    transcript_bytes: z.number(),
    trash_feeds: z.number(),
    trash_bytes: z.number(),
    feeds: z.array(FeedUse).describe("The ones that take the most, at most 20"),
  })
  .meta({ id: "StorageUse" });
export type StorageUse = z.infer<typeof StorageUse>;

export const DownloadAnswer = z.object({ message: z.string(), job_id: z.number() }).meta({ id: "DownloadAnswer" });
export type DownloadAnswer = z.infer<typeof DownloadAnswer>;

export const DeletedAudio = z
  .object({ message: z.string(), deleted: z.number().describe("Files"), freed_bytes: z.number() })
  .meta({ id: "DeletedAudio" });
export type DeletedAudio = z.infer<typeof DeletedAudio>;
