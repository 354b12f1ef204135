const FIRST_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 24 * 3600_000;

/**
 * When a feed is looked at again: after `intervalMs`, or after a failure in 5, 10, 20 ... minutes, up to a day, so that a short
 * trouble passes unnoticed. Spread by up to a tenth either way, so that feeds added together drift apart; the spread follows
 * from the id: nothing here is random.
 */
export function nextPollAt(feed: { id: number; intervalMs: number; failureCount: number; now: Date }): Date {
  const spread = ((feed.id * 7919) % 201) / 1000 - 0.1;
  const waitMs =
    feed.failureCount === 0 ? feed.intervalMs : Math.min(FIRST_WAIT_MS * 2 ** (feed.failureCount - 1), LONGEST_WAIT_MS);
  return new Date(feed.now.getTime() + Math.round(waitMs * (1 + spread)));
}
