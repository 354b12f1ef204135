import type { Core } from "@/server/platform/core";
import { AppError, conflict } from "@/server/platform/errors";
import type { FeedSource } from "./feeds.repo";
import * as looks from "./looks.repo";
import { nextPollAt } from "./poll-schedule";

type Context = Pick<Core, "db" | "clock">;

/** One look at a feed. `source` has the address at which it is: a feed may move while it is looked at. */
export type Look = { source: FeedSource; beganAt: Date };

export const SUPERSEDED = "the feed has another address by now";

/** Ends a look that has found out that the feed is elsewhere: nothing more of it is stored. */
export const superseded = () => conflict(SUPERSEDED);

const BROKE_OFF = "the last look at the feed broke off: the server stopped in the middle of it";
const TOOK_TOO_LONG = "looking at the feed took too long; the next look goes on where this one ended";
const WENT_WRONG = "something went wrong here while the feed was looked at; the log of the server says more";

/**
 * Counts the look as failed until it has come to its end, so that what kills it, and tells nobody, does not come back at once.
 * Where the one before came to no end, the feed says so.
 */
export async function beginLook(ctx: Context, source: FeedSource): Promise<Look> {
  const beganAt = ctx.clock.now();
  const failureCount = source.failureCount + (source.lookBeganAt ? 1 : 0);
  await looks.markBegun(ctx.db, source, {
    beganAt,
    nextPollAt: nextPollAfterFailure(source, failureCount + 1, beganAt),
    failureCount,
    error: source.lookBeganAt ? BROKE_OFF : source.lastError,
  });
  return { source: { ...source, failureCount }, beganAt };
}

/**
 * Writes down why a look failed and when the next one is. `isWritten` is false when the feed has another address by now.
 * @throws what is no trouble with the feed: the end of the worker, and everything that is a bug here, which is told of as well.
 */
export async function failLook(
  ctx: Context,
  { source, beganAt }: Look,
  { error, signal }: { error: unknown; signal: AbortSignal },
): Promise<{ isWritten: boolean; because: string }> {
  const isTimeout = signal.aborted && signal.reason instanceof Error && signal.reason.name === "TimeoutError";
  if (signal.aborted && !isTimeout) {
    await looks.markReleased(ctx.db, source, { beganAt });
    throw error;
  }
  const isOfTheFeed = error instanceof AppError;
  const because = isTimeout ? TOOK_TOO_LONG : isOfTheFeed ? error.message : WENT_WRONG;
  const at = ctx.clock.now();
  const failureCount = source.failureCount + 1;
  const retryAfterMs = isOfTheFeed ? error.retryAfterMs : undefined;
  const next = nextPollAfterFailure(source, failureCount, at, retryAfterMs);
  const isWritten = await looks.markFailed(ctx.db, source, { at, nextPollAt: next, failureCount, error: because });
  if (!isTimeout && !isOfTheFeed) throw error;
  return { isWritten, because };
}

function nextPollAfterFailure(
  { id, pollIntervalSeconds }: FeedSource,
  failureCount: number,
  now: Date,
  retryAfterMs: number | null = null,
): Date {
  return nextPollAt({ id, intervalMs: pollIntervalSeconds * 1000, failureCount, retryAfterMs, now });
}
