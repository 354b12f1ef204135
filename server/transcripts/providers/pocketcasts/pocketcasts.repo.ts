import { type DbOrTx, sql, sqlEmpty } from "@/server/platform/db";
import type { SurveyFacts } from "./decide-survey";
import type { ListedEpisode, ListedFile } from "./read-show-notes";
import type { ShowFacts } from "./score-show";

const DAY_MS = 24 * 3600 * 1000;

/** A feed with what is known of its show. */
export type StoredShow = SurveyFacts & {
  feedId: number;
  failureCount: number;
  reason: string | null;
  /** Its episodes are being stored just now. */
  isBeingRefreshed: boolean;
  feed: ShowFacts;
};

/** Null when the feed is deleted. */
export async function findShow(db: DbOrTx, feedId: number): Promise<StoredShow | null> {
  const rows = await db.$queryRaw<StoredShow[]>`
    SELECT f.id AS "feedId", s.uuid, coalesce(s.is_by_hand, false) AS "isByHand", s.searched_at AS "searchedAt", s.listed_at AS "listedAt",
      s.failure, s.retry_at AS "retryAt", coalesce(s.failure_count, 0) AS "failureCount", s.reason,
      f.content_changed_at AS "contentChangedAt", f.credentials IS NOT NULL AS "isPrivate",
      EXISTS (SELECT 1 FROM job j WHERE j.type = 'refreshFeed' AND j.feed_id = f.id AND j.state = 'running') AS "isBeingRefreshed",
      jsonb_build_object('title', f.title, 'author', f.author, 'feedUrl', f.url, 'siteUrl', f.link, 'itunesId', f.itunes_id) AS feed
    FROM feed f LEFT JOIN pocketcasts_show s ON s.feed_id = f.id WHERE f.id = ${feedId} AND f.deleted_at IS NULL`;
  return rows[0] ?? null;
}

type Lease = { feedId: number; token: string };

/** False while somebody else holds it. */
export async function takeLease(db: DbOrTx, lease: Lease & { now: Date; until: Date }): Promise<boolean> {
  return (
    (await db.$executeRaw`
    INSERT INTO pocketcasts_show AS s (feed_id, lease_token, lease_until) VALUES (${lease.feedId}, ${lease.token}::uuid, ${lease.until})
    ON CONFLICT (feed_id) DO UPDATE SET lease_token = excluded.lease_token, lease_until = excluded.lease_until
    WHERE s.lease_until IS NULL OR s.lease_until < ${lease.now}`) > 0
  );
}

export async function releaseLease(db: DbOrTx, { feedId, token }: Lease): Promise<void> {
  await db.$executeRaw`
    UPDATE pocketcasts_show SET lease_token = NULL, lease_until = NULL WHERE feed_id = ${feedId} AND lease_token = ${token}::uuid`;
}

export type MatchedShow = { uuid: string; title: string; author: string | null; score: number; reason: string };

/** The lease stays: the list is still to be read. False when the lease is lost. */
export async function saveMatch(db: DbOrTx, lease: Lease, match: MatchedShow, at: Date): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE pocketcasts_show SET uuid = ${match.uuid}, title = ${match.title}, author = ${match.author}, score = ${match.score},
      reason = ${match.reason}, is_by_hand = false, searched_at = ${at}, listed_at = NULL
    WHERE feed_id = ${lease.feedId} AND lease_token = ${lease.token}::uuid`) > 0
  );
}

/** What came nearest is kept for a person to judge. Ends the lease. */
export async function saveNoMatch(
  db: DbOrTx,
  lease: Lease,
  nearest: { title: string | null; author: string | null; score: number | null; reason: string },
  at: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE pocketcasts_show SET uuid = NULL, title = ${nearest.title}, author = ${nearest.author}, score = ${nearest.score},
      reason = ${nearest.reason}, is_by_hand = false, searched_at = ${at}, surveyed_at = ${at}, listed_at = NULL,
      failure = NULL, failure_count = 0, retry_at = NULL, lease_token = NULL, lease_until = NULL
    WHERE feed_id = ${lease.feedId} AND lease_token = ${lease.token}::uuid`;
}

/** Ends the lease; what was known before stays. */
export async function saveFailure(
  db: DbOrTx,
  lease: Lease,
  failure: { message: string; count: number; retryAt: Date },
): Promise<void> {
  await db.$executeRaw`
    UPDATE pocketcasts_show SET failure = ${failure.message}, failure_count = ${failure.count}, retry_at = ${failure.retryAt},
      lease_token = NULL, lease_until = NULL
    WHERE feed_id = ${lease.feedId} AND lease_token = ${lease.token}::uuid`;
}

/** Ends the lease, first thing in the transaction that stores the list. False when it is lost: then nothing may be stored. */
export async function markListed(
  tx: DbOrTx,
  lease: Lease,
  list: { at: Date; title: string | null; author: string | null; episodeCount: number; transcriptCount: number },
): Promise<boolean> {
  return (
    (await tx.$executeRaw`
    UPDATE pocketcasts_show SET listed_at = ${list.at}, surveyed_at = ${list.at}, title = coalesce(title, ${list.title}),
      author = coalesce(author, ${list.author}), episode_count = ${list.episodeCount}, transcript_count = ${list.transcriptCount},
      failure = NULL, failure_count = 0, retry_at = NULL, lease_token = NULL, lease_until = NULL
    WHERE feed_id = ${lease.feedId} AND lease_token = ${lease.token}::uuid`) > 0
  );
}

/** Which file of Pocket Casts belongs to which of our episodes. */
export type Offer = { episodeId: number; files: ListedFile[] };

export async function listOffers(db: DbOrTx, feedId: number): Promise<Offer[]> {
  return db.$queryRaw<Offer[]>`
    SELECT episode_id AS "episodeId", files FROM pocketcasts_episode WHERE feed_id = ${feedId} AND episode_id IS NOT NULL AND files <> '[]'`;
}

export async function replaceList(
  tx: DbOrTx,
  feedId: number,
  episodes: readonly (ListedEpisode & { episodeId: number | null })[],
): Promise<void> {
  await tx.pocketcastsEpisode.deleteMany({ where: { feedId } });
  await tx.$executeRaw`
    INSERT INTO pocketcasts_episode (feed_id, uuid, title, published_at, duration_seconds, files, episode_id)
    SELECT ${feedId}::int, uuid, title, "publishedAt", "durationSeconds", files, "episodeId"
    FROM jsonb_to_recordset(${JSON.stringify(episodes)}::jsonb) AS p(uuid text, title text, "publishedAt" timestamptz,
      "durationSeconds" int, files jsonb, "episodeId" int)`;
}

/** `showUuid` is the show that listed it. */
export type Listed = { files: ListedFile[]; showUuid: string | null };

/** What Pocket Casts lists for an episode; null when it is not on its list. */
export async function findListed(db: DbOrTx, episodeId: number, lock = sqlEmpty): Promise<Listed | null> {
  const rows = await db.$queryRaw<Listed[]>`
    SELECT p.files, s.uuid AS "showUuid" FROM pocketcasts_episode p JOIN pocketcasts_show s ON s.feed_id = p.feed_id
    WHERE p.episode_id = ${episodeId} ${lock}`;
  return rows[0] ?? null;
}

/** The same, and the match stays what it is until the end of the transaction. */
export const lockListed = (tx: DbOrTx, episodeId: number) => findListed(tx, episodeId, sql`FOR SHARE OF s`);

/** Feeds with episodes that lack a transcript, about which nobody has asked since they last brought something. */
export async function listDueSurveys(db: DbOrTx, due: { now: Date; limit: number }): Promise<number[]> {
  const aDayAgo = new Date(due.now.getTime() - DAY_MS);
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT f.id FROM feed f LEFT JOIN pocketcasts_show s ON s.feed_id = f.id
    WHERE f.deleted_at IS NULL AND (f.credentials IS NULL OR s.uuid IS NOT NULL) AND (s.surveyed_at IS NULL OR s.surveyed_at < f.content_changed_at)
      AND (s.retry_at IS NULL OR s.retry_at <= ${due.now}) AND (s.lease_until IS NULL OR s.lease_until < ${due.now})
      AND NOT (s.feed_id IS NOT NULL AND s.uuid IS NULL AND (s.is_by_hand OR coalesce(s.searched_at > ${aDayAgo}, false)))
      AND NOT EXISTS (SELECT 1 FROM job j WHERE j.type = 'refreshFeed' AND j.feed_id = f.id AND j.state IN ('queued', 'running'))
      AND EXISTS (SELECT 1 FROM episode e WHERE e.feed_id = f.id AND e.state IN ('awaiting_transcript', 'needs_audio', 'downloading', 'audio_ready'))
    ORDER BY f.id LIMIT ${due.limit}`;
  return rows.map((row) => row.id);
}

/** A match that takes the place of another. `score` is null when a person has said so. */
export type ChosenShow = {
  uuid: string | null;
  title: string | null;
  author: string | null;
  score: number | null;
  reason: string;
  isByHand: boolean;
};

/**
 * Forgets the list and failures. Whoever reads a list just now loses the lease, and cannot overwrite this. Answers whether the
 * match was another show before.
 */
export async function replaceMatch(tx: DbOrTx, feedId: number, chosen: ChosenShow, at: Date): Promise<boolean> {
  const [before] = await tx.$queryRaw<{ uuid: string | null }[]>`
    SELECT uuid FROM pocketcasts_show WHERE feed_id = ${feedId} FOR UPDATE`;
  const surveyedAt = chosen.uuid === null ? at : null;
  await tx.pocketcastsEpisode.deleteMany({ where: { feedId } });
  await tx.$executeRaw`
    INSERT INTO pocketcasts_show (feed_id, uuid, title, author, score, reason, is_by_hand, searched_at, surveyed_at)
    VALUES (${feedId}, ${chosen.uuid}, ${chosen.title}, ${chosen.author}, ${chosen.score}, ${chosen.reason}, ${chosen.isByHand}, ${at},
      ${surveyedAt})
    ON CONFLICT (feed_id) DO UPDATE SET uuid = excluded.uuid, title = excluded.title, author = excluded.author, score = excluded.score,
      reason = excluded.reason, is_by_hand = excluded.is_by_hand, searched_at = excluded.searched_at, surveyed_at = excluded.surveyed_at,
      listed_at = NULL, episode_count = 0, transcript_count = 0, failure = NULL, failure_count = 0, retry_at = NULL,
      lease_token = NULL, lease_until = NULL`;
  return before !== undefined && before.uuid !== null && before.uuid !== chosen.uuid;
}
