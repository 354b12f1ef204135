const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

export type AfterLookup =
  | { kind: "wait"; nextRetryAt: Date; reason: string }
  /** The window is over: only the audio can help. */
  | { kind: "giveUp"; reason: string };

type Miss = { kind: "later"; because: string; retryAfterMs: number | null } | { kind: "none"; because: string };

/**
 * What becomes of an episode for which no provider had a transcript. One window holds for all: `retryDays` after publication,
 * and for failures that may pass also `retryDays` after the present round of lookups began, so that a host in trouble never
 * dooms a back catalogue. Failures are tried again after 1, 2, 4 ... 24 hours, or when the host says; a plain "none" once a day.
 * `failures` counts the misses that may pass, this one included.
 */
export function decideAfterLookup(facts: {
  miss: Miss;
  publishedAt: Date | null;
  /** The beginning of the round: when the episode was first seen, or when somebody asked to look again. */
  since: Date;
  failures: number;
  retryDays: number;
  now: Date;
}): AfterLookup {
  const { miss, now, retryDays } = facts;
  const windowStart =
    miss.kind === "later" ? latest(facts.publishedAt, facts.since) : (facts.publishedAt ?? new Date(0));
  if (now.getTime() - windowStart.getTime() >= retryDays * DAY_MS) return { kind: "giveUp", reason: miss.because };
  const waitMs = miss.kind === "later" ? failureWaitMs(facts.failures, miss.retryAfterMs) : DAY_MS;
  return { kind: "wait", nextRetryAt: new Date(now.getTime() + waitMs), reason: miss.because };
}

const failureWaitMs = (failures: number, retryAfterMs: number | null) =>
  Math.max(retryAfterMs ?? 0, Math.min(HOUR_MS * 2 ** Math.max(0, failures - 1), DAY_MS));

const latest = (a: Date | null, b: Date) => (a && a > b ? a : b);
