import { insertItems, listStates, listStoredItems, transition, updateItems } from "@/server/episodes/episodes.service";
import { type Priority, priorities } from "@/server/jobs/catalog";
import type { DueJob, JobOutcome } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import * as repo from "./feeds.repo";
import { metadataOf } from "./feeds.service";
import { fetchFeed } from "./fetch-feed";
import { type ImportPlan, planImport } from "./plan-import";
import { nextPollAt } from "./poll-schedule";

/** One statement, one transaction: small enough that nobody waits long behind it. */
const CHUNK = 250;
const FRESH_MS = 7 * 24 * 3600 * 1000;

type Context = Pick<Core, "db" | "http" | "clock" | "env"> & { bell: Bell };
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };

/**
 * Looks at a feed and takes over what is new or changed. May break off anywhere and run again: items are stored by identity
 * and the feed's validators only at the end. A feed that cannot be had or read shows why, and is looked at again later.
 */
export async function refreshFeed(ctx: Context, { feedId }: { feedId: number }, run: Run): Promise<JobOutcome> {
  const source = await repo.findSource(ctx.db, feedId);
  if (!source) return { kind: "skipped", because: "the feed was deleted" };
  const intervalMs = (await getSetting(ctx, "feed_poll_minutes")) * 60_000;

  try {
    const fetched = await fetchFeed(ctx, { ...source, signal: run.signal });
    const at = ctx.clock.now();
    const polled = { at, nextPollAt: nextPollAt({ id: feedId, intervalMs, failureCount: 0, now: at }) };
    if (fetched.kind === "unchanged") {
      await repo.markPolled(ctx.db, feedId, polled);
      return { kind: "done", note: "not modified" };
    }
    const { feed, etag, lastModified } = fetched;
    const plan = planImport({
      items: feed.items,
      stored: await listStoredItems(ctx.db, feedId),
      feedLanguage: feed.language,
      retryDays: await getSetting(ctx, "transcript_retry_days"),
      now: at,
    });
    if (plan.inserts.length + plan.updates.length > 0) await repo.markContentChanged(ctx.db, feedId, at);
    await carryOut(ctx, feedId, plan, run);
    await repo.markImported(ctx.db, feedId, { ...polled, metadata: metadataOf(feed), etag, lastModified });
    return { kind: "done", note: `${plan.inserts.length} new, ${plan.updates.length} changed` };
  } catch (error) {
    if (run.signal.aborted || !(error instanceof AppError)) throw error;
    const at = ctx.clock.now();
    const next = nextPollAt({ id: feedId, intervalMs, failureCount: source.failureCount + 1, now: at });
    await repo.markFailed(ctx.db, feedId, { at, nextPollAt: next, error: error.message });
    return { kind: "failed", because: error.message };
  }
}

async function carryOut(ctx: Context, feedId: number, plan: ImportPlan, run: Run): Promise<void> {
  const total = plan.inserts.length + plan.updates.length;
  let done = 0;
  const advance = async (count: number) => {
    done += count;
    run.signal.throwIfAborted();
    await run.progress((100 * done) / total, `${done} of ${total} episodes`);
  };
  for (const items of chunks(plan.inserts)) {
    await ctx.bell.ring(await insertChunk(ctx, feedId, items));
    await advance(items.length);
  }
  for (const items of chunks(plan.updates)) {
    await ctx.bell.ring(await updateChunk(ctx, items));
    await advance(items.length);
  }
}

/** Episodes and the jobs that look for their transcripts: both or neither. */
async function insertChunk(ctx: Context, feedId: number, items: ImportPlan["inserts"]): Promise<DueJob[]> {
  const publishedAt = new Map(items.map((item) => [item.guid, item.publishedAt]));
  return ctx.db.$transaction(async (tx) => {
    const inserted = await insertItems(tx, feedId, items);
    const work = inserted
      .filter((episode) => episode.state === "new")
      .map(({ id, guid }) => ({
        type: "fetchTranscript" as const,
        payload: { episodeId: id },
        priority: priorityOf(publishedAt.get(guid) ?? null, ctx.clock.now()),
      }));
    return enqueue({ db: tx, clock: ctx.clock }, work);
  });
}

const priorityOf = (publishedAt: Date | null, now: Date): Priority =>
  publishedAt && now.getTime() - publishedAt.getTime() < FRESH_MS ? priorities.fresh : priorities.backlog;

/** A tag that was not there before is worth a new look, whatever the last one ended with. */
async function updateChunk(ctx: Context, items: ImportPlan["updates"]): Promise<DueJob[]> {
  return ctx.db.$transaction(async (tx) => {
    await updateItems(
      tx,
      items.map((item) => item.values),
    );
    const lookups = items.filter((item) => item.isWorthLookup);
    const states = await listStates(
      tx,
      lookups.map(({ values }) => values.id),
    );
    const now = ctx.clock.now();
    for (const { values } of lookups) {
      const state = states.get(values.id);
      if (state === undefined) continue;
      await transition(tx, { id: values.id, state }, "lookupRequested", {
        reason: null,
        // Should a job for the episode be ending just now, the next sweep finds it.
        nextRetryAt: state === "completed" ? now : null,
        lookupFailures: 0,
        lookupSince: now,
      });
    }
    const work = lookups.map(({ values }) => ({
      type: "fetchTranscript" as const,
      payload: { episodeId: values.id },
      priority: priorities.fresh,
    }));
    return enqueue({ db: tx, clock: ctx.clock }, work);
  });
}

function* chunks<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += CHUNK) yield list.slice(start, start + CHUNK);
}
