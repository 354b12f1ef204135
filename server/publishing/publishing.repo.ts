import type { DbOrTx } from "@/server/platform/db";
import type { VaultEpisode, VaultFeed, VaultLibrary } from "./vault/plan-vault";

/** Everything that the vault shows, each episode with a stamp of all that its file is made of. Oldest first. */
export async function readLibrary(db: DbOrTx): Promise<VaultLibrary> {
  const feeds = await db.$queryRaw<VaultFeed[]>`
    SELECT id, coalesce(custom_title, title) AS title, description, link AS url, author FROM feed
    WHERE deleted_at IS NULL ORDER BY id`;
  const episodes = await db.$queryRaw<VaultEpisode[]>`
    SELECT e.id, e.feed_id AS "feedId", e.title, e.published_at AS "publishedAt",
      md5(jsonb_build_array(t.id, t.source, t.model, coalesce(t.language, e.language), e.title, e.published_at, e.link,
        coalesce(e.feed_guid, e.guid), e.enclosure_key, f.credentials IS NULL, e.linked_chapters, e.feed_chapters, coalesce(f.custom_title, f.title),
        (SELECT jsonb_agg(jsonb_build_array(s.label, s.name) ORDER BY s.label, s.episode_id NULLS FIRST) FROM speaker_name s
          WHERE s.feed_id = e.feed_id AND (s.episode_id IS NULL OR s.episode_id = e.id)))::text) AS stamp
    FROM episode e JOIN transcript t ON t.id = e.preferred_transcript_id JOIN feed f ON f.id = e.feed_id
    WHERE f.deleted_at IS NULL ORDER BY e.feed_id, e.published_at NULLS FIRST, e.id`;
  return { feeds, episodes };
}
