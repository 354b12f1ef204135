import { randomUUID } from "node:crypto";
import type { Clock } from "@/server/platform/clock";
import type { DbOrTx } from "@/server/platform/db";
import { type JobPayload, type JobType, jobCatalog, jobDefinition, type Priority } from "./catalog";
import { decideRetry } from "./decide-retry";
import * as repo from "./jobs.repo";
import type { Claim, DueJob, JobOutcome } from "./jobs.schema";

/** Tells workers that rows wait. It may fail or be forgotten: the reconciler rings again. */
export type Bell = { ring(jobs: readonly DueJob[]): Promise<void> };

export type NewWork<Type extends JobType = JobType> = {
  type: Type;
  payload: JobPayload<Type>;
  priority: Priority;
  /** Not before this time; at once when left out. */
  runAt?: Date;
};

type Context = { db: DbOrTx; clock: Clock };

/**
 * Writes jobs down, in the caller's transaction when `ctx.db` is one. A subject that has a live job of the type keeps that
 * one (its priority may rise), so asking twice does nothing twice; one that keeps something in step and runs already runs once
 * more when it has ended. Answers the new jobs: ring the bell with them after the commit.
 */
export async function enqueue<Type extends JobType>(ctx: Context, work: readonly NewWork<Type>[]): Promise<DueJob[]> {
  const now = ctx.clock.now();
  const rows = work.map(({ type, payload, priority, runAt }) => {
    const definition = jobDefinition(type);
    const { feedId = null, episodeId = null } = definition.about(payload);
    const subject = definition.subject(payload);
    return {
      type,
      subject,
      payload,
      feedId,
      episodeId,
      priority,
      maxAttempts: definition.attempts,
      keepsInStep: definition.keepsInStep,
      runAt: runAt ?? now,
    };
  });
  return repo.insertMissing(ctx.db, rows);
}

/**
 * Queues what somebody asks for. A live job that was queued without that is done for him from now on, also while it runs:
 * marked before it may be claimed, so that no run begins without knowing. Answers like `enqueue`.
 */
export async function enqueueAskedFor<Type extends JobType>(ctx: Context, work: NewWork<Type>): Promise<DueJob[]> {
  await repo.markAskedFor(ctx.db, { type: work.type, subject: jobDefinition(work.type).subject(work.payload) });
  return enqueue(ctx, [work]);
}

/** Claims the best due job of a type under a lease, or answers null. */
export async function claimJob(ctx: Context, type: JobType, owner: string): Promise<Claim | null> {
  const { leaseMs } = jobCatalog[type];
  return repo.claimNext(ctx.db, { type, owner, token: randomUUID(), now: ctx.clock.now(), leaseMs });
}

/** Writes down how a run ended. False when the lease was lost meanwhile: then the job belongs to somebody else. */
export async function settleJob(ctx: Context, claim: Claim, outcome: JobOutcome): Promise<boolean> {
  const now = ctx.clock.now();
  switch (outcome.kind) {
    case "done":
      return repo.finish(ctx.db, claim, { state: "completed", note: outcome.note ?? null, error: null, now });
    case "skipped":
      return repo.finish(ctx.db, claim, { state: "completed", note: outcome.because, error: null, now });
    case "failed":
      return repo.finish(ctx.db, claim, { state: "failed", note: null, error: outcome.because, now });
    case "postponed":
      return repo.requeue(ctx.db, claim, { runAt: outcome.until, error: outcome.because, refund: true });
  }
}

/** Writes down that a run threw: back into the queue, or failed. */
export async function failJob(ctx: Context, claim: Claim, error: unknown): Promise<"retry" | "fail" | "lost"> {
  const now = ctx.clock.now();
  const decision = decideRetry({ error, attempt: claim.attempt, maxAttempts: claim.maxAttempts, now });
  const isHeld =
    decision.kind === "retry"
      ? await repo.requeue(ctx.db, claim, { runAt: decision.runAt, error: decision.because, refund: false })
      : await repo.finish(ctx.db, claim, { state: "failed", note: null, error: decision.because, now });
  return isHeld ? decision.kind : "lost";
}

/** Gives a started job back untouched, as at shutdown. */
export async function releaseJob(ctx: Context, claim: Claim): Promise<boolean> {
  return repo.requeue(ctx.db, claim, { runAt: ctx.clock.now(), error: null, refund: true });
}

/** The newest job of a type, in whatever state; null when there is none in the history. */
export async function findLatestJob(db: DbOrTx, type: JobType): Promise<repo.LatestJob | null> {
  return repo.findLatestJob(db, type);
}

export async function renewLease(ctx: Context, claim: Claim, leaseMs: number): Promise<boolean> {
  return repo.renewLease(ctx.db, claim, new Date(ctx.clock.now().getTime() + leaseMs));
}

export async function reportProgress(ctx: Context, claim: Claim, percent: number, note: string | null): Promise<void> {
  await repo.writeProgress(ctx.db, claim, { percent: Math.max(0, Math.min(100, Math.round(percent))), note });
}

/** Ends all live jobs of a feed and of its episodes, in the caller's transaction. A run that is under way loses its lease. */
export async function cancelFeedJobs(ctx: Context, cancel: { feedId: number; because: string }): Promise<number> {
  return repo.cancelOfFeed(ctx.db, { ...cancel, now: ctx.clock.now() });
}
