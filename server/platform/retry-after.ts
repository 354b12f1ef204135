const MAX_WAIT_MS = 7 * 24 * 3600 * 1000;

/** Reads a Retry-After header (RFC 9110, 10.2.3): seconds or a date. Answers milliseconds from `now`, at most a week; null if it says nothing. */
export function parseRetryAfter(value: string | null, now: Date): number | null {
  const text = value?.trim();
  if (!text) return null;
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), MAX_WAIT_MS);
}
