import { createHash } from "node:crypto";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600_000;
const FIRST_FAILURE_WAIT_MS = 5 * MINUTE_MS;
const LONGEST_FAILURE_WAIT_MS = DAY_MS;
/** Publishers are seldom early by more, and hosts need some minutes to show what is new. */
const EARLY_SHARE = 0.05;
const GAPS_THAT_COUNT = 11;

export type PollBounds = { shortestMs: number; longestMs: number };

/** How often a feed is looked at, and the reason as part of a sentence. */
export type PollInterval = { intervalMs: number; because: string };

/**
 * Learns from the dates of a feed's newest episodes how long to wait until the next look. About a tenth of the usual gap
 * between two episodes (their median), sooner when the next one is expected before that; overdue episodes are looked for as
 * often as allowed at first and ever less often later, and a feed that has gone silent rests. Always within the bounds.
 */
export function learnInterval(feed: {
  /** In any order; those that lie in the future count as now. */
  publishedAt: readonly Date[];
  isComplete: boolean;
  bounds: PollBounds;
  now: Date;
}): PollInterval {
  const { shortestMs } = feed.bounds;
  const longestMs = Math.max(shortestMs, feed.bounds.longestMs);
  const within = (waitMs: number) => Math.round(Math.min(Math.max(waitMs, shortestMs), longestMs));
  if (feed.isComplete) return { intervalMs: longestMs, because: "the podcast has ended" };

  const now = feed.now.getTime();
  const times = feed.publishedAt.map((date) => Math.min(date.getTime(), now)).sort((a, b) => b - a);
  const newest = times[0];
  const rhythmMs = medianGap(times.slice(0, GAPS_THAT_COUNT + 1));
  if (newest === undefined || rhythmMs === null)
    return { intervalMs: within(4 * shortestMs), because: "too few episodes to know a rhythm" };

  const because = `an episode ${everySo(rhythmMs)}`;
  const silentMs = now - newest;
  if (silentMs > 10 * rhythmMs && silentMs > 30 * DAY_MS)
    return {
      intervalMs: within(silentMs / 50),
      because: `${because} once, none for ${Math.round(silentMs / DAY_MS)} days`,
    };

  const untilExpectedMs = newest + rhythmMs * (1 - EARLY_SHARE) - now;
  const calmMs = rhythmMs / 10;
  const waitMs = untilExpectedMs > 0 ? Math.min(calmMs, untilExpectedMs) : Math.min(calmMs, -untilExpectedMs / 4);
  return { intervalMs: within(waitMs), because };
}

/** The usual gap; null when there are fewer than two. Episodes put up together count as one. */
function medianGap(newestFirst: readonly number[]): number | null {
  const gaps = newestFirst
    .slice(1)
    .map((time, index) => (newestFirst[index] ?? time) - time)
    .filter((gap) => gap >= 10 * MINUTE_MS)
    .sort((a, b) => a - b);
  return gaps.length < 2 ? null : (gaps[gaps.length >> 1] ?? null);
}

function everySo(gapMs: number): string {
  const hours = gapMs / 3600_000;
  if (hours < 36) return `about every ${Math.max(1, Math.round(hours))} hours`;
  return `about every ${Math.round(hours / 24)} days`;
}

/**
 * When a feed is looked at again: after its interval, or after a failure in 5, 10, 20 ... minutes, up to a day, and never
 * before its host asks. Spread by up to a tenth either way, each time anew, so that feeds that were added together drift
 * apart; the spread follows from feed and time, so that nothing here is random.
 */
export function nextPollAt(feed: {
  id: number;
  intervalMs: number;
  failureCount: number;
  retryAfterMs?: number | null;
  now: Date;
}): Date {
  const backoffMs = FIRST_FAILURE_WAIT_MS * 2 ** Math.min(feed.failureCount - 1, 20);
  const waitMs = feed.failureCount === 0 ? feed.intervalMs : Math.min(backoffMs, LONGEST_FAILURE_WAIT_MS);
  const spread = 1 + (shareOf(`${feed.id} ${feed.now.getTime()}`) - 0.5) / 5;
  return new Date(feed.now.getTime() + Math.max(Math.round(waitMs * spread), feed.retryAfterMs ?? 0));
}

/** An even spread over 0 to 1. */
const shareOf = (text: string) => createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
