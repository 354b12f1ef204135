import type { DbOrTx } from "@/server/platform/db";

/** Keys once ended in a hash of what is secret in an address, which could be found by trying. */
const HASHED = "#[A-Za-z0-9_-]{16}$";

type HashedFeed = { id: number; url: string; credentials: Uint8Array };

export async function listHashedKeys(db: DbOrTx): Promise<HashedFeed[]> {
  return db.$queryRaw<HashedFeed[]>`
    SELECT id, url, credentials FROM feed WHERE url_key ~ ${HASHED} AND credentials IS NOT NULL ORDER BY id`;
}

/** A live feed that has the key already keeps it. */
export async function changeKey(db: DbOrTx, { id, urlKey }: { id: number; urlKey: string }): Promise<void> {
  await db.$executeRaw`
    UPDATE feed SET url_key = ${urlKey} WHERE id = ${id}
      AND NOT EXISTS (SELECT 1 FROM feed o WHERE o.url_key = ${urlKey} AND o.deleted_at IS NULL AND o.id <> ${id})`;
}

/** The secrets of former addresses are not known any more: their keys cannot be made anew. */
export async function forgetHashedFormerKeys(db: DbOrTx): Promise<void> {
  await db.$executeRaw`
    UPDATE feed SET former_url_keys = ARRAY(SELECT k FROM unnest(former_url_keys) k WHERE k !~ ${HASHED})
    WHERE EXISTS (SELECT 1 FROM unnest(former_url_keys) k WHERE k ~ ${HASHED})`;
}
