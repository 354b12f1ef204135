import { type DbOrTx, sql } from "@/server/platform/db";

/** What tells one subscription from another. `urlKeys` are of the address that it has, with and without its token, and of those that it had. */
export type LiveFeed = { id: number; title: string; urlKeys: string[]; itunesId: string | null };

/** Lists that were exported name the address of a private feed without its token. */
const keyWithoutToken = sql`split_part(url_key, '#', 1)`;

/** The live feeds that have one of these addresses (in canonical form) or iTunes IDs; those of a token before those that are known by the address itself. */
export async function listLiveAmong(
  db: DbOrTx,
  { urlKeys, itunesIds }: { urlKeys: string[]; itunesIds: string[] },
): Promise<LiveFeed[]> {
  return db.$queryRaw<LiveFeed[]>`
    SELECT id, coalesce(custom_title, title) AS title, ARRAY[url_key, ${keyWithoutToken}] || former_url_keys AS "urlKeys",
      itunes_id AS "itunesId"
    FROM feed WHERE deleted_at IS NULL
      AND (url_key = ANY(${urlKeys}) OR ${keyWithoutToken} = ANY(${urlKeys}) OR former_url_keys && ${urlKeys}::text[] OR itunes_id = ANY(${itunesIds}))
    ORDER BY url_key = ${keyWithoutToken}, id`;
}

/** Every live feed by title, as other programs are to know it. */
export async function listSubscriptions(db: DbOrTx): Promise<{ url: string; title: string; link: string | null }[]> {
  return db.$queryRaw`
    SELECT url, coalesce(custom_title, title) AS title, link FROM feed
    WHERE deleted_at IS NULL ORDER BY lower(coalesce(custom_title, title)), id`;
}

/** A podcast as it is looked for by name. `title` is its own, if it has one. */
export type FeedName = {
  id: number;
  title: string;
  publishers_title: string;
  author: string | null;
  image_url: string | null;
};

/** Every live feed by title, and nothing that would have to be counted. */
export async function listFeedNames(db: DbOrTx): Promise<FeedName[]> {
  return db.$queryRaw<FeedName[]>`
    SELECT id, coalesce(custom_title, title) AS title, title AS publishers_title, author, image_url FROM feed
    WHERE deleted_at IS NULL ORDER BY lower(coalesce(custom_title, title)), id`;
}

export type UnreadFeed = { url: string; urlKey: string; credentials: Uint8Array | null; title: string };

/** Inserts subscriptions of which nothing is known but address and title. Answers those that no live feed had. */
export async function insertUnread(
  db: DbOrTx,
  feeds: readonly UnreadFeed[],
): Promise<{ id: number; urlKey: string }[]> {
  const rows = feeds.map(({ url, urlKey, credentials, title }) => ({
    url,
    url_key: urlKey,
    credentials: credentials && Buffer.from(credentials).toString("hex"),
    title,
  }));
  return db.$queryRaw<{ id: number; urlKey: string }[]>`
    INSERT INTO feed (url, url_key, credentials, title, next_poll_at)
    SELECT url, url_key, decode(credentials, 'hex'), title, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS f(url text, url_key text, credentials text, title text)
    ON CONFLICT (url_key) WHERE deleted_at IS NULL DO NOTHING RETURNING id, url_key AS "urlKey"`;
}
