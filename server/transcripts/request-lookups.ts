import type { EpisodeState } from "@/server/episodes/episode-state";
import { type EpisodeSelection, restartLookups, retryableStates } from "@/server/episodes/episodes.service";
import type { Priority } from "@/server/jobs/catalog";
import type { DueJob } from "@/server/jobs/jobs.schema";
import { enqueue } from "@/server/jobs/jobs.service";
import type { Clock } from "@/server/platform/clock";
import type { DbOrTx } from "@/server/platform/db";

type Request = {
  selection: EpisodeSelection;
  priority: Priority;
  /** Only those in these states. */
  from?: readonly EpisodeState[];
  /** So many at most, the newest first. Who goes on in the next transaction names the same `at`. */
  limit?: number;
  /** When this round of lookups begins: now, if left out. */
  at?: Date;
};

/**
 * Begins the lookup anew for the episodes of a selection that have no transcript and have been looked for. In the caller's transaction
 * when `ctx.db` is one: ring the bell for the jobs after the commit.
 */
export async function requestLookups(
  ctx: { db: DbOrTx; clock: Clock },
  request: Request,
): Promise<{ restarted: number; jobs: DueJob[] }> {
  const { selection, priority, from = retryableStates, limit = 1_000_000, at = ctx.clock.now() } = request;
  const ids = await restartLookups(ctx.db, { selection, from, at, limit });
  const work = ids.map((episodeId) => ({ type: "fetchTranscript" as const, payload: { episodeId }, priority }));
  return { restarted: ids.length, jobs: await enqueue(ctx, work) };
}
