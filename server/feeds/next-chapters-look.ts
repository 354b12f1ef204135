const DAY_MS = 24 * 3600 * 1000;

/**
 * When chapters that could not be had are asked for again: a day later, or when the host says, for as long as a transcript would
 * be. That is `retryDays` after publication, and for trouble that may pass also after the episode was first seen; then null.
 */
export function nextChaptersLook(facts: {
  isPassing: boolean;
  retryAfterMs: number | null;
  publishedAt: Date | null;
  seenAt: Date;
  retryDays: number;
  now: Date;
}): Date | null {
  const { isPassing, retryAfterMs, publishedAt, seenAt, retryDays } = facts;
  const published = publishedAt ?? seenAt;
  const since = isPassing && seenAt > published ? seenAt : published;
  const now = facts.now.getTime();
  if (now - since.getTime() >= retryDays * DAY_MS) return null;
  return new Date(now + Math.max(DAY_MS, retryAfterMs ?? 0));
}

/** When chapters are asked for again whose look never comes to its end. */
export const lookAfterSilence = (now: Date): Date => new Date(now.getTime() + DAY_MS);
