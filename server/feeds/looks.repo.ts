import type { DbOrTx } from "@/server/platform/db";
import type { Address, FeedMetadata } from "./feeds.repo";

/**
 * What a look at a feed writes down. Each answers false, and has written nothing, when the feed has another address by now,
 * or another key to it: what was found out at the old one does not hold there.
 */
type Written = Promise<boolean>;

type Failure = { nextPollAt: Date; failureCount: number; error: string | null };

/** A look counts as failed from its beginning: should it never come to its end, the next one is not at once. */
export async function markBegun(db: DbOrTx, at: Address, look: Failure & { beganAt: Date }): Written {
  const { beganAt, nextPollAt, failureCount, error } = look;
  return write(db, at, { lookBeganAt: beganAt, nextPollAt, failureCount, lastError: error });
}

export async function markFailed(db: DbOrTx, at: Address, failure: Failure & { at: Date }): Written {
  const { nextPollAt, failureCount, error } = failure;
  return write(db, at, {
    lastPolledAt: failure.at,
    lookBeganAt: null,
    nextPollAt,
    failureCount,
    lastError: error,
  });
}

/** A look that its worker gave back is no failure. Another one may have begun since. */
export async function markReleased(db: DbOrTx, at: Address, look: { beganAt: Date }): Promise<void> {
  await db.feed.updateMany({ where: { id: at.id, lookBeganAt: look.beganAt }, data: { lookBeganAt: null } });
}

type Polled = { at: Date; nextPollAt: Date; pollIntervalSeconds: number };

export async function markPolled(db: DbOrTx, at: Address, polled: Polled): Written {
  return write(db, at, polledColumns(polled));
}

/** The validators are written last: a refresh that broke off must not be answered by "not modified". */
export async function markImported(
  db: DbOrTx,
  at: Address,
  imported: Polled & { metadata: FeedMetadata; etag: string | null; lastModified: string | null },
): Written {
  const { metadata, etag, lastModified } = imported;
  return write(db, at, { ...metadata, etag, lastModified, ...polledColumns(imported) });
}

/** How far the archive is read: to its end, or to the page before the sealed one; null is its beginning. */
export async function markArchive(
  db: DbOrTx,
  at: Address,
  archive: { isArchiveRead: boolean; archivePlace: Uint8Array<ArrayBuffer> | null },
): Written {
  return write(db, at, archive);
}

/** The language that the feed itself names. */
export async function markLanguage(db: DbOrTx, at: Address, language: string | null): Written {
  return write(db, at, { language });
}

/** Told before the episodes are stored: what was read about them elsewhere is stale from here on. */
export async function markContentChanged(db: DbOrTx, at: Address, changedAt: Date): Written {
  return write(db, at, { contentChangedAt: changedAt });
}

/** Keeps the feed at its address until the transaction ends. */
export async function holdAddress(tx: DbOrTx, { id, url, credentials }: Address): Written {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM feed WHERE id = ${id} AND url = ${url} AND credentials IS NOT DISTINCT FROM ${credentials} FOR SHARE`;
  return rows.length > 0;
}

const polledColumns = ({ at, nextPollAt, pollIntervalSeconds }: Polled) => ({
  lastPolledAt: at,
  lookBeganAt: null,
  nextPollAt,
  pollIntervalSeconds,
  failureCount: 0,
  lastError: null,
});

async function write(
  db: DbOrTx,
  { id, url, credentials }: Address,
  data: Parameters<DbOrTx["feed"]["updateMany"]>[0]["data"],
): Written {
  const sealed = credentials && new Uint8Array(credentials);
  return (await db.feed.updateMany({ where: { id, url, credentials: sealed }, data })).count > 0;
}
