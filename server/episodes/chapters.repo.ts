import type { DbOrTx } from "@/server/platform/db";
import type { Chapter } from "./episodes.schema";

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
