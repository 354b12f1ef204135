import type { App } from "@/server/app";
import type { BullQueues } from "@/server/jobs/bull";
import { jobDefinition, type WorkerJobType } from "@/server/jobs/catalog";
import type { Claim } from "@/server/jobs/jobs.schema";
import { failJob, releaseJob, renewLease, reportProgress, settleJob } from "@/server/jobs/jobs.service";
import { handlers, type Run } from "./handlers/index";

const PROGRESS_EVERY_MS = 1_000;

type Work = { app: App<BullQueues>; type: WorkerJobType; claim: Claim; stopping: AbortSignal };

/** Runs a claimed job to its end under its lease: done, failed, or given back because the worker stops. Never throws. */
export async function runJob({ app, type, claim, stopping }: Work): Promise<void> {
  const log = app.log.with({ job: claim.id, type, attempt: claim.attempt });
  const { leaseMs, timeoutMs } = jobDefinition(type);
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renewLease(app, claim, leaseMs).then(
      (isHeld) => isHeld || lost.abort(new Error("the lease was lost")),
      // The database is away: the lease may still hold when it is back.
      (error: unknown) =>
        log.warn("job.lease_not_renewed", { message: error instanceof Error ? error.message : String(error) }),
    );
  }, leaseMs / 3);
  const signal = AbortSignal.any([stopping, lost.signal, AbortSignal.timeout(timeoutMs)]);
  const startedAt = performance.now();

  try {
    const { attempt, maxAttempts } = claim;
    const run = { signal, progress: throttledProgress(app, claim), attempt, maxAttempts };
    const outcome = await invoke(app, type, claim, run);
    const isSettled = await settleJob(app, claim, outcome);
    const durationMs = Math.round(performance.now() - startedAt);
    log.info(isSettled ? "job.ended" : "job.lease_lost", { outcome: outcome.kind, durationMs, ...noteOf(outcome) });
  } catch (error) {
    if (stopping.aborted) {
      await releaseJob(app, claim).catch(() => false);
      return;
    }
    await failJob(app, claim, error).then(
      (decision) => log.warn("job.failed", { decision, error }),
      // It cannot even be written down: the lease runs out and another worker takes it.
      (cause: unknown) => log.error("job.not_settled", { error: cause }),
    );
  } finally {
    clearInterval(renewal);
  }
}

function invoke(app: App<BullQueues>, type: WorkerJobType, claim: Claim, run: Run) {
  const payload = jobDefinition(type).payload.parse(claim.payload);
  // The catalog's schema of this very type has checked the payload; the union of handlers cannot say so.
  const handler = handlers[type] as (
    app: App<BullQueues>,
    payload: unknown,
    run: Run,
  ) => ReturnType<(typeof handlers)[WorkerJobType]>;
  return handler(app, payload, run);
}

function throttledProgress(app: App<BullQueues>, claim: Claim): Run["progress"] {
  let writtenAt = Number.NEGATIVE_INFINITY;
  return async (percent, note) => {
    if (performance.now() - writtenAt < PROGRESS_EVERY_MS) return;
    writtenAt = performance.now();
    await reportProgress(app, claim, percent, note);
  };
}

const noteOf = (outcome: { kind: string; note?: string; because?: string }) => {
  const note = outcome.note ?? outcome.because;
  return note === undefined ? {} : { note };
};
