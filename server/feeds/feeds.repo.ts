import type { Prisma } from "@/server/generated/prisma/client";
import { type DbOrTx, type Sql, sql, sqlEmpty } from "@/server/platform/db";
import type { TranscriptPolicy } from "@/server/settings/catalog";
import { type Feed, type FeedPriority, PocketcastsMatch } from "./feeds.schema";

/** What a refresh needs to know of a feed. */
export type FeedSource = {
  id: number;
  url: string;
  title: string;
  podcastGuid: string | null;
  language: string | null;
  etag: string | null;
  lastModified: string | null;
  failureCount: number;
  lastError: string | null;
  pollIntervalSeconds: number;
  credentials: Uint8Array | null;
  /** Of the addresses that it had before. */
  formerUrlKeys: string[];
  languageOverride: string | null;
  priority: FeedPriority;
  isComplete: boolean;
  isArchiveRead: boolean;
  /** Where reading its archive goes on, sealed. */
  archivePlace: Uint8Array | null;
  /** Of a look that is under way, or that broke off. */
  lookBeganAt: Date | null;
};

/** The address that a look was at, and what opened it: what it found out holds for no other. */
export type Address = Pick<FeedSource, "id" | "url" | "credentials">;

export type FeedMetadata = {
  title: string;
  description: string | null;
  author: string | null;
  link: string | null;
  imageUrl: string | null;
  language: string | null;
  categories: string[];
  podcastGuid: string | null;
  isLocked: boolean;
  isComplete: boolean;
};

/** Live feeds by title, each with its counts, in one query. */
export async function listFeeds(db: DbOrTx): Promise<Feed[]> {
  return selectFeeds(db, sql`f.deleted_at IS NULL`);
}

export async function findFeed(db: DbOrTx, id: number): Promise<Feed | null> {
  const [feed] = await selectFeeds(db, sql`f.deleted_at IS NULL AND f.id = ${id}`);
  return feed ?? null;
}

async function selectFeeds(db: DbOrTx, where: Sql): Promise<Feed[]> {
  const rows = await db.$queryRaw<Feed[]>`
    SELECT f.id, f.url, f.title, f.custom_title, coalesce(f.custom_title, f.title) AS display_title, f.description, f.author, f.link,
      f.image_url, coalesce(f.language_override, f.language) AS language, f.categories, f.podcast_guid, f.itunes_id, f.last_polled_at AS last_polled,
      f.next_poll_at AS next_poll, f.poll_interval_seconds, f.is_paused, f.failure_count, f.last_error,
      f.credentials IS NOT NULL AS has_credentials, f.is_locked, f.is_complete,
      jsonb_build_object('language', f.language_override, 'transcript_policy', f.transcript_policy, 'auto_download', f.auto_download,
        'keep_audio', f.keep_audio, 'model', f.speech_model, 'priority', f.priority) AS settings, coalesce(c.total, 0)::int AS episode_count, coalesce(c.completed, 0)::int AS transcript_count,
      coalesce(c.by_state, '{}') AS status_counts,
      (SELECT jsonb_build_object('uuid', s.uuid, 'title', s.title, 'author', s.author, 'score', s.score, 'is_by_hand', s.is_by_hand,
          'reason', s.reason, 'failure', s.failure, 'searched_at', s.searched_at, 'listed_at', s.listed_at,
          'episode_count', s.episode_count, 'transcript_count', s.transcript_count)
        FROM pocketcasts_show s WHERE s.feed_id = f.id) AS pocketcasts,
      (SELECT jsonb_build_object('id', j.id, 'state', j.state, 'progress', j.progress, 'note', j.progress_note) FROM job j
        WHERE j.feed_id = f.id AND j.type = 'refreshFeed' AND j.state IN ('queued', 'running') LIMIT 1) AS refresh_job,
      f.created_at, f.updated_at
    FROM feed f LEFT JOIN LATERAL (
      SELECT sum(n) AS total, sum(n) FILTER (WHERE state = 'completed') AS completed, jsonb_object_agg(state, n) AS by_state
      FROM (SELECT e.state, count(*)::int AS n FROM episode e WHERE e.feed_id = f.id GROUP BY e.state) s
    ) c ON true
    WHERE ${where} ORDER BY lower(coalesce(f.custom_title, f.title)), f.id`;
  // Times within JSON come as text.
  return rows.map((row) => ({ ...row, pocketcasts: row.pocketcasts && PocketcastsMatch.parse(row.pocketcasts) }));
}

/** Inserts a subscription. Null when a live feed has this address already. */
export async function insertIfNew(
  db: DbOrTx,
  feed: FeedMetadata & {
    url: string;
    urlKey: string;
    credentials: Uint8Array<ArrayBuffer> | null;
    itunesId: string | null;
  },
): Promise<number | null> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    INSERT INTO feed (url, url_key, credentials, itunes_id, title, description, author, link, image_url, language, categories,
      podcast_guid, is_locked, is_complete, next_poll_at)
    VALUES (${feed.url}, ${feed.urlKey}, ${feed.credentials}, ${feed.itunesId}, ${feed.title}, ${feed.description}, ${feed.author},
      ${feed.link}, ${feed.imageUrl}, ${feed.language}, ${feed.categories}, ${feed.podcastGuid}, ${feed.isLocked},
      ${feed.isComplete}, now())
    ON CONFLICT (url_key) WHERE deleted_at IS NULL DO NOTHING RETURNING id`;
  return rows[0]?.id ?? null;
}

/** By the address that it has or had, or by the podcast:guid. */
export async function findLive(
  db: DbOrTx,
  key: { urlKey: string } | { podcastGuid: string },
): Promise<{ id: number; title: string } | null> {
  const where =
    "urlKey" in key
      ? { OR: [{ urlKey: key.urlKey }, { formerUrlKeys: { has: key.urlKey } }] }
      : { podcastGuid: key.podcastGuid };
  const row = await db.feed.findFirst({
    where: { ...where, deletedAt: null },
    select: { id: true, title: true, customTitle: true },
  });
  return row && { id: row.id, title: row.customTitle ?? row.title };
}

export async function findSource(db: DbOrTx, id: number): Promise<FeedSource | null> {
  return db.feed.findFirst({
    where: { id, deletedAt: null },
    select: {
      id: true,
      url: true,
      title: true,
      podcastGuid: true,
      language: true,
      etag: true,
      lastModified: true,
      failureCount: true,
      lastError: true,
      pollIntervalSeconds: true,
      credentials: true,
      formerUrlKeys: true,
      languageOverride: true,
      priority: true,
      isComplete: true,
      isArchiveRead: true,
      archivePlace: true,
      lookBeganAt: true,
    },
  });
}

/** What was set for a live feed; null for what was not. */
export async function findOwnPolicy(
  db: DbOrTx,
  id: number,
): Promise<{
  transcriptPolicy: TranscriptPolicy | null;
  autoDownload: boolean | null;
  keepAudio: boolean | null;
  speechModel: string | null;
  createdAt: Date;
} | null> {
  return db.feed.findFirst({
    where: { id, deletedAt: null },
    select: { transcriptPolicy: true, autoDownload: true, keepAudio: true, speechModel: true, createdAt: true },
  });
}

/** The one that was set for it, or else its own. */
export async function findLanguage(db: DbOrTx, id: number): Promise<string | null> {
  const row = await db.feed.findFirst({ where: { id }, select: { language: true, languageOverride: true } });
  return row?.languageOverride ?? row?.language ?? null;
}

type NewAddress = { url: string; urlKey: string; credentials: Uint8Array<ArrayBuffer> | null };

/**
 * Gives a feed another address and remembers the one that it had. What was known of the old place, its validators and how
 * much of its archive was read, says nothing about the new one. With `from`, only while that is still its address; without,
 * a look is due. False when a live feed has the new address already.
 */
export async function moveFeed(db: DbOrTx, id: number, to: NewAddress, from?: Address): Promise<boolean> {
  const isThere = from ? sql`AND url = ${from.url} AND credentials IS NOT DISTINCT FROM ${from.credentials}` : sqlEmpty;
  // A job that is just ending keeps another one from being queued now.
  const isDue = from ? sqlEmpty : sql`next_poll_at = now(),`;
  return (
    (await db.$executeRaw`
    UPDATE feed SET url = ${to.url}, url_key = ${to.urlKey}, credentials = ${to.credentials}, updated_at = now(),
      ${isDue} etag = NULL, last_modified = NULL, is_archive_read = false, archive_place = NULL,
      former_url_keys = CASE WHEN url_key = ${to.urlKey} THEN former_url_keys
        ELSE array_append(array_remove(former_url_keys, ${to.urlKey}), url_key) END
    WHERE id = ${id} AND deleted_at IS NULL ${isThere}
      AND NOT EXISTS (SELECT 1 FROM feed o WHERE o.url_key = ${to.urlKey} AND o.deleted_at IS NULL AND o.id <> ${id})`) >
    0
  );
}

/** What may be set for a feed. Undefined leaves a value as it is, null takes it away. */
export type FeedChanges = {
  customTitle?: string | null | undefined;
  isPaused?: boolean | undefined;
  languageOverride?: string | null | undefined;
  transcriptPolicy?: TranscriptPolicy | null | undefined;
  autoDownload?: boolean | null | undefined;
  keepAudio?: boolean | null | undefined;
  speechModel?: string | null | undefined;
  priority?: FeedPriority | undefined;
};

export async function changeFeed(db: DbOrTx, id: number, changes: FeedChanges): Promise<boolean> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const data: Prisma.FeedUpdateManyMutationInput = Object.fromEntries(given);
  return (await db.feed.updateMany({ where: { id, deletedAt: null }, data })).count > 0;
}

export async function listDuePolls(db: DbOrTx, due: { now: Date; limit: number }): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT f.id FROM feed f WHERE f.next_poll_at <= ${due.now} AND f.deleted_at IS NULL AND NOT f.is_paused
      AND NOT EXISTS (SELECT 1 FROM job j WHERE j.type = 'refreshFeed' AND j.feed_id = f.id AND j.state IN ('queued', 'running'))
    ORDER BY f.next_poll_at LIMIT ${due.limit}`;
  return rows.map((row) => row.id);
}
