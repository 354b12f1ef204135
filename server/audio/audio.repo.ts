import type { DbOrTx } from "@/server/platform/db";
import type { FeedUse } from "./audio.schema";

/** How much audio is stored, in bytes. What lies in the trash is not counted: it goes by itself. */
export async function sumAudio(db: DbOrTx): Promise<number> {
  const rows = await db.$queryRaw<{ bytes: number }[]>`
    SELECT coalesce(sum(e.audio_size_bytes), 0)::float8 AS bytes FROM episode e JOIN feed f ON f.id = e.feed_id
    WHERE e.audio_key IS NOT NULL AND f.deleted_at IS NULL`;
  return rows[0]?.bytes ?? 0;
}

export type DeletableAudio = { id: number; key: string; sizeBytes: number };

/** The stored audio of a feed's episodes that have a transcript, and with which nobody is at work. */
export async function listDeletable(db: DbOrTx, feedId: number): Promise<DeletableAudio[]> {
  return db.$queryRaw<DeletableAudio[]>`
    SELECT e.id, e.audio_key AS key, coalesce(e.audio_size_bytes, 0)::float8 AS "sizeBytes" FROM episode e
    WHERE e.feed_id = ${feedId} AND e.audio_key IS NOT NULL AND e.preferred_transcript_id IS NOT NULL AND e.state <> 'transcribing'
    ORDER BY e.id`;
}

/** What each feed takes, the largest first. Those in the trash are not among them. */
export async function listUse(db: DbOrTx, feedId?: number): Promise<FeedUse[]> {
  return db.$queryRaw<FeedUse[]>`
    SELECT f.id AS feed_id, coalesce(f.custom_title, f.title) AS feed_title, coalesce(a.files, 0)::int AS audio_files,
      coalesce(a.bytes, 0)::float8 AS audio_bytes, coalesce(t.files, 0)::int AS transcript_files, coalesce(t.bytes, 0)::float8 AS transcript_bytes
    FROM feed f
    LEFT JOIN (SELECT feed_id, count(*) AS files, sum(audio_size_bytes) AS bytes FROM episode WHERE audio_key IS NOT NULL GROUP BY 1) a
      ON a.feed_id = f.id
    LEFT JOIN (SELECT e.feed_id, count(*) AS files, sum(t.size_bytes) AS bytes FROM transcript t JOIN episode e ON e.id = t.episode_id GROUP BY 1) t
      ON t.feed_id = f.id
    WHERE f.deleted_at IS NULL AND (${feedId ?? null}::int IS NULL OR f.id = ${feedId ?? null}::int)
    ORDER BY coalesce(a.bytes, 0) + coalesce(t.bytes, 0) DESC, f.id`;
}

/** What the feeds in the trash take. */
export async function sumTrash(db: DbOrTx): Promise<{ feeds: number; bytes: number }> {
  const rows = await db.$queryRaw<{ feeds: number; bytes: number }[]>`
    SELECT (SELECT count(*) FROM feed WHERE deleted_at IS NOT NULL)::int AS feeds, (
      (SELECT coalesce(sum(e.audio_size_bytes), 0) FROM episode e JOIN feed f ON f.id = e.feed_id
        WHERE f.deleted_at IS NOT NULL AND e.audio_key IS NOT NULL)
      + (SELECT coalesce(sum(t.size_bytes), 0) FROM feed f JOIN episode e ON e.feed_id = f.id JOIN transcript t ON t.episode_id = e.id
        WHERE f.deleted_at IS NOT NULL)
    )::float8 AS bytes`;
  return rows[0] ?? { feeds: 0, bytes: 0 };
}

/** The keys of the audio that the record knows in a feed, and of the episodes that are being downloaded. Null when there is no live feed. */
export async function findKnownAudio(
  db: DbOrTx,
  feedId: number,
): Promise<{ keys: Set<string>; downloading: Set<number> } | null> {
  if ((await db.feed.count({ where: { id: feedId, deletedAt: null } })) === 0) return null;
  const downloading = await db.job.findMany({
    where: { type: "downloadAudio", state: { in: ["queued", "running"] }, episode: { feedId } },
    select: { episodeId: true },
  });
  const stored = await db.episode.findMany({ where: { feedId, audioKey: { not: null } }, select: { audioKey: true } });
  return {
    keys: new Set(stored.map((episode) => episode.audioKey ?? "")),
    downloading: new Set(downloading.map((job) => job.episodeId ?? 0)),
  };
}
