import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import * as repo from "./trash.repo";

/** Deleting an episode deletes its phrases: so many at once keep nobody else waiting for long. */
const EPISODES_AT_ONCE = 100;

type Context = Pick<Core, "db" | "files" | "clock"> & { bell: Bell };

/**
 * Brings the files of a deleted feed to where its step says that they belong, and then takes the step. Whatever it finds half
 * done it completes; twice is once. Call it while holding the feed's files.
 */
export async function settleTrash(ctx: Context, feedId: number): Promise<void> {
  const feed = await repo.findTrashed(ctx.db, feedId);
  if (feed) await settle[feed.step](ctx, feed);
}

type Settle = (ctx: Context, feed: repo.TrashedFeed) => Promise<void>;

const settle: Record<repo.TrashStep, Settle> = { moving: toTrash, kept: async () => {}, restoring: fromTrash, purging };

async function toTrash(ctx: Context, { id, folder }: repo.TrashedFeed): Promise<void> {
  await ctx.files.moveFolder(`audio/${id}`, `${folder}/audio`);
  await ctx.files.moveFolder(`transcripts/${id}`, `${folder}/transcripts`);
  await repo.takeStep(ctx.db, id, { from: "moving", to: "kept" });
}

/** The files come back first: a live feed never lacks them. */
async function fromTrash(ctx: Context, feed: repo.TrashedFeed): Promise<void> {
  const { id, folder } = feed;
  await ctx.files.moveFolder(`${folder}/audio`, `audio/${id}`);
  await ctx.files.moveFolder(`${folder}/transcripts`, `transcripts/${id}`);
  // What a person has put there stays.
  if ((await ctx.files.list(folder)).length === 0) await ctx.files.removeFolder(folder);

  const jobs = await ctx.db.$transaction(async (tx) => {
    if (!(await repo.unmarkDeleted(tx, id))) return null;
    const { lookups, chapters, unindexed, withdrawals } = await repo.listUnfinished(tx, id);
    return enqueue({ db: tx, clock: ctx.clock }, [
      ...withdrawals.map((payload) => ({ type: "withdrawTranscripts" as const, payload, priority: priorities.click })),
      ...lookups.map((episodeId) => ({
        type: "fetchTranscript" as const,
        payload: { episodeId },
        priority: priorities.backlog,
      })),
      ...chapters.map((episodeId) => ({
        type: "fetchChapters" as const,
        payload: { episodeId },
        priority: priorities.backlog,
      })),
      ...unindexed.map((payload) => ({ type: "indexTranscript" as const, payload, priority: priorities.fresh })),
    ]);
  });
  if (jobs) return ctx.bell.ring(jobs);
  // Somebody has subscribed to the address meanwhile: back to where it came from.
  await repo.takeStep(ctx.db, id, { from: "restoring", to: "moving" });
  await toTrash(ctx, feed);
}

async function purging(ctx: Context, { id, folder }: repo.TrashedFeed): Promise<void> {
  for (const each of [folder, `audio/${id}`, `transcripts/${id}`]) await ctx.files.removeFolder(each);
  while ((await repo.deleteEpisodes(ctx.db, id, EPISODES_AT_ONCE)) > 0);
  await ctx.db.$transaction((tx) => repo.deleteForEver(tx, id, ctx.clock.now()));
}
