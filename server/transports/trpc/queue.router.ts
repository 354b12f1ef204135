import { tracked } from "@trpc/server";
import { z } from "zod";
import { DownloadAnswer } from "@/server/audio/audio.schema";
import { requestAudio } from "@/server/audio/audio.service";
import { EpisodeId } from "@/server/episodes/episodes.schema";
import { FeedId } from "@/server/feeds/feeds.schema";
import { watchJobs } from "@/server/jobs/watch-jobs";
import { QueueStatus } from "@/server/status/status.schema";
import { getQueueStatus } from "@/server/status/status.service";
import {
  getRetranscribeInfo,
  requestFeedRetranscription,
  requestRetranscription,
} from "@/server/transcripts/retranscribe";
import { BatchAnswer, QueueAnswer, RetranscribeInfo, RetrySelection } from "@/server/transcripts/transcripts.schema";
import { requestFeedTranscripts, requestTranscript, retryTranscripts } from "@/server/transcripts/transcripts.service";
import { procedure, router } from "./trpc";

const tags = ["Queue"] as const;

export const queueRouter = router({
  status: procedure
    .meta({ rest: { method: "GET", path: "/queue/status", summary: "What waits and what runs", tags } })
    .output(QueueStatus)
    .query(({ ctx }) => getQueueStatus(ctx.app)),
  getTranscript: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/queue/episodes/{id}/transcript-download",
        summary: "Look for an episode's transcript now",
        tags,
      },
    })
    .input(EpisodeId)
    .output(QueueAnswer)
    .mutation(({ ctx, input }) => requestTranscript(ctx.app, { ...input, force: false })),
  retryTranscript: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/queue/episodes/{id}/force-transcript-retry",
        summary: "Look again from the beginning",
        tags,
      },
    })
    .input(EpisodeId)
    .output(QueueAnswer)
    .mutation(({ ctx, input }) => requestTranscript(ctx.app, { ...input, force: true })),
  getFeedTranscripts: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/queue/batch/feed/{id}/transcript-download",
        summary: "Look for all transcripts of a feed",
        tags,
      },
    })
    .input(FeedId)
    .output(BatchAnswer)
    .mutation(({ ctx, input }) => requestFeedTranscripts(ctx.app, input)),
  process: procedure
    .meta({
      rest: { method: "POST", path: "/queue/episodes/{id}/process", summary: "Download an episode's audio now", tags },
    })
    .input(EpisodeId)
    .output(DownloadAnswer)
    .mutation(({ ctx, input }) => requestAudio(ctx.app, input)),
  retryFeedTranscripts: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/queue/batch/feed/{id}/force-transcript-retry",
        summary: "Look again for all missing transcripts of a feed, from the beginning",
        tags,
      },
    })
    .input(FeedId)
    .output(BatchAnswer)
    .mutation(({ ctx, input }) => retryTranscripts(ctx.app, { feed_id: input.id })),
  retryTranscripts: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/queue/batch/force-transcript-retry",
        summary: "Look again for the missing transcripts of a selection, or for all",
        tags,
      },
    })
    .input(RetrySelection)
    .output(BatchAnswer)
    .mutation(({ ctx, input }) => retryTranscripts(ctx.app, input)),
  retranscribeInfo: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/queue/retranscribe/info/{id}",
        summary: "The speech model of a feed, and how much was not made by it",
        tags,
      },
    })
    .input(FeedId)
    .output(RetranscribeInfo)
    .query(({ ctx, input }) => getRetranscribeInfo(ctx.app, input)),
  retranscribe: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/queue/episodes/{id}/retranscribe",
        summary: "Transcribe an episode with the present model: a further version",
        tags,
      },
    })
    .input(EpisodeId)
    .output(QueueAnswer)
    .mutation(({ ctx, input }) => requestRetranscription(ctx.app, input)),
  retranscribeFeed: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/queue/batch/feed/{id}/retranscribe",
        summary: "The same for all of a feed that the present model has not made",
        tags,
      },
    })
    .input(FeedId)
    .output(BatchAnswer)
    .mutation(({ ctx, input }) => requestFeedRetranscription(ctx.app, input)),
  /** Every change of a job as it happens, from the last one that the client has seen. */
  changes: procedure
    .input(
      z.object({
        feedId: z.number().int().optional(),
        episodeId: z.number().int().optional(),
        lastEventId: z.string().optional(),
      }),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const watch = { ...input, since: input.lastEventId, signal: signal ?? new AbortController().signal };
      for await (const batch of watchJobs(ctx.app, watch)) yield tracked(batch.rev, batch.changes);
    }),
});
