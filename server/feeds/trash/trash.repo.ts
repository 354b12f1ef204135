import type { JobPayload } from "@/server/jobs/catalog";
import type { DbOrTx } from "@/server/platform/db";

/**
 * What is being done with the files of a deleted feed: they are on their way to the trash, lie there, are on their way back,
 * or are removed for ever.
 */
export type TrashStep = "moving" | "kept" | "restoring" | "purging";

export type TrashedFeed = { id: number; step: TrashStep; folder: string };

/** Takes the lease on a feed's files, unless somebody has it. */
export async function takeLease(
  db: DbOrTx,
  id: number,
  lease: { token: string; now: Date; until: Date },
): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE feed SET files_lease = ${lease.token}::uuid, files_lease_until = ${lease.until}
    WHERE id = ${id} AND (files_lease_until IS NULL OR files_lease_until < ${lease.now})`) > 0
  );
}

/** Prolongs a lease, or ends it with null. */
export async function setLeaseEnd(db: DbOrTx, id: number, token: string, until: Date | null): Promise<void> {
  await db.$executeRaw`UPDATE feed SET files_lease_until = ${until} WHERE id = ${id} AND files_lease = ${token}::uuid`;
}

export async function exists(db: DbOrTx, id: number): Promise<boolean> {
  return (await db.feed.count({ where: { id } })) > 0;
}

export async function findTrashed(db: DbOrTx, id: number): Promise<TrashedFeed | null> {
  const row = await db.feed.findUnique({ where: { id }, select: { id: true, trashStep: true, trashFolder: true } });
  return row?.trashStep && row.trashFolder ? { id, step: row.trashStep, folder: row.trashFolder } : null;
}

export async function markDeleted(db: DbOrTx, id: number, mark: { at: Date; folder: string }): Promise<boolean> {
  const { count } = await db.feed.updateMany({
    where: { id, deletedAt: null },
    data: { deletedAt: mark.at, trashFolder: mark.folder, trashStep: "moving" },
  });
  return count > 0;
}

/** False when a live feed has the address by now, when it is being purged, or when it is not in the trash. */
export async function markRestoring(db: DbOrTx, id: number): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE feed SET trash_step = 'restoring' WHERE id = ${id} AND trash_step <> 'purging'
      AND NOT EXISTS (SELECT 1 FROM feed o WHERE o.url_key = feed.url_key AND o.deleted_at IS NULL)`) > 0
  );
}

/** From now on it cannot be restored. With `deletedBefore` only if it has lain there for so long. */
export async function markPurging(db: DbOrTx, id: number, deletedBefore?: Date): Promise<boolean> {
  const deletedAt = deletedBefore ? { lt: deletedBefore } : { not: null };
  return (await db.feed.updateMany({ where: { id, deletedAt }, data: { trashStep: "purging" } })).count > 0;
}

/** Takes a step, if the feed is still where the caller saw it. */
export async function takeStep(db: DbOrTx, id: number, step: { from: TrashStep; to: TrashStep }): Promise<void> {
  await db.feed.updateMany({ where: { id, trashStep: step.from }, data: { trashStep: step.to } });
}

/** Makes a feed live again. False when a live feed has its address by now. */
export async function unmarkDeleted(db: DbOrTx, id: number): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE feed SET deleted_at = NULL, trash_step = NULL, trash_folder = NULL, updated_at = now()
    WHERE id = ${id} AND trash_step = 'restoring'
      AND NOT EXISTS (SELECT 1 FROM feed o WHERE o.url_key = feed.url_key AND o.deleted_at IS NULL)`) > 0
  );
}

export async function findDeleted(db: DbOrTx, id: number): Promise<{ urlKey: string; step: TrashStep | null } | null> {
  const row = await db.feed.findFirst({
    where: { id, deletedAt: { not: null } },
    select: { urlKey: true, trashStep: true },
  });
  return row && { urlKey: row.urlKey, step: row.trashStep };
}

/** Remembers which transcripts are still to be indexed (anew), before their jobs are cancelled. */
export async function forgetOutdatedIndexes(db: DbOrTx, id: number): Promise<void> {
  await db.$executeRaw`
    UPDATE transcript t SET indexed_at = NULL FROM job j JOIN episode e ON e.id = j.episode_id
    WHERE e.feed_id = ${id} AND j.type = 'indexTranscript' AND j.state IN ('queued', 'running')
      AND t.id = (j.payload->>'transcriptId')::int`;
}

/** What was to be done for the episodes of a feed when its jobs were cancelled. */
export async function listUnfinished(
  db: DbOrTx,
  id: number,
): Promise<{
  lookups: number[];
  chapters: number[];
  unindexed: { episodeId: number; transcriptId: number }[];
  withdrawals: JobPayload<"withdrawTranscripts">[];
}> {
  const [fresh, chapters, unindexed, withdrawals] = [
    await db.episode.findMany({ where: { feedId: id, state: "new" }, select: { id: true } }),
    await db.episode.findMany({
      where: { feedId: id, chaptersUrl: { not: null }, linkedChapters: { equals: [] } },
      select: { id: true },
    }),
    await db.$queryRaw<{ episodeId: number; transcriptId: number }[]>`
      SELECT e.id AS "episodeId", t.id AS "transcriptId" FROM episode e JOIN transcript t ON t.id = e.preferred_transcript_id
      WHERE e.feed_id = ${id} AND t.indexed_at IS NULL`,
    await db.$queryRaw<{ payload: JobPayload<"withdrawTranscripts"> }[]>`
      SELECT DISTINCT payload FROM job WHERE feed_id = ${id} AND type = 'withdrawTranscripts' AND state = 'cancelled'`,
  ];
  return {
    lookups: fresh.map((episode) => episode.id),
    chapters: chapters.map((episode) => episode.id),
    unindexed,
    withdrawals: withdrawals.map((job) => job.payload),
  };
}

/** Deletes some episodes of a feed with all that hangs on them. Answers how many. */
export async function deleteEpisodes(db: DbOrTx, feedId: number, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM episode WHERE id IN (SELECT id FROM episode WHERE feed_id = ${feedId} ORDER BY id LIMIT ${limit})`;
}

/** Deletes the feed and remembers that there was one. */
export async function deleteForEver(db: DbOrTx, id: number, at: Date): Promise<void> {
  await db.$executeRaw`INSERT INTO purged_feed (feed_id, purged_at) VALUES (${id}, ${at}) ON CONFLICT DO NOTHING`;
  await db.feed.deleteMany({ where: { id, trashStep: "purging" } });
}

export type TrashRow = {
  id: number;
  title: string;
  url: string;
  image_url: string | null;
  deleted_at: Date;
  step: TrashStep;
  episodes: number;
  transcripts: number;
  bytes: number;
};

/** What lies in the trash, the newest first. Bytes are those of the stored audio and of the transcripts' originals. */
export async function listTrash(db: DbOrTx): Promise<TrashRow[]> {
  return db.$queryRaw<TrashRow[]>`
    SELECT f.id, coalesce(f.custom_title, f.title) AS title, f.url, f.image_url, f.deleted_at, f.trash_step::text AS step,
      (SELECT count(*)::int FROM episode e WHERE e.feed_id = f.id) AS episodes, t.count::int AS transcripts,
      (t.bytes + (SELECT coalesce(sum(e.audio_size_bytes), 0) FROM episode e
        WHERE e.feed_id = f.id AND e.audio_key IS NOT NULL))::float8 AS bytes
    FROM feed f, LATERAL (
      SELECT count(*) AS count, coalesce(sum(t.size_bytes), 0) AS bytes
      FROM transcript t JOIN episode e ON e.id = t.episode_id WHERE e.feed_id = f.id
    ) t
    WHERE f.deleted_at IS NOT NULL ORDER BY f.deleted_at DESC, f.id DESC`;
}

/** Feeds whose files are on their way somewhere, while nobody is moving them. */
export async function listUnsettled(db: DbOrTx, now: Date): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM feed WHERE deleted_at IS NOT NULL AND trash_step <> 'kept'
      AND (files_lease_until IS NULL OR files_lease_until < ${now}) ORDER BY deleted_at`;
  return rows.map((row) => row.id);
}

export async function listDeletedBefore(db: DbOrTx, before: Date): Promise<number[]> {
  const rows = await db.feed.findMany({ where: { deletedAt: { lt: before } }, select: { id: true } });
  return rows.map((row) => row.id);
}

/** Of these feeds, the ones that lie in the trash and the ones that are gone for ever. */
export async function findGone(db: DbOrTx, ids: readonly number[]): Promise<{ kept: number[]; purged: number[] }> {
  const kept = await db.feed.findMany({ where: { id: { in: [...ids] }, trashStep: "kept" }, select: { id: true } });
  const purged = await db.purgedFeed.findMany({ where: { feedId: { in: [...ids] } }, select: { feedId: true } });
  return { kept: kept.map((row) => row.id), purged: purged.map((row) => row.feedId) };
}
