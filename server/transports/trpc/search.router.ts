import { z } from "zod";
import { EpisodeId } from "@/server/episodes/episodes.schema";
import {
  EpisodeDetail,
  EpisodeDetailQuery,
  EpisodeMatches,
  FlatQuery,
  SearchAnswer,
  SearchQuery,
  SearchStats,
  SemanticQuery,
  SemanticStats,
  TranscriptHit,
  TranscriptHits,
  UnifiedResults,
  WithinQuery,
} from "@/server/search/search.schema";
import {
  getEpisodeDetail,
  getSearchStats,
  getSemanticStats,
  requestReindex,
  search,
  searchEpisodes,
  searchTranscripts,
  searchUnified,
  searchWithinEpisode,
} from "@/server/search/search.service";
import { QueueAnswer } from "@/server/transcripts/transcripts.schema";
import { procedure, router } from "./trpc";

const tags = ["Search"] as const;

export const searchRouter = router({
  query: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/search",
        summary: "Episodes by what was said in them, with the best places",
        tags,
      },
    })
    .input(SearchQuery)
    .output(SearchAnswer)
    .query(({ ctx, input }) => search(ctx.app, input)),
  unified: procedure
    .meta({ rest: { method: "GET", path: "/search/semantic", summary: "Episodes and places in one flat list", tags } })
    .input(SemanticQuery)
    .output(UnifiedResults)
    .query(({ ctx, input }) => searchUnified(ctx.app, input)),
  transcripts: procedure
    .meta({ rest: { method: "GET", path: "/search/transcripts", summary: "Places in transcripts", tags } })
    .input(FlatQuery)
    .output(TranscriptHits)
    .query(({ ctx, input }) => searchTranscripts(ctx.app, input)),
  episodes: procedure
    .meta({ rest: { method: "GET", path: "/search/episodes", summary: "Episodes only", tags } })
    .input(FlatQuery)
    .output(EpisodeMatches)
    .query(({ ctx, input }) => searchEpisodes(ctx.app, input)),
  within: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/search/transcripts/episode/{id}",
        summary: "Places in one episode, in order",
        tags,
      },
    })
    .input(WithinQuery)
    .output(z.array(TranscriptHit))
    .query(({ ctx, input }) => searchWithinEpisode(ctx.app, input)),
  episodeDetail: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/search/episode-detail/{id}",
        summary: "An episode with the places that match",
        tags,
      },
    })
    .input(EpisodeDetailQuery)
    .output(EpisodeDetail)
    .query(({ ctx, input }) => getEpisodeDetail(ctx.app, input)),
  semanticStats: procedure
    .meta({
      rest: { method: "GET", path: "/search/semantic/stats", summary: "How much can be searched by meaning", tags },
    })
    .output(SemanticStats)
    .query(() => getSemanticStats()),
  stats: procedure
    .meta({ rest: { method: "GET", path: "/search/stats", summary: "How much is indexed", tags } })
    .output(SearchStats)
    .query(({ ctx }) => getSearchStats(ctx.app)),
  reindex: procedure
    .meta({
      rest: { method: "POST", path: "/search/reindex/{id}", status: 202, summary: "Index an episode anew", tags },
    })
    .input(EpisodeId)
    .output(QueueAnswer)
    .mutation(({ ctx, input }) => requestReindex(ctx.app, input)),
});
