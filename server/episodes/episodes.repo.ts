import { type DbOrTx, type Sql, sql, sqlEmpty, sqlJoin } from "@/server/platform/db";
import type { EpisodeState } from "./episode-state";
import type { Chapter, Episode, Person, TranscriptTag } from "./episodes.schema";

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
      e.audio_key IS NOT NULL AS has_audio, e.state::text AS status, e.state_reason AS status_reason, e.next_retry_at,
      e.transcript_checked_at, t.id IS NOT NULL AS has_transcript, t.source AS transcript_source, t.model AS transcript_model,
      e.transcript_tags, e.persons, coalesce(t.language, e.language) AS language,
      CASE WHEN e.state = 'failed' THEN e.state_reason END AS error_message,
      (SELECT jsonb_build_object('id', j.id, 'type', j.type, 'state', j.state, 'progress', j.progress, 'note', j.progress_note,
          'error', j.error, 'run_at', j.run_at)
        FROM job j WHERE j.episode_id = e.id AND j.state IN ('queued', 'running') ORDER BY j.state DESC, j.id LIMIT 1) AS job,
      e.created_at, e.updated_at
    FROM e JOIN feed f ON f.id = e.feed_id LEFT JOIN transcript t ON t.id = e.preferred_transcript_id
    ORDER BY ${order[page.order]}`;
  return rows.map((row) => ({
    ...row,
    audio_bytes: row.audio_bytes === null ? null : Number(row.audio_bytes),
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
    sql`EXISTS (SELECT 1 FROM feed f WHERE f.id = e.feed_id AND f.deleted_at IS NULL)`,
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
  chaptersUrl: string | null;
  tagUrls: string[];
  state: EpisodeState;
};

export async function listStoredItems(db: DbOrTx, feedId: number): Promise<StoredItem[]> {
  return db.$queryRaw<StoredItem[]>`
    SELECT id, guid, content_hash AS "contentHash", enclosure_key AS "enclosureKey", title, published_at AS "publishedAt", chapters_url AS "chaptersUrl", state::text,
      ARRAY(SELECT tag->>'url' FROM jsonb_array_elements(transcript_tags) tag) AS "tagUrls"
    FROM episode WHERE feed_id = ${feedId}`;
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

export type StateChange = {
  from: EpisodeState;
  to: EpisodeState;
  reason: string | null;
  nextRetryAt: Date | null;
  checkedAt?: Date | undefined;
  lookupFailures?: number | undefined;
};

/** Moves an episode on, unless it has left `from` meanwhile. */
export async function changeState(db: DbOrTx, id: number, change: StateChange): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE episode SET state = ${change.to}::episode_state, state_reason = ${change.reason}, next_retry_at = ${change.nextRetryAt},
      transcript_checked_at = coalesce(${change.checkedAt ?? null}::timestamptz, transcript_checked_at),
      lookup_failures = coalesce(${change.lookupFailures ?? null}::int, lookup_failures),
      state_changed_at = CASE WHEN state = ${change.to}::episode_state THEN state_changed_at ELSE now() END, updated_at = now()
    WHERE id = ${id} AND state = ${change.from}::episode_state`) > 0
  );
}

/** Where the chapters of an episode of a live feed lie. Null when its feed names none. */
export async function findChaptersUrl(db: DbOrTx, id: number): Promise<{ feedId: number; chaptersUrl: string } | null> {
  const row = await db.episode.findFirst({
    where: { id, chaptersUrl: { not: null }, feed: { deletedAt: null } },
    select: { feedId: true, chaptersUrl: true },
  });
  return row?.chaptersUrl ? { feedId: row.feedId, chaptersUrl: row.chaptersUrl } : null;
}

export async function setLinkedChapters(db: DbOrTx, id: number, chapters: readonly Chapter[]): Promise<void> {
  await db.$executeRaw`UPDATE episode SET linked_chapters = ${JSON.stringify(chapters)}::jsonb, updated_at = now() WHERE id = ${id}`;
}

/** The chapters of the document that the feed names, or else those in the feed. */
export async function listChapters(db: DbOrTx, id: number): Promise<Chapter[]> {
  const rows = await db.$queryRaw<{ chapters: Chapter[] }[]>`
    SELECT CASE WHEN linked_chapters <> '[]' THEN linked_chapters ELSE feed_chapters END AS chapters FROM episode WHERE id = ${id}`;
  return rows[0]?.chapters ?? [];
}

/** When the newest episodes of a feed were published, newest first. */
export async function listNewestDates(db: DbOrTx, feedId: number, limit: number): Promise<Date[]> {
  const rows = await db.$queryRaw<{ publishedAt: Date }[]>`
    SELECT published_at AS "publishedAt" FROM episode WHERE feed_id = ${feedId} AND published_at IS NOT NULL
    ORDER BY published_at DESC, id DESC LIMIT ${limit}`;
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

/** What a lookup for a transcript needs to know. */
export type LookupSubject = {
  id: number;
  feedId: number;
  title: string;
  state: EpisodeState;
  publishedAt: Date | null;
  createdAt: Date;
  language: string | null;
  transcriptTags: TranscriptTag[];
  preferredTranscriptId: number | null;
  lookupFailures: number;
};

/** Null also when the feed lies in the trash. */
export async function findLookupSubject(db: DbOrTx, id: number): Promise<LookupSubject | null> {
  const rows = await db.$queryRaw<LookupSubject[]>`
    SELECT e.id, e.feed_id AS "feedId", e.title, e.state::text, e.published_at AS "publishedAt", e.created_at AS "createdAt", e.language,
      e.transcript_tags AS "transcriptTags", e.preferred_transcript_id AS "preferredTranscriptId", e.lookup_failures AS "lookupFailures"
    FROM episode e JOIN feed f ON f.id = e.feed_id WHERE e.id = ${id} AND f.deleted_at IS NULL`;
  return rows[0] ?? null;
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

/** One episode, or all of a feed, as far as they have a transcript. */
export async function listReadable(
  db: DbOrTx,
  which: { id: number } | { feedId: number },
): Promise<{ episodeId: number; transcriptId: number }[]> {
  const rows = await db.episode.findMany({
    where: { ...which, preferredTranscriptId: { not: null } },
    select: { id: true, preferredTranscriptId: true },
  });
  return rows.flatMap(({ id, preferredTranscriptId: transcriptId }) =>
    transcriptId === null ? [] : [{ episodeId: id, transcriptId }],
  );
}

export async function listDueRetries(db: DbOrTx, due: { now: Date; limit: number }): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT e.id FROM episode e JOIN feed f ON f.id = e.feed_id
    WHERE e.next_retry_at <= ${due.now} AND e.state = 'awaiting_transcript' AND f.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM job j WHERE j.type = 'fetchTranscript' AND j.episode_id = e.id AND j.state IN ('queued', 'running'))
    ORDER BY e.next_retry_at LIMIT ${due.limit}`;
  return rows.map((row) => row.id);
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
