import type { z } from "zod";
import { getEpisode } from "@/server/episodes/episodes.service";
import { listFeedNames } from "@/server/feeds/feeds.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { notFound } from "@/server/platform/errors";
import { listTranscripts } from "@/server/transcripts/versions";
import { readCursor, writeCursor } from "./cursor";
import { CANDIDATE_CAP, findEpisodes } from "./find-episodes";
import { markedHtml } from "./highlight";
import { matchFeeds } from "./match-feeds";
import { momentOf, placeText } from "./moments";
import { createMarker, readQuery } from "./read-query";
import * as repo from "./search.repo";
import type {
  EpisodeDetail,
  EpisodeDetailQuery,
  EpisodeMatches,
  FlatQuery,
  Moment,
  SearchAnswer,
  SearchQuery,
  SemanticQuery,
  SemanticStats,
  TranscriptHit,
  TranscriptHits,
  UnifiedResults,
  WithinQuery,
} from "./search.schema";

type Context = Pick<Core, "db">;

const MOMENTS_PER_EPISODE = 3;
/** The episodes are what is looked for: more podcasts would push them off the screen. */
const FEEDS = 5;

/** Finds episodes by what was said in them and by their titles and show notes, the best first. */
export async function search(ctx: Context, input: SearchQuery): Promise<SearchAnswer> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const found = await findEpisodes(ctx, { ...input, offset: 0, after, momentsPerEpisode: MOMENTS_PER_EPISODE });
  return {
    query: input.q,
    mode: "keyword",
    total: found.total,
    is_total_exact: found.isTotalExact,
    is_relaxed: found.isRelaxed,
    notice: null,
    feeds: after === null && input.feed_id === undefined ? await findFeeds(ctx, input.q) : [],
    hits: found.hits,
    next_cursor: found.last && writeCursor(found.last),
  };
}

async function findFeeds(ctx: Context, q: string): Promise<SearchAnswer["feeds"]> {
  const matching = matchFeeds(q, await listFeedNames(ctx.db)).slice(0, FEEDS);
  return matching.map(({ id, title, author, image_url }) => ({ id, title, author, image_url }));
}

/** Places in transcripts, each with its snippet. */
export async function searchTranscripts(
  ctx: Context,
  input: z.output<typeof FlatQuery>,
): Promise<z.infer<typeof TranscriptHits>> {
  const { rows, total } = await flatSearch(ctx, input);
  const results = rows.flatMap(({ base, moment, hit }) =>
    moment ? [{ ...base, snippet: markedHtml(moment), rank: hit.score }] : [],
  );
  return { query: input.q, total, results };
}

/** Episodes and places in one list, as clients of the predecessor expect it. */
export async function searchUnified(
  ctx: Context,
  input: z.output<typeof SemanticQuery>,
): Promise<z.infer<typeof UnifiedResults>> {
  const { rows, total } = await flatSearch(ctx, input);
  return {
    query: input.q,
    total,
    mode: input.mode,
    notice: input.mode === "keyword" ? null : "Search by meaning is not available yet: these are keyword results",
    results: rows.map(({ base, hit, moment }) => ({
      ...base,
      text: moment?.text ?? hit.excerpt ?? hit.episode_title,
      score: hit.score,
      match_type: hit.match_type,
      result_type: hit.result_type,
    })),
  };
}

/** One row for each episode: its best place, or the episode itself where only title or show notes match. */
async function flatSearch(
  ctx: Context,
  input: { q: string; feed_id?: number | undefined; limit: number; offset: number },
) {
  const { hits, total } = await findEpisodes(ctx, { ...input, after: null, momentsPerEpisode: 1 });
  const rows = hits.map((hit) => {
    const moment = hit.moments[0] ?? null;
    const { episode_id, episode_title, feed_id, feed_title, published_at } = hit;
    const times = { segment_start: moment?.segment_start ?? -1, segment_end: moment?.segment_end ?? -1 };
    return { hit, moment, base: { episode_id, episode_title, feed_id, feed_title, published_at, ...times } };
  });
  return { rows, total };
}

/** Episodes only, without their places. */
export async function searchEpisodes(
  ctx: Context,
  input: z.output<typeof FlatQuery>,
): Promise<z.infer<typeof EpisodeMatches>> {
  const { hits, total } = await findEpisodes(ctx, { ...input, after: null, momentsPerEpisode: 1 });
  const results = hits.map((hit) => ({
    id: hit.episode_id,
    feed_id: hit.feed_id,
    feed_title: hit.feed_title,
    title: hit.episode_title,
    description: hit.excerpt,
    published_at: hit.published_at,
    status: hit.status,
  }));
  return { query: input.q, total, results };
}

/** The places of one episode that match, in the order in which they were said. */
export async function searchWithinEpisode(
  ctx: Context,
  input: z.output<typeof WithinQuery>,
): Promise<z.infer<typeof TranscriptHit>[]> {
  const episode = await getEpisode(ctx, input);
  const moments = await findMoments(ctx, input);
  return moments.map((moment, index) => ({
    episode_id: episode.id,
    episode_title: episode.title,
    feed_id: episode.feed_id,
    feed_title: episode.feed_title,
    published_at: episode.published_at,
    segment_start: moment.segment_start ?? -1,
    segment_end: moment.segment_end ?? -1,
    snippet: markedHtml(moment),
    rank: 1 / (index + 1),
  }));
}

/** An episode with the places that match a query, for a preview. */
export async function getEpisodeDetail(
  ctx: Context,
  input: z.output<typeof EpisodeDetailQuery>,
): Promise<z.infer<typeof EpisodeDetail>> {
  const {
    id,
    title,
    feed_id,
    feed_title,
    published_at,
    duration_seconds: duration,
    description,
  } = await getEpisode(ctx, input);
  const transcript_matches = input.q ? await searchWithinEpisode(ctx, { id, q: input.q, limit: 50 }) : [];
  return { id, title, feed_id, feed_title, published_at, duration, description, transcript_matches };
}

async function findMoments(ctx: Context, input: z.output<typeof WithinQuery>): Promise<Moment[]> {
  const query = await readQuery(ctx, input.q);
  if (!query) return [];
  const common = { ...query, feedId: undefined, text: input.q, cap: CANDIDATE_CAP, limit: 1, offset: 0, after: null };
  const page = { perEpisode: input.limit, order: "time" } as const;
  const strict = await repo.findPlaces(ctx.db, [input.id], { ...common, isRelaxed: false }, page);
  const places =
    strict.length > 0 ? strict : await repo.findPlaces(ctx.db, [input.id], { ...common, isRelaxed: true }, page);
  const marker = await createMarker(ctx, query, places.map(placeText));
  return places.map((place) => momentOf(place, marker));
}

export async function getSearchStats(ctx: Context): Promise<{ total_segments: number; indexed_episodes: number }> {
  return repo.readStats(ctx.db);
}

/** Search by meaning is not built yet: nothing is embedded. */
export function getSemanticStats(): z.infer<typeof SemanticStats> {
  return { total_embeddings: 0, embedded_episodes: 0, embeddings_available: false };
}

/** Queues an episode's transcript for indexing anew. */
export async function requestReindex(
  ctx: Pick<Core, "db" | "clock"> & { bell: Bell },
  { id }: { id: number },
): Promise<{ message: string; job_id: number | null }> {
  const { transcripts } = await listTranscripts(ctx, { id });
  const preferred = transcripts.find((version) => version.is_preferred);
  if (!preferred) throw notFound(`episode ${id} has no transcript`);
  const payload = { transcriptId: preferred.id, episodeId: id };
  const jobs = await enqueue(ctx, [{ type: "indexTranscript", payload, priority: priorities.click }]);
  await ctx.bell.ring(jobs);
  return { message: jobs.length > 0 ? "Indexing queued" : "Indexing is queued already", job_id: jobs[0]?.id ?? null };
}
