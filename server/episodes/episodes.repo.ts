import { type DbOrTx, type Sql, sql, sqlEmpty, sqlJoin } from "@/server/platform/db";
import type { EpisodeState } from "./episode-state";
import type { Chapter, Episode, LookupResult, Person, TranscriptTag } from "./episodes.schema";

type Row = Omit<Episode, "audio_bytes" | "transcript_url"> & { audio_bytes: bigint | null };

const order = {
  published_desc: sql`e.published_at DESC NULLS LAST, e.id DESC`,
  created_asc: sql`e.created_at, e.id`,
  updated_asc: sql`e.updated_at, e.id`,
  updated_desc: sql`e.updated_at DESC, e.id DESC`,
};

export type EpisodeFilter = {
  id?: number | undefined;
  feedId?: number | undefined;
  titleContains?: string | undefined;
  state?: EpisodeState | undefined;
  publishedAfter?: Date | undefined;
  updatedAfter?: Date | undefined;
};

export type EpisodePage = {
  filter: EpisodeFilter;
  order: keyof typeof order;
  limit: number;
  offset: number;
  withDescription: boolean;
};

/** How the last download went of an episode that has no audio. A list does without: it would ask once for each row. */
const lastDownload = sql`LEFT JOIN LATERAL (
  SELECT j.error, j.finished_at, j.state FROM job j WHERE j.episode_id = e.id AND j.type = 'downloadAudio' ORDER BY j.id DESC LIMIT 1
) d ON e.audio_key IS NULL AND d.state = 'failed'`;
const noDownload = sql`CROSS JOIN (SELECT NULL::text AS error, NULL::timestamptz AS finished_at) d`;

/** Episodes of live feeds, each with its feed, its preferred transcript and its live job, in one query. */
export async function selectEpisodes(db: DbOrTx, page: EpisodePage): Promise<Omit<Episode, "transcript_url">[]> {
  // The page is cut before the joins, so that their cost follows the page and not the feed.
  const rows = await db.$queryRaw<Row[]>`
    WITH e AS MATERIALIZED (
      SELECT e.* FROM episode e ${whereClause(page.filter)}
      ORDER BY ${order[page.order]} LIMIT ${page.limit} OFFSET ${page.offset}
    )
    SELECT e.id, e.feed_id, coalesce(f.custom_title, f.title) AS feed_title, f.image_url AS feed_image_url,
      coalesce(e.feed_guid, e.guid) AS guid, e.title, ${page.withDescription ? sql`e.description` : sql`NULL::text`} AS description,
      e.link, e.author, e.image_url, e.season, e.number, e.published_at, e.duration_seconds,
      e.enclosure_url AS audio_url, e.enclosure_type AS audio_type, e.enclosure_bytes AS audio_bytes,
      e.audio_key IS NOT NULL AS has_audio, e.audio_size_bytes::float8 AS stored_audio_bytes,
      d.error AS audio_error, d.finished_at AS audio_failed_at, e.state::text AS status, e.state_reason AS status_reason, e.next_retry_at,
      e.transcript_checked_at, e.lookup_results, t.id IS NOT NULL AS has_transcript, t.source AS transcript_source, t.model AS transcript_model,
      e.transcript_tags, e.persons, coalesce(t.language, e.language) AS language,
      CASE WHEN e.state = 'failed' THEN e.state_reason END AS error_message,
      (SELECT jsonb_build_object('id', j.id, 'type', j.type, 'state', j.state, 'progress', j.progress, 'note', j.progress_note,
          'error', j.error, 'run_at', j.run_at)
        FROM job j WHERE j.episode_id = e.id AND j.state IN ('queued', 'running') ORDER BY j.state DESC, j.id LIMIT 1) AS job,
      e.created_at, e.updated_at
    FROM e JOIN feed f ON f.id = e.feed_id LEFT JOIN transcript t ON t.id = e.preferred_transcript_id
      ${page.filter.id === undefined ? noDownload : lastDownload}
    ORDER BY ${order[page.order]}`;
  return rows.map((row) => ({
    ...row,
    audio_bytes: row.audio_bytes === null ? null : Number(row.audio_bytes),
    lookup_results: row.lookup_results.map((result) => ({ ...result, at: new Date(result.at) })),
    job: row.job && { ...row.job, run_at: new Date(row.job.run_at) },
  }));
}

export async function countEpisodes(db: DbOrTx, filter: EpisodeFilter): Promise<number> {
  const rows = await db.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM episode e ${whereClause(filter)}`;
  return rows[0]?.count ?? 0;
}

function whereClause(filter: EpisodeFilter): Sql {
  const conditions = [
    // NOT IN is no join: the page is read in the order of an index, whatever the planner believes about feeds.
    sql`e.feed_id NOT IN (SELECT id FROM feed WHERE deleted_at IS NOT NULL)`,
    filter.id === undefined ? null : sql`e.id = ${filter.id}`,
    filter.feedId === undefined ? null : sql`e.feed_id = ${filter.feedId}`,
    filter.state === undefined ? null : sql`e.state = ${filter.state}::episode_state`,
    filter.titleContains ? sql`e.title ILIKE ${`%${filter.titleContains.replace(/[\\%_]/g, "\\$&")}%`}` : null,
    filter.publishedAfter === undefined ? null : sql`e.published_at > ${filter.publishedAfter}`,
    filter.updatedAfter === undefined ? null : sql`e.updated_at > ${filter.updatedAfter}`,
  ].filter((condition) => condition !== null);
  return conditions.length > 0 ? sql`WHERE ${sqlJoin(conditions, " AND ")}` : sqlEmpty;
}

/** What the next import compares with. */
export type StoredItem = {
  id: number;
  guid: string;
  contentHash: string;
  enclosureKey: string;
  title: string;
  publishedAt: Date | null;
  durationSeconds: number | null;
  chaptersUrl: string | null;
  tagUrls: string[];
  state: EpisodeState;
  /** What is shown comes from the publisher. */
  hasPublishersTranscript: boolean;
};

export async function listStoredItems(db: DbOrTx, feedId: number): Promise<StoredItem[]> {
  return db.$queryRaw<StoredItem[]>`
    SELECT e.id, guid, content_hash AS "contentHash", enclosure_key AS "enclosureKey", title, published_at AS "publishedAt", duration_seconds AS "durationSeconds",
      chapters_url AS "chaptersUrl", state::text,
      ARRAY(SELECT tag->>'url' FROM jsonb_array_elements(transcript_tags) tag) AS "tagUrls",
      coalesce(t.source LIKE 'podcast2.0%', false) AS "hasPublishersTranscript"
    FROM episode e LEFT JOIN transcript t ON t.id = e.preferred_transcript_id WHERE e.feed_id = ${feedId}`;
}

/** The states of these episodes, by id. */
export async function listStates(db: DbOrTx, ids: readonly number[]): Promise<Map<number, EpisodeState>> {
  const rows = await db.episode.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true } });
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** An episode as a feed describes it, ready to be stored. */
export type ItemValues = {
  /** What it is known by within its feed. */
  guid: string;
  /** The guid as the feed writes it. */
  feedGuid: string | null;
  contentHash: string;
  title: string;
  description: string | null;
  link: string | null;
  author: string | null;
  imageUrl: string | null;
  language: string | null;
  season: number | null;
  number: number | null;
  episodeType: string | null;
  publishedAt: Date | null;
  durationSeconds: number | null;
  enclosureUrl: string;
  enclosureKey: string;
  enclosureType: string | null;
  enclosureBytes: number | null;
  transcriptTags: TranscriptTag[];
  chaptersUrl: string | null;
  feedChapters: Chapter[];
  persons: Person[];
};

const recordColumns = sql`guid text, "feedGuid" text, "contentHash" text, title text, description text, link text, author text, "imageUrl" text,
  language text, season int, number int, "episodeType" text, "publishedAt" timestamptz, "durationSeconds" int, "enclosureUrl" text,
  "enclosureKey" text, "enclosureType" text, "enclosureBytes" bigint, "transcriptTags" jsonb, "chaptersUrl" text, "feedChapters" jsonb, persons jsonb`;

export type NewItem = ItemValues & { state: EpisodeState; stateReason: string | null };

/** Inserts what is not there; one that a parallel import inserted first is left to it. Answers the new ids. */
export async function insertItems(
  db: DbOrTx,
  feedId: number,
  items: readonly NewItem[],
): Promise<{ id: number; guid: string; state: EpisodeState }[]> {
  return db.$queryRaw<{ id: number; guid: string; state: EpisodeState }[]>`
    INSERT INTO episode (feed_id, guid, feed_guid, content_hash, title, description, link, author, image_url, language, season, number,
      episode_type, published_at, duration_seconds, enclosure_url, enclosure_key, enclosure_type, enclosure_bytes,
      transcript_tags, chapters_url, feed_chapters, persons, state, state_reason)
    SELECT ${feedId}::int, guid, "feedGuid", "contentHash", title, description, link, author, "imageUrl", language, season, number,
      "episodeType", "publishedAt", "durationSeconds", "enclosureUrl", "enclosureKey", "enclosureType", "enclosureBytes",
      "transcriptTags", "chaptersUrl", "feedChapters", persons, state::episode_state, "stateReason"
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS i(${recordColumns}, state text, "stateReason" text)
    ON CONFLICT (feed_id, guid) DO NOTHING
    RETURNING id, guid, state::text`;
}

/** Overwrites what the feed says about known episodes. Their state, transcripts and guid stay. */
export async function updateItems(db: DbOrTx, items: readonly (ItemValues & { id: number })[]): Promise<void> {
  await db.$executeRaw`
    UPDATE episode e SET feed_guid = "feedGuid", content_hash = "contentHash", title = i.title, description = i.description, link = i.link,
      author = i.author, image_url = "imageUrl", language = i.language, season = i.season, number = i.number,
      episode_type = "episodeType", published_at = "publishedAt", duration_seconds = "durationSeconds",
      enclosure_url = "enclosureUrl", enclosure_key = "enclosureKey", enclosure_type = "enclosureType",
      enclosure_bytes = "enclosureBytes", transcript_tags = "transcriptTags", chapters_url = "chaptersUrl",
      feed_chapters = "feedChapters",
      linked_chapters = CASE WHEN "chaptersUrl" IS NULL THEN '[]' ELSE e.linked_chapters END,
      persons = i.persons, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS i(id int, ${recordColumns})
    WHERE e.id = i.id`;
}

/** What is left out stays as it is. */
export type StateChange = {
  from: EpisodeState;
  to: EpisodeState;
  /** Where a download goes back to that nobody is at work on any more. */
  resume: EpisodeState | null;
  reason?: string | null | undefined;
  nextRetryAt?: Date | null | undefined;
  checkedAt?: Date | undefined;
  lookupFailures?: number | undefined;
  lookupResults?: readonly LookupResult[] | undefined;
  /** The beginning of a new round of lookups. */
  lookupSince?: Date | undefined;
};

/** Moves an episode on, unless it has left `from` meanwhile. */
export async function changeState(db: DbOrTx, id: number, change: StateChange): Promise<boolean> {
  const reason = change.reason === undefined ? sql`state_reason` : sql`${change.reason}`;
  const nextRetryAt = change.nextRetryAt === undefined ? sql`next_retry_at` : sql`${change.nextRetryAt}::timestamptz`;
  return (
    (await db.$executeRaw`
    UPDATE episode SET state = ${change.to}::episode_state, state_reason = ${reason}, next_retry_at = ${nextRetryAt},
      transcript_checked_at = coalesce(${change.checkedAt ?? null}::timestamptz, transcript_checked_at),
      lookup_failures = coalesce(${change.lookupFailures ?? null}::int, lookup_failures),
      resume_state = ${change.resume}::episode_state,
      lookup_results = coalesce(${change.lookupResults ? JSON.stringify(change.lookupResults) : null}::jsonb, lookup_results),
      lookup_since = coalesce(${change.lookupSince ?? null}::timestamptz, lookup_since),
      state_changed_at = CASE WHEN state = ${change.to}::episode_state THEN state_changed_at ELSE now() END, updated_at = now()
    WHERE id = ${id} AND state = ${change.from}::episode_state`) > 0
  );
}

/** When the newest episodes of a feed were published, newest first. */
export async function listNewestDates(db: DbOrTx, feedId: number, limit: number): Promise<Date[]> {
  const rows = await db.$queryRaw<{ publishedAt: Date }[]>`
    SELECT published_at AS "publishedAt" FROM episode WHERE feed_id = ${feedId} AND published_at IS NOT NULL
    ORDER BY published_at DESC NULLS LAST, id DESC LIMIT ${limit}`;
  return rows.map((row) => row.publishedAt);
}

/** Gives all episodes of a feed a language. Answers those of them whose transcript is indexed in another one. */
export async function setLanguage(
  db: DbOrTx,
  feedId: number,
  language: string | null,
): Promise<{ episodeId: number; transcriptId: number }[]> {
  const rows = await db.$queryRaw<{ episodeId: number; transcriptId: number | null }[]>`
    UPDATE episode SET language = ${language}, updated_at = now()
    WHERE feed_id = ${feedId} AND language IS DISTINCT FROM ${language}
    RETURNING id AS "episodeId", preferred_transcript_id AS "transcriptId"`;
  return rows.flatMap(({ episodeId, transcriptId }) => (transcriptId === null ? [] : [{ episodeId, transcriptId }]));
}

/** Makes a transcript the one that is shown and searched. */
export async function setPreferredTranscript(
  db: DbOrTx,
  id: number,
  transcriptId: number,
  { isChosen }: { isChosen: boolean } = { isChosen: false },
): Promise<void> {
  await db.$executeRaw`
    UPDATE episode SET preferred_transcript_id = ${transcriptId}, is_preference_chosen = ${isChosen}, updated_at = now()
    WHERE id = ${id}`;
}

/** One episode, or all of a feed, as far as they have a transcript, oldest first. */
export async function listReadable(
  db: DbOrTx,
  which: { id: number } | { feedId: number },
): Promise<{ episodeId: number; transcriptId: number }[]> {
  const rows = await db.episode.findMany({
    where: { ...which, preferredTranscriptId: { not: null } },
    select: { id: true, preferredTranscriptId: true },
    orderBy: [{ publishedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
  });
  return rows.flatMap(({ id, preferredTranscriptId: transcriptId }) =>
    transcriptId === null ? [] : [{ episodeId: id, transcriptId }],
  );
}

/** A feed's episodes as they are told from each other elsewhere. */
export type PairableEpisode = {
  id: number;
  title: string;
  publishedAt: Date | null;
  durationSeconds: number | null;
};

export async function listPairable(db: DbOrTx, feedId: number): Promise<PairableEpisode[]> {
  return db.episode.findMany({
    where: { feedId },
    select: { id: true, title: true, publishedAt: true, durationSeconds: true },
    orderBy: { id: "asc" },
  });
}

/** The episodes of a feed in one of these states, newest first. */
export async function listIdsInStates(db: DbOrTx, feedId: number, states: readonly EpisodeState[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM episode WHERE feed_id = ${feedId} AND state = ANY(${[...states]}::episode_state[])
    ORDER BY published_at DESC NULLS LAST, id DESC`;
  return rows.map((row) => row.id);
}

export async function countByState(db: DbOrTx): Promise<{ state: EpisodeState; count: number }[]> {
  return db.$queryRaw`
    SELECT e.state::text, count(*)::int AS count FROM episode e JOIN feed f ON f.id = e.feed_id
    WHERE f.deleted_at IS NULL GROUP BY 1`;
}
