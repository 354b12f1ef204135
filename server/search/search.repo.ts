import { type DbOrTx, type Sql, sql, sqlEmpty, sqlJoin } from "@/server/platform/db";
import { type Sample, SMALLEST_SAMPLE } from "./choose-sample";
import type { LanguageQuery, TermLexemes } from "./compose-tsquery";
import { spokenConfig, spokenDictionary, stockConfig } from "./text-search-config";

export type NewSegment = {
  idx: number;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  text: string;
  lookahead: string;
  cueOffsets: number[];
  cueStartMs: number[];
  cueEndMs: number[];
};

const ROWS_PER_INSERT = 500;

/** Replaces what is searched of an episode. Give it a transaction: until it commits, the old rows are found. */
export async function replaceSegments(
  tx: DbOrTx,
  subject: { transcriptId: number; episodeId: number; feedId: number; lang: string },
  segments: readonly NewSegment[],
): Promise<void> {
  await tx.$executeRaw`DELETE FROM segment WHERE episode_id = ${subject.episodeId}`;
  for (let start = 0; start < segments.length; start += ROWS_PER_INSERT) {
    const rows = JSON.stringify(segments.slice(start, start + ROWS_PER_INSERT));
    await tx.$executeRaw`
      INSERT INTO segment (transcript_id, episode_id, feed_id, lang, idx, start_ms, end_ms, speaker, text, lookahead,
        cue_offsets, cue_start_ms, cue_end_ms)
      SELECT ${subject.transcriptId}::int, ${subject.episodeId}::int, ${subject.feedId}::int, ${subject.lang}, idx, "startMs", "endMs",
        speaker, text, lookahead, "cueOffsets", "cueStartMs", "cueEndMs"
      FROM jsonb_to_recordset(${rows}::jsonb) AS s(idx int, "startMs" int, "endMs" int, speaker text, text text, lookahead text,
        "cueOffsets" int[], "cueStartMs" int[], "cueEndMs" int[])`;
  }
  await tx.$executeRaw`INSERT INTO search_language (lang) VALUES (${subject.lang}) ON CONFLICT DO NOTHING`;
}

/** Every language in which something can be found. */
export async function listLanguages(db: DbOrTx): Promise<string[]> {
  const rows = await db.$queryRaw<{ lang: string }[]>`
    SELECT lang FROM search_language UNION SELECT DISTINCT split_part(lower(coalesce(language_override, language, '')), '-', 1) FROM feed`;
  return rows.map((row) => row.lang);
}

/** What the terms of a query are in each language. */
export async function readTerms(
  db: DbOrTx,
  terms: readonly string[],
  languages: readonly string[],
): Promise<TermLexemes[]> {
  if (terms.length === 0 || languages.length === 0) return [];
  const configs = languages.map(
    (lang) => sql`(${lang}, ${spokenConfig(lang)}::regconfig, ${stockConfig(lang)}::regconfig)`,
  );
  const words = terms.map((text, index) => sql`(${index}::int, ${text}, ${text.replace(/[-/_.–—]+/g, " ")})`);
  return db.$queryRaw<TermLexemes[]>`
    SELECT l.lang, t.term, numnode(plainto_tsquery(l.stock, t.text)) = 0 AS "isStopWord",
      phraseto_tsquery(l.spoken, t.text)::text AS tsquery, phraseto_tsquery(l.spoken, t.loose)::text AS loose
    FROM (VALUES ${sqlJoin(configs)}) AS l(lang, spoken, stock), (VALUES ${sqlJoin(words)}) AS t(term, text, loose)`;
}

export type SearchInput = {
  queries: readonly LanguageQuery[];
  isRelaxed: boolean;
  literals: readonly string[];
  feedId: number | undefined;
  /** The query as typed: a title that is or holds it goes first. */
  text: string;
  /** Counting and ranking stop at so many places and episodes. */
  cap: number;
  /** Ranked by one in so many places that match. */
  sample: Sample;
  /** Places that have the query word for word are ranked whether they are in the sample or not. */
  isExactWhole: boolean;
  limit: number;
  offset: number;
  after: { score: number; episodeId: number } | null;
};

export type Unsampled = Omit<SearchInput, "sample" | "isExactWhole">;

/** How many places of the smallest sample match, how many have to be read to know, and how many to find it word for word. */
export async function probeSample(
  db: DbOrTx,
  query: Unsampled,
): Promise<{ matching: number; read: number; exactRead: number }> {
  const input: SearchInput = { ...query, sample: SMALLEST_SAMPLE, isExactWhole: false };
  // Without weights and order the index alone can tell; only for phrases that is far too many.
  const loose = input.queries.map((query) => ({
    ...query,
    strict: unordered(query.strict),
    relaxed: unordered(query.relaxed),
  }));
  const read = await countIndexed(db, { ...input, queries: loose });
  const isPhrase = input.queries.some(({ strict, exact }) => exact === null && strict.includes("<"));
  const matching = isPhrase && read > 0 ? await countIndexed(db, input) : read;
  const exact = input.queries.flatMap((query) => (query.exact ? [{ ...query, strict: unordered(query.exact) }] : []));
  const exactRead = exact.length > 0 && read > 0 ? await countIndexed(db, { ...input, queries: exact }) : 0;
  return { matching, read, exactRead };
}

async function countIndexed(db: DbOrTx, input: SearchInput): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    WITH q(lang, words, indexed, anywhere, exact) AS (${languageRows(input)})
    SELECT count(*)::int AS count FROM q JOIN segment s ON s.tsv @@ q.indexed`;
  return rows[0]?.count ?? 0;
}

const unordered = (tsquery: string) => tsquery.replace(/':A/g, "'").replace(/<(?:-|\d+)>/g, "&");

/** Words close together are worth more, and most if they are what was typed. */
const placeRank = sql`ts_rank_cd(s.tsv, q.words) + CASE WHEN s.tsv @@ q.exact THEN 10 ELSE 0 END`;

export type RankedEpisode = {
  episodeId: number;
  score: number;
  isTitleMatch: boolean;
  isTranscriptMatch: boolean;
  total: number;
  candidates: number;
};

/** Show notes are long to read: of those that match, so many are ranked, with what was typed in the title and then the newest. */
const NAMED_CAP = 500;

/**
 * Ranks episodes by reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009; k = 60) of two lists: places in transcripts
 * and titles with show notes. The whole ranking is made in each call and cut afterwards, so that pages fit together.
 */
export async function rankEpisodes(db: DbOrTx, input: SearchInput): Promise<RankedEpisode[]> {
  const { after } = input;
  return db.$queryRaw<RankedEpisode[]>`
    WITH q(lang, words, indexed, anywhere, exact) AS (${languageRows(input)}),
    place AS MATERIALIZED (
      SELECT s.episode_id, ${placeRank} AS rank
      FROM q JOIN segment s ON s.lang = q.lang AND s.tsv @@ q.indexed
      WHERE ${input.feedId === undefined ? inLiveFeed(sql`s.feed_id`) : sql`true`} ${literalFilter(sql`s.text`, input.literals)}
      LIMIT ${input.cap}
    ),
    spoken AS (
      SELECT episode_id, row_number() OVER (ORDER BY max(rank) + ln(count(*)) / 50 DESC, episode_id DESC) AS position
      FROM place GROUP BY episode_id
    ),
    called AS MATERIALIZED (
      SELECT e.id, q.anywhere, CASE WHEN lower(e.title) = lower(${input.text}) THEN 5
          WHEN position(lower(${input.text}) IN lower(e.title)) > 0 THEN 3 ELSE 1 END AS boost
      FROM q JOIN episode e ON e.search_tsv @@ q.anywhere AND split_part(lower(coalesce(e.language, '')), '-', 1) = q.lang
      WHERE ${input.feedId === undefined ? inLiveFeed(sql`e.feed_id`) : sql`e.feed_id = ${input.feedId}`} ${literalFilter(sql`(e.title || ' ' || coalesce(e.description, ''))`, input.literals)}
      ORDER BY boost DESC, e.id DESC LIMIT ${NAMED_CAP}
    ),
    named AS (
      SELECT called.id AS episode_id, boost, row_number() OVER (ORDER BY ts_rank(e.search_tsv, anywhere) * boost DESC, called.id DESC) AS position
      FROM called CROSS JOIN LATERAL (SELECT search_tsv FROM episode WHERE id = called.id LIMIT 1) e
    ),
    fused AS (
      SELECT episode_id, coalesce(1::float8 / (60 + spoken.position), 0) + coalesce(named.boost::float8 / (60 + named.position), 0) AS score,
        named.position IS NOT NULL AS is_named, spoken.position IS NOT NULL AS is_spoken
      FROM spoken FULL JOIN named USING (episode_id)
    )
    SELECT episode_id AS "episodeId", score, is_named AS "isTitleMatch", is_spoken AS "isTranscriptMatch",
      (SELECT count(*)::int FROM fused) AS total, (SELECT count(*)::int FROM place) AS candidates
    FROM fused
    WHERE ${after ? sql`(score, episode_id) < (${after.score}::float8, ${after.episodeId}::int)` : sql`true`}
    ORDER BY score DESC, episode_id DESC LIMIT ${input.limit} OFFSET ${input.offset}`;
}

export type EpisodeFacts = {
  id: number;
  title: string;
  lang: string;
  excerpt: string | null;
  feedId: number;
  feedTitle: string;
  imageUrl: string | null;
  publishedAt: Date | null;
  state: string;
};

/** What is shown of these episodes; where title or show notes match, with the part of the show notes that matches best. */
export async function describeEpisodes(
  db: DbOrTx,
  episodes: readonly RankedEpisode[],
  input: SearchInput,
): Promise<EpisodeFacts[]> {
  const ids = episodes.map((episode) => episode.episodeId);
  const namedIds = episodes.filter((episode) => episode.isTitleMatch).map((episode) => episode.episodeId);
  const options = `StartSel="", StopSel="", MaxWords=40, MinWords=20, MaxFragments=1`;
  return db.$queryRaw<EpisodeFacts[]>`
    WITH q(lang, words, indexed, anywhere, exact) AS (${languageRows(input)})
    SELECT e.id, e.title, split_part(lower(coalesce(e.language, '')), '-', 1) AS lang, e.feed_id AS "feedId",
      coalesce(f.custom_title, f.title) AS "feedTitle", coalesce(e.image_url, f.image_url) AS "imageUrl",
      e.published_at AS "publishedAt", e.state::text,
      CASE WHEN e.id = ANY(${namedIds}::int[]) THEN
        ts_headline(c.config, regexp_replace(left(e.description, 20000), '<[^>]*>', ' ', 'g'), q.anywhere, ${options}) END AS excerpt
    FROM episode e JOIN feed f ON f.id = e.feed_id
    LEFT JOIN q ON q.lang = split_part(lower(coalesce(e.language, '')), '-', 1)
    LEFT JOIN (VALUES ${configRows(input)}) AS c(lang, config) ON c.lang = q.lang
    WHERE e.id = ANY(${ids}::int[])`;
}

export type Place = {
  episodeId: number;
  lang: string;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  text: string;
  lookahead: string;
  /** How many places of its episode match. */
  count: number;
  cueOffsets: number[];
  cueStartMs: number[];
  cueEndMs: number[];
};

/** The best places of each of these episodes, at most `perEpisode`, by rank or by time. */
export async function findPlaces(
  db: DbOrTx,
  ids: readonly number[],
  input: Unsampled,
  page: { perEpisode: number; order: "rank" | "time" },
): Promise<Place[]> {
  if (ids.length === 0) return [];
  const order = page.order === "time" ? sql`s.idx` : sql`${placeRank} DESC, s.idx`;
  // Rows are sorted by their ids alone and fetched again when few are left: a common word is in thousands of them. One
  // by one, since the planner does not see that they are few and would read the whole table.
  return db.$queryRaw<Place[]>`
    WITH q(lang, words, indexed, anywhere, exact) AS (${languageRows({ ...input, feedId: undefined, sample: 1, isExactWhole: false }, ids)}),
    best AS (
      SELECT s.id, row_number() OVER (PARTITION BY s.episode_id ORDER BY ${order}) AS position,
        count(*) OVER (PARTITION BY s.episode_id)::int AS count
      FROM q JOIN segment s ON s.lang = q.lang AND s.tsv @@ q.indexed
      WHERE true ${literalFilter(sql`s.text`, input.literals)}
    ),
    few AS MATERIALIZED (SELECT id, position, count FROM best WHERE position <= ${page.perEpisode})
    SELECT s.episode_id AS "episodeId", s.lang, s.start_ms AS "startMs", s.end_ms AS "endMs", s.speaker, s.text, s.lookahead,
      few.count, s.cue_offsets AS "cueOffsets", s.cue_start_ms AS "cueStartMs", s.cue_end_ms AS "cueEndMs"
    FROM few CROSS JOIN LATERAL (SELECT * FROM segment WHERE id = few.id LIMIT 1) s ORDER BY s.episode_id, few.position`;
}

/** The lexeme of each word in each language, as the index has it. */
export async function readLexemes(
  db: DbOrTx,
  words: readonly { lang: string; word: string }[],
): Promise<{ lang: string; word: string; lexeme: string }[]> {
  if (words.length === 0) return [];
  const rows = words.map(({ lang, word }) => ({ lang, word, dictionary: spokenDictionary(lang) }));
  return db.$queryRaw`
    SELECT lang, word, coalesce((ts_lexize(dictionary::regdictionary, word))[1], lower(word)) AS lexeme
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(lang text, word text, dictionary text)`;
}

/**
 * One row for each language: what to rank by, the same as the index is asked it, and what titles and show notes are asked,
 * and what makes a place worth more. */
function languageRows(input: SearchInput, episodeIds?: readonly number[]): Sql {
  const { queries, isRelaxed, feedId, sample, isExactWhole } = input;
  const within = [
    feedId === undefined ? "" : ` & '#f${feedId}'`,
    episodeIds === undefined ? "" : ` & (${episodeIds.map((id) => `'#e${id}'`).join(" | ")})`,
  ].join("");
  const rows = queries.map(({ lang, strict, relaxed, anywhere, exact }) => {
    const words = isRelaxed ? relaxed : strict;
    const sampled = sample === 1 ? `(${words})` : `((${words}) & '#${sample}')`;
    const indexed = isExactWhole && exact && !isRelaxed ? `(${sampled} | (${exact}))` : sampled;
    const named = isRelaxed ? relaxed.replaceAll(":A", "") : anywhere;
    return sql`(${lang}, ${words}::tsquery, ${indexed + within}::tsquery, ${named}::tsquery, ${isRelaxed ? null : exact}::tsquery)`;
  });
  return sql`VALUES ${sqlJoin(rows)}`;
}

const configRows = (input: SearchInput): Sql =>
  sqlJoin(input.queries.map(({ lang }) => sql`(${lang}, ${spokenConfig(lang)}::regconfig)`));

const inLiveFeed = (column: Sql): Sql => sql`${column} NOT IN (SELECT id FROM feed WHERE deleted_at IS NOT NULL)`;

function literalFilter(column: Sql, literals: readonly string[]): Sql {
  if (literals.length === 0) return sqlEmpty;
  const conditions = literals.map((text) => sql`AND ${column} ILIKE ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}`);
  return sqlJoin(conditions, " ");
}

export async function readStats(db: DbOrTx): Promise<{ total_segments: number; indexed_episodes: number }> {
  const rows = await db.$queryRaw<{ total_segments: number; indexed_episodes: number }[]>`
    SELECT (SELECT count(*) FROM segment)::int AS total_segments,
      (SELECT count(*) FROM episode e JOIN transcript t ON t.id = e.preferred_transcript_id
        WHERE t.indexed_at IS NOT NULL AND ${inLiveFeed(sql`e.feed_id`)})::int AS indexed_episodes`;
  return rows[0] ?? { total_segments: 0, indexed_episodes: 0 };
}
