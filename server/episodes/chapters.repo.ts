import type { DbOrTx } from "@/server/platform/db";
import type { Chapter } from "./episodes.schema";

/** Where the chapters of an episode lie, and since when there is the episode: for its listeners, and here. */
export type ChaptersSource = { feedId: number; chaptersUrl: string; publishedAt: Date | null; seenAt: Date };

/** Null when the feed is not live, or names no chapters for the episode. */
export async function findChaptersSource(db: DbOrTx, id: number): Promise<ChaptersSource | null> {
  const row = await db.episode.findFirst({
    where: { id, chaptersUrl: { not: null }, feed: { deletedAt: null } },
    select: { feedId: true, chaptersUrl: true, publishedAt: true, createdAt: true },
  });
  if (!row?.chaptersUrl) return null;
  const { feedId, chaptersUrl, publishedAt, createdAt } = row;
  return { feedId, chaptersUrl, publishedAt, seenAt: createdAt };
}

/** False when the feed names another document by now. */
export async function setLinkedChapters(
  db: DbOrTx,
  id: number,
  { url, chapters }: { url: string; chapters: readonly Chapter[] },
): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE episode SET linked_chapters = ${JSON.stringify(chapters)}::jsonb, chapters_retry_at = NULL, updated_at = now()
    WHERE id = ${id} AND chapters_url = ${url}`) > 0
  );
}

/** When a document that is not there is asked for again; null for never. False when the feed names another one by now. */
export async function setChaptersRetry(
  db: DbOrTx,
  id: number,
  { url, at }: { url: string; at: Date | null },
): Promise<boolean> {
  return (
    (await db.$executeRaw`
    UPDATE episode SET chapters_retry_at = ${at}::timestamptz WHERE id = ${id} AND chapters_url = ${url}`) > 0
  );
}

/** Should the look at them that is queued never come to its end, chapters are asked for again at `at`. */
export async function expectChapters(db: DbOrTx, { ids, at }: { ids: readonly number[]; at: Date }): Promise<void> {
  if (ids.length > 0)
    await db.$executeRaw`UPDATE episode SET chapters_retry_at = ${at} WHERE id = ANY(${[...ids]}::int[])`;
}

/**
 * Takes the episodes whose chapters are to be asked for again, the longest due first: each is answered once until `again`, when
 * it is due anew if nobody has said how that look ended.
 */
export async function takeDueChapters(db: DbOrTx, due: { now: Date; again: Date; limit: number }): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    UPDATE episode SET chapters_retry_at = CASE WHEN chapters_url IS NOT NULL THEN ${due.again}::timestamptz END WHERE id IN (
      SELECT e.id FROM episode e JOIN feed f ON f.id = e.feed_id WHERE e.chapters_retry_at <= ${due.now} AND f.deleted_at IS NULL
      ORDER BY e.chapters_retry_at LIMIT ${due.limit} FOR UPDATE OF e SKIP LOCKED
    ) RETURNING id`;
  return rows.map((row) => row.id);
}

/** The chapters of the document that the feed names, or else those in the feed. */
export async function listChapters(db: DbOrTx, id: number): Promise<Chapter[]> {
  const rows = await db.$queryRaw<{ chapters: Chapter[] }[]>`
    SELECT CASE WHEN linked_chapters <> '[]' THEN linked_chapters ELSE feed_chapters END AS chapters FROM episode WHERE id = ${id}`;
  return rows[0]?.chapters ?? [];
}
