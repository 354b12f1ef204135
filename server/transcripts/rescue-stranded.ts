import { findLookupSubject, listStranded, type Stranded, transition } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { getSetting } from "@/server/settings/settings.service";
import { decideAfterLookup } from "./decide-after-lookup";

type Context = Pick<Core, "db" | "clock" | "env" | "log"> & { bell: Bell };

/** A job that ends and the state that it leaves are two writes. */
const GRACE_MS = 60_000;

/**
 * Episodes that are to be looked for although nobody does so: those whose job has died in all its attempts wait like after any
 * failure, with the reason; the others, whose job ended just when something new was asked for, are looked for now.
 */
export async function rescueStranded(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const before = new Date(now.getTime() - GRACE_MS);
  const stranded = await listStranded(ctx.db, { now, before, limit: 500 });
  const forgotten = stranded.filter(({ failure }) => failure === null);
  const jobs = await enqueue(
    ctx,
    forgotten.map(({ id }) => ({ type: "fetchTranscript", payload: { episodeId: id }, priority: priorities.retry })),
  );
  await ctx.bell.ring(jobs);
  const retryDays = await getSetting(ctx, "transcript_retry_days");
  for (const episode of stranded) if (episode.failure !== null) await letWait(ctx, episode, retryDays);
}

async function letWait(ctx: Context, { id, failure }: Stranded, retryDays: number): Promise<void> {
  const episode = await findLookupSubject(ctx.db, id);
  if (!episode) return;
  const now = ctx.clock.now();
  const failures = episode.lookupFailures + 1;
  const miss = { kind: "later", because: `the lookup broke off: ${failure}`, retryAfterMs: null } as const;
  const { publishedAt, lookupSince: since } = episode;
  const decision = decideAfterLookup({ miss, publishedAt, since, failures, retryDays, now });
  const facts = { reason: decision.reason, checkedAt: now, lookupFailures: failures };
  ctx.log.warn("transcript.lookup_broke_off", { episodeId: id, because: failure, decision: decision.kind });
  if (decision.kind === "wait")
    await transition(ctx.db, episode, "transcriptPending", { ...facts, nextRetryAt: decision.nextRetryAt });
  else await transition(ctx.db, episode, "transcriptMissing", { ...facts, nextRetryAt: null });
}
