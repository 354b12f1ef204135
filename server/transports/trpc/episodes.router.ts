import { z } from "zod";
import { DeletedAudio, DownloadAnswer } from "@/server/audio/audio.schema";
import { deleteAudio, requestAudio } from "@/server/audio/audio.service";
import {
  Episode,
  EpisodeId,
  EpisodeList,
  EpisodeListQuery,
  RecentEpisodes,
  RecentQuery,
  StatusQuery,
} from "@/server/episodes/episodes.schema";
import {
  getEpisode,
  listEpisodesByStatus,
  listFeedEpisodes,
  listRecentEpisodes,
} from "@/server/episodes/episodes.service";
import { getFeed } from "@/server/feeds/feeds.service";
import {
  ReadableTranscript,
  SectionQuery,
  TranscriptSection,
  TranscriptVersion,
} from "@/server/transcripts/transcripts.schema";
import {
  findReadableTranscript,
  getTranscriptSection,
  listTranscripts,
} from "@/server/transcripts/transcripts.service";
import { procedure, router } from "./trpc";

const tags = ["Episodes"] as const;

export const episodesRouter = router({
  listForFeed: procedure
    .meta({ rest: { method: "GET", path: "/feeds/{id}/episodes", summary: "A feed's episodes, newest first", tags } })
    .input(EpisodeListQuery)
    .output(EpisodeList)
    .query(async ({ ctx, input }) => {
      await getFeed(ctx.app, input);
      return listFeedEpisodes(ctx.app, input);
    }),
  recent: procedure
    .meta({ rest: { method: "GET", path: "/episodes/recent", summary: "What was published in the last days", tags } })
    .input(RecentQuery)
    .output(RecentEpisodes)
    .query(({ ctx, input }) => listRecentEpisodes(ctx.app, input)),
  byStatus: procedure
    .meta({ rest: { method: "GET", path: "/episodes/status/{status}", summary: "Episodes in one state", tags } })
    .input(StatusQuery)
    .output(EpisodeList)
    .query(({ ctx, input }) => listEpisodesByStatus(ctx.app, input)),
  get: procedure
    .meta({ rest: { method: "GET", path: "/episodes/{id}", summary: "One episode", tags } })
    .input(EpisodeId)
    .output(Episode)
    .query(({ ctx, input }) => getEpisode(ctx.app, input)),
  transcripts: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/episodes/{id}/transcripts",
        summary: "The stored versions of the transcript",
        tags,
      },
    })
    .input(EpisodeId)
    .output(z.object({ transcripts: z.array(TranscriptVersion) }))
    .query(({ ctx, input }) => listTranscripts(ctx.app, input)),
  readable: procedure
    .input(EpisodeId)
    .output(ReadableTranscript.nullable())
    .query(({ ctx, input }) => findReadableTranscript(ctx.app, input)),
  section: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/episodes/{id}/transcript/section",
        summary: "A part of the transcript as text",
        tags,
      },
    })
    .input(SectionQuery)
    .output(TranscriptSection)
    .query(({ ctx, input }) => getTranscriptSection(ctx.app, input)),
  downloadAudio: procedure
    .meta({ rest: { method: "POST", path: "/episodes/{id}/download", summary: "Download an episode's audio", tags } })
    .input(EpisodeId)
    .output(DownloadAnswer)
    .mutation(({ ctx, input }) => requestAudio(ctx.app, input)),
  deleteAudio: procedure
    .meta({ rest: { method: "DELETE", path: "/episodes/{id}/audio", summary: "Delete the stored audio", tags } })
    .input(EpisodeId)
    .output(DeletedAudio)
    .mutation(({ ctx, input }) => deleteAudio(ctx.app, input)),
});
