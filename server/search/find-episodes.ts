import { EpisodeState } from "@/server/episodes/episode-state";
import { showNotesText } from "@/server/episodes/show-notes";
import type { Core } from "@/server/platform/core";
import { canReadAll, chooseSample } from "./choose-sample";
import { momentOf, placeText } from "./moments";
import { createMarker, type Marker, type Query, readQuery } from "./read-query";
import * as repo from "./search.repo";
import type { SearchHit } from "./search.schema";

/** No search ranks more places than this, or more titles. */
export const CANDIDATE_CAP = 10_000;

export type Wanted = {
  q: string;
  feed_id?: number | undefined;
  limit: number;
  offset: number;
  after: repo.SearchInput["after"];
  momentsPerEpisode: number;
};

export type Found = {
  hits: SearchHit[];
  /** Where this page ends, if it is full. */
  last: repo.RankedEpisode | null;
  total: number;
  isTotalExact: boolean;
  isRelaxed: boolean;
};

const nothing: Found = { hits: [], last: null, total: 0, isTotalExact: true, isRelaxed: false };

/** One page of the episodes that match, the best first. Where none matches in full, those that match in part. */
export async function findEpisodes(ctx: Pick<Core, "db">, wanted: Wanted): Promise<Found> {
  const query = await readQuery(ctx, wanted.q);
  if (!query) return nothing;
  const { limit, offset, after } = wanted;
  const common = { ...query, feedId: wanted.feed_id, text: wanted.q, cap: CANDIDATE_CAP, limit, offset, after };
  const strict = await withSample(ctx, { ...common, isRelaxed: false });
  const ranked = await repo.rankEpisodes(ctx.db, strict);
  if (ranked.length > 0) return describe(ctx, ranked, strict, wanted.momentsPerEpisode);

  // A page beyond the last is empty; only a query without any result may change what was asked.
  const isBeyond = after !== null || offset > 0;
  if (isBeyond && (await repo.rankEpisodes(ctx.db, { ...strict, after: null, offset: 0, limit: 1 })).length > 0)
    return nothing;
  const relaxed = await withSample(ctx, { ...common, isRelaxed: true });
  return describe(ctx, await repo.rankEpisodes(ctx.db, relaxed), relaxed, wanted.momentsPerEpisode);
}

/** A query whose words are common is ranked by a sample of the places, so that the cost of a search stays bounded. */
async function withSample<Input extends repo.Unsampled>(ctx: Pick<Core, "db">, input: Input) {
  const probe = await repo.probeSample(ctx.db, input);
  return { ...input, sample: chooseSample(probe), isExactWhole: canReadAll(probe.exactRead) };
}

async function describe(
  ctx: Pick<Core, "db">,
  ranked: readonly repo.RankedEpisode[],
  input: repo.SearchInput & Query,
  perEpisode: number,
): Promise<Found> {
  const [first] = ranked;
  if (!first) return nothing;
  const ids = ranked.map((episode) => episode.episodeId);
  const [facts, places] = await Promise.all([
    repo.describeEpisodes(ctx.db, ranked, input),
    repo.findPlaces(ctx.db, ids, input, { perEpisode, order: "rank" }),
  ]);
  const marker = await createMarker(ctx, input, [
    ...places.map(placeText),
    ...facts.map(({ title, lang }) => ({ text: title, lang })),
  ]);
  const factsById = new Map(facts.map((row) => [row.id, row]));
  const placesById = Map.groupBy(places, (place) => place.episodeId);
  const hits = ranked.flatMap((episode): SearchHit[] => {
    const row = factsById.get(episode.episodeId);
    return row ? [hitOf({ episode, facts: row, places: placesById.get(row.id) ?? [] }, marker)] : [];
  });
  return {
    hits,
    last: ranked.length === input.limit ? (ranked.at(-1) ?? null) : null,
    total: first.total,
    isTotalExact: input.sample === 1 && first.candidates < input.cap,
    isRelaxed: input.isRelaxed,
  };
}

type Subject = { episode: repo.RankedEpisode; facts: repo.EpisodeFacts; places: readonly repo.Place[] };

function hitOf({ episode, facts, places }: Subject, marker: Marker): SearchHit {
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
    title_marks: marker(facts.title, facts.lang),
    excerpt: episode.isTitleMatch && facts.excerpt ? showNotesText(facts.excerpt) || null : null,
    moment_count: places[0]?.count ?? 0,
    moments: places.map((place) => momentOf(place, marker)),
  };
}
