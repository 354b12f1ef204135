import type { DbOrTx } from "@/server/platform/db";

/** An episode as it is passed on to podcast apps. */
export type EpisodeToPublish = {
  id: number;
  guid: string;
  title: string;
  description: string | null;
  link: string | null;
  author: string | null;
  imageUrl: string | null;
  publishedAt: Date | null;
  durationSeconds: number | null;
  season: number | null;
  number: number | null;
  episodeType: string | null;
  enclosureUrl: string;
  enclosureType: string | null;
  enclosureBytes: number | null;
  hasChapters: boolean;
  transcript: { isTimed: boolean; language: string | null } | null;
};

/** One page of a feed's episodes, newest first. */
export async function listToPublish(
  db: DbOrTx,
  page: { feedId: number; limit: number; offset: number },
): Promise<EpisodeToPublish[]> {
  return db.$queryRaw<EpisodeToPublish[]>`
    SELECT e.id, coalesce(e.feed_guid, e.guid) AS guid, e.title, e.description, e.link, e.author, e.image_url AS "imageUrl",
      e.published_at AS "publishedAt", e.duration_seconds AS "durationSeconds", e.season, e.number, e.episode_type AS "episodeType",
      e.enclosure_url AS "enclosureUrl", e.enclosure_type AS "enclosureType", e.enclosure_bytes::float8 AS "enclosureBytes",
      e.linked_chapters <> '[]' OR e.feed_chapters <> '[]' AS "hasChapters",
      CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('isTimed', t.is_timed, 'language', coalesce(t.language, e.language)) END
        AS transcript
    FROM episode e LEFT JOIN transcript t ON t.id = e.preferred_transcript_id WHERE e.feed_id = ${page.feedId}
    ORDER BY e.published_at DESC NULLS LAST, e.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`;
}
