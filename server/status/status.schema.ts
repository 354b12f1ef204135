import { z } from "zod";
import { StorageUse } from "@/server/audio/audio.schema";
import { EpisodeState } from "@/server/episodes/episode-state";

const QueuedJob = z.object({
  job_id: z.number(),
  episode_id: z.number().nullable(),
  episode_title: z.string().nullable(),
  feed_id: z.number().nullable(),
  feed_title: z.string().nullable(),
  priority: z.number(),
  attempt: z.number(),
  progress: z.number(),
  note: z.string().nullable(),
  error: z.string().nullable(),
  run_at: z.date(),
  started_at: z.date().nullable(),
});
export type QueuedJob = z.infer<typeof QueuedJob>;

const Queue = z.object({
  queued: z.number().describe("Waiting and due"),
  waiting: z.number().describe("Waiting for their next attempt"),
  running: z.number(),
  completed: z.number(),
  failed: z.number(),
  running_jobs: z.array(QueuedJob),
  queued_jobs: z.array(QueuedJob).describe("The next ones, at most 20"),
});
export type Queue = z.infer<typeof Queue>;

export const QueueStatus = z
  .object({
    running: z.boolean().describe("A worker is at work or nothing waits"),
    refresh_queue: Queue,
    transcript_download_queue: Queue,
    chapters_queue: Queue,
    withdrawal_queue: Queue,
    vault_queue: Queue,
    index_queue: Queue,
    download_queue: Queue,
    transcribe_queue: Queue,
    embed_queue: Queue,
  })
  .meta({ id: "QueueStatus" });
export type QueueStatus = z.infer<typeof QueueStatus>;

export const Health = z
  .object({
    status: z.enum(["healthy", "unhealthy"]),
    database: z.boolean(),
    storage: z.boolean(),
    message: z.string().nullable(),
    version: z.string(),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof Health>;

export const Status = z
  .object({
    version: z.string(),
    feed_count: z.number(),
    failing_feeds: z.number(),
    episode_counts: z.record(EpisodeState, z.number()).and(z.object({ total: z.number() })),
    transcript_count: z.number(),
    indexed_episodes: z.number(),
    total_segments: z.number(),
    storage_free_bytes: z.number().nullable(),
    storage: StorageUse,
  })
  .meta({ id: "Status" });
export type Status = z.infer<typeof Status>;
