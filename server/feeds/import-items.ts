import { expectChapters, insertItems, listStates, transition, updateItems } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import type { DueJob } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { findFeedPolicy } from "./feed-policy";
import type { FeedSource } from "./feeds.repo";
import { superseded } from "./look";
import { holdAddress } from "./looks.repo";
import { lookupPriority } from "./lookup-priority";
import { lookAfterSilence } from "./next-chapters-look";
import type { ImportPlan } from "./plan-import";
import { wantsAudio } from "./wants-audio";

/** One statement, one transaction: small enough that nobody waits long behind it. */
const CHUNK = 250;

type Context = Pick<Core, "db" | "clock" | "env"> & { bell: Bell };
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };

/** Stores what a page of a feed brings, with the work that follows from it. `page` counts from 1, for the progress. */
export async function importItems(
  ctx: Context,
  source: FeedSource,
  plan: ImportPlan,
  page: number,
  run: Run,
): Promise<void> {
  const total = plan.inserts.length + plan.updates.length;
  let done = 0;
  const advance = async (count: number) => {
    done += count;
    run.signal.throwIfAborted();
    await run.progress((100 * done) / total, `${page > 1 ? `page ${page}: ` : ""}${done} of ${total} episodes`);
  };
  for (const items of chunks(plan.inserts)) {
    await ctx.bell.ring(await insertChunk(ctx, source, items));
    await advance(items.length);
  }
  for (const items of chunks(plan.updates)) {
    await ctx.bell.ring(await updateChunk(ctx, source, items));
    await advance(items.length);
  }
}

/** Episodes and the jobs that look for their transcripts: both or neither. */
async function insertChunk(ctx: Context, source: FeedSource, items: ImportPlan["inserts"]): Promise<DueJob[]> {
  const publishedAt = new Map(items.map((item) => [item.guid, item.publishedAt]));
  const now = ctx.clock.now();
  const policy = await findFeedPolicy(ctx, source.id);
  return ctx.db.$transaction(async (tx) => {
    if (!(await holdAddress(tx, source))) throw superseded();
    const inserted = await insertItems(tx, source.id, items);
    const work = inserted
      .filter((episode) => episode.state === "new")
      .map(({ id, guid }) => ({
        type: "fetchTranscript" as const,
        payload: { episodeId: id },
        priority: lookupPriority({ publishedAt: publishedAt.get(guid) ?? null, feedPriority: source.priority, now }),
      }));
    const withChapters = new Set(items.filter((item) => item.chaptersUrl !== null).map((item) => item.guid));
    const chapters = inserted.filter(({ guid }) => withChapters.has(guid)).map(({ id }) => id);
    await expectChapters(tx, { ids: chapters, at: lookAfterSilence(now) });
    const audio = inserted
      .filter(
        ({ guid }) => policy && wantsAudio({ publishedAt: publishedAt.get(guid) ?? null, moment: "found" }, policy),
      )
      .map(({ id }) => ({
        type: "downloadAudio" as const,
        payload: { episodeId: id, isAutomatic: true },
        priority: priorities.fresh,
      }));
    return enqueue({ db: tx, clock: ctx.clock }, [...work, ...chapters.map(chaptersWork), ...audio]);
  });
}

/** A tag that was not there before is worth a new look, whatever the last one ended with. */
async function updateChunk(ctx: Context, source: FeedSource, items: ImportPlan["updates"]): Promise<DueJob[]> {
  return ctx.db.$transaction(async (tx) => {
    if (!(await holdAddress(tx, source))) throw superseded();
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
        nextRetryAt: now,
        lookupFailures: 0,
        lookupSince: now,
      });
    }
    const work = lookups.map(({ values }) => ({
      type: "fetchTranscript" as const,
      payload: { episodeId: values.id },
      priority: priorities.fresh,
    }));
    const chapters = items.filter((item) => item.hasNewChapters).map(({ values }) => values.id);
    await expectChapters(tx, { ids: chapters, at: lookAfterSilence(now) });
    return enqueue({ db: tx, clock: ctx.clock }, [...work, ...chapters.map(chaptersWork)]);
  });
}

const chaptersWork = (episodeId: number) => ({
  type: "fetchChapters" as const,
  payload: { episodeId },
  priority: priorities.backlog,
});

function* chunks<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += CHUNK) yield list.slice(start, start + CHUNK);
}
