import { AppError } from "@/server/platform/errors";

export type RetryDecision = { kind: "retry"; runAt: Date; because: string } | { kind: "fail"; because: string };

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 6 * 3600 * 1000;

/**
 * What becomes of a run that threw. What will not change by itself fails at once; the rest waits 5 s, 25 s, 2 min, 10 min ...
 * or as long as the other side asked for. `attempt` counts from 1 and includes the run that failed.
 */
export function decideRetry(run: { error: unknown; attempt: number; maxAttempts: number; now: Date }): RetryDecision {
  const because = run.error instanceof Error ? run.error.message : String(run.error);
  if (run.error instanceof AppError && !passes(run.error)) return { kind: "fail", because };
  if (run.attempt >= run.maxAttempts) return { kind: "fail", because };
  const asked = run.error instanceof AppError ? (run.error.retryAfterMs ?? 0) : 0;
  const backoff = Math.min(FIRST_WAIT_MS * 5 ** (run.attempt - 1), LONGEST_WAIT_MS);
  return { kind: "retry", runAt: new Date(run.now.getTime() + Math.max(asked, backoff)), because };
}

const passes = (error: AppError) => error.kind === "unavailable" || error.kind === "limited";
