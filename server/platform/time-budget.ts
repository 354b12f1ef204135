export type TimeBudget = {
  /** Fires with a `TimeoutError` when the time is used up. */
  signal: AbortSignal;
  /** Counts the time that this takes. */
  spend<T>(work: () => Promise<T>): Promise<T>;
};

/** A deadline for work in several parts: what passes between them, such as waiting for one's turn, does not count. */
export function createTimeBudget(ms: number): TimeBudget {
  const expired = new AbortController();
  let leftMs = ms;
  return {
    signal: expired.signal,
    async spend(work) {
      const startedAt = performance.now();
      const timer = setTimeout(() => expired.abort(new DOMException("The time is used up", "TimeoutError")), leftMs);
      timer.unref();
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        leftMs = Math.max(0, leftMs - (performance.now() - startedAt));
      }
    },
  };
}
