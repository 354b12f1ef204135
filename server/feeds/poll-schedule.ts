const MINUTE_MS = 60_000;
const LONGEST_BACKOFF_MS = 24 * 60 * MINUTE_MS;

/**
 * When a feed is looked at again: after `intervalMs`, spread by up to a tenth either way so that feeds added together drift
 * apart; after failures twice as late each time, up to a day. The spread follows from the id: nothing here is random.
 */
export function nextPollAt(feed: { id: number; intervalMs: number; failureCount: number; now: Date }): Date {
  const spread = ((feed.id * 7919) % 201) / 1000 - 0.1;
  const backoff = Math.max(feed.intervalMs, Math.min(feed.intervalMs * 2 ** feed.failureCount, LONGEST_BACKOFF_MS));
  return new Date(feed.now.getTime() + Math.round(backoff * (1 + spread)));
}
