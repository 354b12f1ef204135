import type { Core } from "@/server/platform/core";
import { workerJobTypes } from "./catalog";
import * as repo from "./jobs.repo";
import type { DueJob } from "./jobs.schema";
import type { Bell } from "./jobs.service";

/** Redis holds at most so many rings of a type: Bull slows down with long lists, and priorities are decided here. */
const WINDOW = 500;
const KEEP_HISTORY_MS = 14 * 24 * 3600 * 1000;

type Queues = Bell & { missing(jobs: readonly DueJob[]): Promise<DueJob[]> };

/**
 * Makes Redis agree with the record: jobs of dead workers become due again, and due jobs that nobody rang for, or whose ring
 * was lost, are rung for. Answers how many rings that took.
 */
export async function reconcile(ctx: Pick<Core, "db" | "clock" | "log"> & { bell: Queues }): Promise<number> {
  const now = ctx.clock.now();
  const reclaimed = await repo.reclaimExpired(ctx.db, now);
  for (const job of reclaimed) ctx.log.warn("job.reclaimed", { job: job.id, type: job.type, attempt: job.attempt });
  const due = await repo.listDue(ctx.db, { types: workerJobTypes, now, limitPerType: WINDOW });
  const silent = await ctx.bell.missing(due);
  await ctx.bell.ring(silent);
  return silent.length;
}

/** Forgets finished jobs after two weeks. */
export async function purgeHistory(ctx: Pick<Core, "db" | "clock">): Promise<number> {
  return repo.deleteFinishedBefore(ctx.db, new Date(ctx.clock.now().getTime() - KEEP_HISTORY_MS));
}
