import type { z } from "zod";
import { EpisodeState } from "@/server/episodes/episode-state";
import { getEpisode } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { notFound } from "@/server/platform/errors";
import { listTranscripts } from "@/server/transcripts/transcripts.service";
import { composeTsqueries } from "./compose-tsquery";
import { readCursor, writeCursor } from "./cursor";
import { type Marked, markedHtml, readMarks } from "./marks";
import { literalsOf, parseQuery } from "./parse-query";
import * as repo from "./search.repo";
import type {
  EpisodeMatches,
  FlatQuery,
  Moment,
  SearchAnswer,
  SearchHit,
  SearchQuery,
  SemanticQuery,
  TranscriptHits,
  UnifiedResults,
  WithinQuery,
} from "./search.schema";

type Context = Pick<Core, "db">;

/** A word that occurs more often is ranked by its first so many places: the cost of a search stays bounded. */
const CANDIDATE_CAP = 10_000;
const MOMENTS_PER_EPISODE = 3;

/** Finds episodes by what was said in them and by their titles and show notes, the best first. */
export async function search(ctx: Context, input: SearchQuery): Promise<SearchAnswer> {
  const page = { limit: input.limit, offset: 0, after: input.cursor === undefined ? null : readCursor(input.cursor) };
  const found = await find(ctx, { ...input, ...page, perEpisode: MOMENTS_PER_EPISODE });
  const last = found.ranked.at(-1);
  const isMore = last !== undefined && found.ranked.length === input.limit;
  return {
    query: input.q,
    mode: "keyword",
    total: found.total,
    is_total_exact: found.isTotalExact,
    is_relaxed: found.isRelaxed,
    notice: null,
    hits: found.hits,
    next_cursor: isMore ? writeCursor(last) : null,
  };
}

type Find = {
  q: string;
  feed_id?: number | undefined;
  limit: number;
  offset: number;
  after: repo.SearchInput["after"];
  perEpisode: number;
};

type Found = {
  hits: SearchHit[];
  ranked: repo.RankedEpisode[];
  total: number;
  isTotalExact: boolean;
  isRelaxed: boolean;
};

async function find(ctx: Context, wanted: Find): Promise<Found> {
  const queries = await readQuery(ctx, wanted.q);
  const nothing = { hits: [], ranked: [], total: 0, isTotalExact: true, isRelaxed: false };
  if (!queries) return nothing;
  const { limit, offset, after } = wanted;
  const strict = {
    ...queries,
    isRelaxed: false,
    feedId: wanted.feed_id,
    text: wanted.q,
    cap: CANDIDATE_CAP,
    limit,
    offset,
    after,
  };

  const exact = await repo.rankEpisodes(ctx.db, strict);
  if (exact.length > 0) return describe(ctx, exact, strict, wanted.perEpisode);
  // A page beyond the last is empty; only the first may change what was asked.
  if (
    (after || offset > 0) &&
    (await repo.rankEpisodes(ctx.db, { ...strict, after: null, offset: 0, limit: 1 })).length > 0
  )
    return nothing;
  const relaxed = { ...strict, isRelaxed: true };
  return describe(ctx, await repo.rankEpisodes(ctx.db, relaxed), relaxed, wanted.perEpisode);
}

/** The query in every language of the library, or null when no word is left of it. */
async function readQuery(ctx: Context, text: string) {
  const parsed = parseQuery(text);
  const terms = parsed.groups.flat().map((term) => term.text);
  const lexemes = await repo.readTerms(ctx.db, terms, terms.length > 0 ? await repo.listLanguages(ctx.db) : []);
  const queries = composeTsqueries(parsed, lexemes);
  return queries.length > 0 ? { queries, literals: literalsOf(parsed) } : null;
}

async function describe(
  ctx: Context,
  ranked: repo.RankedEpisode[],
  input: repo.SearchInput,
  perEpisode: number,
): Promise<Found> {
  const ids = ranked.map((episode) => episode.episodeId);
  const facts = new Map((await repo.describeEpisodes(ctx.db, ids, input)).map((row) => [row.id, row]));
  const places = await repo.findPlaces(ctx.db, ids, input, { perEpisode, order: "rank" });
  const byEpisode = Map.groupBy(places, (place) => place.episodeId);
  const hits = ranked.flatMap((episode): SearchHit[] => {
    const row = facts.get(episode.episodeId);
    return row ? [hitOf(episode, row, byEpisode.get(row.id) ?? [])] : [];
  });
  const [first] = ranked;
  return {
    hits,
    ranked,
    total: first?.total ?? 0,
    isTotalExact: (first?.candidates ?? 0) < input.cap,
    isRelaxed: input.isRelaxed && ranked.length > 0,
  };
}

function hitOf(episode: repo.RankedEpisode, facts: repo.EpisodeFacts, places: readonly repo.Place[]): SearchHit {
  return {
    episode_id: facts.id,
    episode_title: facts.title,
    feed_id: facts.feedId,
    feed_title: facts.feedTitle,
    image_url: facts.imageUrl,
    published_at: facts.publishedAt,
    status: EpisodeState.parse(facts.state),
    result_type: episode.isTranscriptMatch ? "transcript" : "episode",
    match_type: "keyword",
    score: episode.score,
    title_marks: readMarks(facts.markedTitle).marks,
    excerpt: episode.isTitleMatch ? facts.markedNotes?.replace(/\s+/g, " ").trim() || null : null,
    moment_count: episode.momentCount,
    moments: places.map(momentOf),
  };
}

function momentOf(place: repo.Place): Moment {
  const { text, marks } = readMarks(place.marked);
  const { startMs, endMs } = cueOf(place, marks[0]?.[0] ?? 0);
  return {
    segment_start: startMs === null ? null : startMs / 1000,
    segment_end: endMs === null ? null : endMs / 1000,
    speaker: place.speaker,
    ...withoutLookahead({ text, marks }, place.textLength),
  };
}

/** The cue in which the match begins, not the phrase into which it was merged. */
function cueOf(place: repo.Place, offset: number): { startMs: number | null; endMs: number | null } {
  const index = place.cueOffsets.findLastIndex((begin) => begin <= offset);
  if (index < 0) return { startMs: place.startMs, endMs: place.endMs };
  return { startMs: place.cueStartMs[index] ?? place.startMs, endMs: place.cueEndMs[index] ?? place.endMs };
}

/** The words that follow are shown only where the match runs on into them. */
function withoutLookahead({ text, marks }: Marked, textLength: number): Marked {
  const lastMark = marks.at(-1)?.[1] ?? 0;
  const end = lastMark > textLength && (marks[0]?.[0] ?? 0) < textLength ? lastMark : textLength;
  return { text: text.slice(0, end), marks: marks.filter(([from, to]) => from < end && to <= end) };
}

/** Places in transcripts, each with its snippet. */
export async function searchTranscripts(
  ctx: Context,
  input: z.output<typeof FlatQuery>,
): Promise<z.infer<typeof TranscriptHits>> {
  const { results, total } = await flatSearch(ctx, input);
  const spoken = results.filter((result) => result.moment !== null);
  return {
    query: input.q,
    total,
    results: spoken.map(({ base, moment, score }) => ({
      ...base,
      snippet: moment ? markedHtml(moment) : "",
      rank: score,
    })),
  };
}

/** Episodes and places in one list, as clients of the predecessor expect it. */
export async function searchUnified(
  ctx: Context,
  input: z.output<typeof SemanticQuery>,
): Promise<z.infer<typeof UnifiedResults>> {
  const { results, total } = await flatSearch(ctx, input);
  return {
    query: input.q,
    total,
    mode: input.mode,
    notice: input.mode === "keyword" ? null : "Search by meaning is not available yet: these are keyword results",
    results: results.map(({ base, hit, moment, score }) => ({
      ...base,
      text: moment?.text ?? hit.excerpt ?? hit.episode_title,
      score,
      match_type: "keyword" as const,
      result_type: moment ? ("transcript" as const) : ("episode" as const),
    })),
  };
}

/** One row for each episode: its best place, or the episode itself where only title or show notes match. */
async function flatSearch(
  ctx: Context,
  input: { q: string; feed_id?: number | undefined; limit: number; offset: number },
) {
  const { hits, total } = await find(ctx, { ...input, after: null, perEpisode: 1 });
  const results = hits.map((hit) => {
    const moment = hit.moments[0] ?? null;
    const base = {
      episode_id: hit.episode_id,
      episode_title: hit.episode_title,
      feed_id: hit.feed_id,
      feed_title: hit.feed_title,
      published_at: hit.published_at,
      segment_start: moment?.segment_start ?? -1,
      segment_end: moment?.segment_end ?? -1,
    };
    return { hit, moment, base, score: hit.score };
  });
  return { results, total };
}

/** Episodes whose title or show notes, or words, match. */
export async function searchEpisodes(
  ctx: Context,
  input: z.output<typeof FlatQuery>,
): Promise<z.infer<typeof EpisodeMatches>> {
  const { hits, total } = await find(ctx, { ...input, after: null, perEpisode: 1 });
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
): Promise<{ moments: Moment[] }> {
  await getEpisode(ctx, input);
  const queries = await readQuery(ctx, input.q);
  if (!queries) return { moments: [] };
  const common = { ...queries, feedId: undefined, text: input.q, cap: CANDIDATE_CAP, limit: 1, offset: 0, after: null };
  const page = { perEpisode: input.limit, order: "time" } as const;
  const strict = await repo.findPlaces(ctx.db, [input.id], { ...common, isRelaxed: false }, page);
  const places =
    strict.length > 0 ? strict : await repo.findPlaces(ctx.db, [input.id], { ...common, isRelaxed: true }, page);
  return { moments: places.map(momentOf) };
}

export async function getSearchStats(ctx: Context): Promise<{ total_segments: number; indexed_episodes: number }> {
  return repo.readStats(ctx.db);
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
