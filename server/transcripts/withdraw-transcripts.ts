import { lockLookupSubject, loseTranscript, setPreferredTranscript } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import type { DueJob, JobOutcome } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue, type NewWork } from "@/server/jobs/jobs.service";
import type { Clock } from "@/server/platform/clock";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import * as repo from "./transcripts.repo";

type Context = Pick<Core, "db" | "files" | "clock" | "log"> & { bell: Bell };

/** So many episodes in one transaction. */
const PORTION = 50;

/**
 * Queues the withdrawal of all that a provider has given for a feed until now, as when it spoke of another podcast. In the
 * caller's transaction: ring the bell for the job after the commit.
 */
export async function queueWithdrawal(
  ctx: { db: DbOrTx; clock: Clock },
  { feedId, provider }: { feedId: number; provider: string },
): Promise<DueJob[]> {
  const payload = { feedId, provider, beforeId: await repo.nextId(ctx.db) };
  return enqueue(ctx, [{ type: "withdrawTranscripts", payload, priority: priorities.click }]);
}

/**
 * Takes transcripts away. An episode falls back to its newest version from elsewhere, or is looked for anew. May be cut short
 * and begin again.
 */
export async function withdrawTranscripts(
  ctx: Context,
  withdrawal: repo.Withdrawal,
  run: { signal: AbortSignal },
): Promise<JobOutcome> {
  let count = 0;
  while (true) {
    const episodeIds = await repo.listWithdrawn(ctx.db, withdrawal, PORTION);
    if (episodeIds.length === 0) return { kind: "done", note: `${count} transcripts` };
    run.signal.throwIfAborted();
    const { keys, jobs } = await ctx.db.$transaction((tx) =>
      withdrawPortion({ db: tx, clock: ctx.clock }, withdrawal, episodeIds),
    );
    await ctx.bell.ring(jobs);
    // A file that stays behind, because it cannot be removed or this is cut short, harms nobody.
    for (const key of keys)
      await ctx.files.remove(key).catch((error: unknown) => ctx.log.warn("transcript.file_left", { key, error }));
    count += keys.length;
  }
}

async function withdrawPortion(
  ctx: { db: DbOrTx; clock: Clock },
  withdrawal: repo.Withdrawal,
  episodeIds: readonly number[],
): Promise<{ keys: string[]; jobs: DueJob[] }> {
  const keys: string[] = [];
  const work: NewWork[] = [];
  for (const episodeId of episodeIds) {
    await lockLookupSubject(ctx.db, episodeId);
    const before = await repo.listVersions(ctx.db, episodeId);
    keys.push(...(await repo.deleteWithdrawn(ctx.db, withdrawal, episodeId)));
    const [next] = await repo.listVersions(ctx.db, episodeId);
    if (!before[0]?.is_preferred || next?.id === before[0].id) continue;
    work.push(await replacePreferred(ctx, episodeId, next?.id ?? null));
  }
  return { keys, jobs: await enqueue(ctx, work) };
}

async function replacePreferred(
  ctx: { db: DbOrTx; clock: Clock },
  episodeId: number,
  transcriptId: number | null,
): Promise<NewWork> {
  const priority = priorities.backlog;
  if (transcriptId !== null) {
    await setPreferredTranscript(ctx.db, episodeId, transcriptId, { isChosen: false });
    return { type: "indexTranscript", payload: { transcriptId, episodeId }, priority };
  }
  const facts = { reason: null, nextRetryAt: null, lookupFailures: 0, lookupSince: ctx.clock.now() };
  await loseTranscript(ctx.db, episodeId, "transcriptWithdrawn", facts);
  return { type: "fetchTranscript", payload: { episodeId }, priority };
}
