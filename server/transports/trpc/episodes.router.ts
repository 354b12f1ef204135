import { DeletedAudio, DownloadAnswer } from "@/server/audio/audio.schema";
import { deleteAudio, requestAudio } from "@/server/audio/audio.service";
import {
  ChapterList,
  Episode,
  EpisodeId,
  EpisodeList,
  EpisodeListQuery,
  RecentEpisodes,
  RecentQuery,
  StatusQuery,
} from "@/server/episodes/episodes.schema";
import {
  getChapters,
  getEpisode,
  listEpisodesByStatus,
  listFeedEpisodes,
  listRecentEpisodes,
} from "@/server/episodes/episodes.service";
import { getFeed } from "@/server/feeds/feeds.service";
import { listEpisodeSpeakers, nameSpeaker } from "@/server/transcripts/speaker-names";
import {
  CompareQuery,
  Comparison,
  NameSpeaker,
  ReadableQuery,
  ReadableTranscript,
  SectionQuery,
  SpeakerList,
  TranscriptList,
  TranscriptSection,
  WhichTranscript,
} from "@/server/transcripts/transcripts.schema";
import { findReadableTranscript, getTranscriptSection } from "@/server/transcripts/transcripts.service";
import { compareVersions, deleteTranscript, listTranscripts, preferTranscript } from "@/server/transcripts/versions";
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
    .output(TranscriptList)
    .query(({ ctx, input }) => listTranscripts(ctx.app, input)),
  preferTranscript: procedure
    .meta({
      rest: {
        method: "PUT",
        path: "/episodes/{id}/transcripts/{transcript_id}/preferred",
        summary: "Show and search this version",
        tags,
      },
    })
    .input(WhichTranscript)
    .output(TranscriptList)
    .mutation(({ ctx, input }) => preferTranscript(ctx.app, input)),
  deleteTranscript: procedure
    .meta({
      rest: {
        method: "DELETE",
        path: "/episodes/{id}/transcripts/{transcript_id}",
        summary: "Delete a version for good",
        tags,
      },
    })
    .input(WhichTranscript)
    .output(TranscriptList)
    .mutation(({ ctx, input }) => deleteTranscript(ctx.app, input)),
  compareTranscripts: procedure
    .meta({
      rest: { method: "GET", path: "/episodes/{id}/transcripts/compare", summary: "Two versions side by side", tags },
    })
    .input(CompareQuery)
    .output(Comparison)
    .query(({ ctx, input }) => compareVersions(ctx.app, input)),
  chapters: procedure
    .meta({ rest: { method: "GET", path: "/episodes/{id}/chapters", summary: "The chapters, in order", tags } })
    .input(EpisodeId)
    .output(ChapterList)
    .query(({ ctx, input }) => getChapters(ctx.app, input)),
  speakers: procedure
    .meta({ rest: { method: "GET", path: "/episodes/{id}/speakers", summary: "Who speaks, by label and name", tags } })
    .input(EpisodeId)
    .output(SpeakerList)
    .query(({ ctx, input }) => listEpisodeSpeakers(ctx.app, input)),
  nameSpeaker: procedure
    .meta({ rest: { method: "PUT", path: "/episodes/{id}/speakers", summary: "Say who is meant by a label", tags } })
    .input(NameSpeaker)
    .output(SpeakerList)
    .mutation(({ ctx, input }) => nameSpeaker(ctx.app, input)),
  readable: procedure
    .input(ReadableQuery)
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
