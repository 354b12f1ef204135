import { returnDownloads } from "@/server/episodes/episodes.service";
import { type Bell, cancelFeedJobs } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError, conflict, notFound } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import { alreadySubscribed } from "../already-subscribed";
import type { Feed } from "../feeds.schema";
import { getFeed } from "../feeds.service";
import { holdFiles } from "../hold-files";
import { settleTrash } from "./settle-trash";
import * as repo from "./trash.repo";
import type { EmptyTrashAnswer, Trash } from "./trash.schema";
import { trashFolder } from "./trash-folder";

const DAY_MS = 24 * 3600 * 1000;

type Context = Pick<Core, "db" | "files" | "clock" | "log"> & { bell: Bell };
type Message = { message: string };

/** Unsubscribes: the feed leaves the library, its work ends, its files go to the trash. All of it can be restored. */
export async function deleteFeed(ctx: Context, { id }: { id: number }): Promise<Message> {
  const { display_title: title } = await getFeed(ctx, { id });
  const at = ctx.clock.now();
  await holdFiles(ctx, id, async () => {
    const isMarked = await ctx.db.$transaction(async (tx) => {
      if (!(await repo.markDeleted(tx, id, { at, folder: trashFolder({ id, title, at }) }))) return false;
      await repo.forgetOutdatedIndexes(tx, id);
      await cancelFeedJobs({ db: tx, clock: ctx.clock }, { feedId: id, because: "the podcast was deleted" });
      await returnDownloads(tx, { feedId: id });
      return true;
    });
    if (!isMarked) throw notFound(`there is no feed ${id}`);
    await settleOrLeave(ctx, id);
  });
  return { message: `Unsubscribed from «${title}»` };
}

/**
 * Takes a deletion back. @throws `conflict` when a live feed has the same address by now, or when the feed is being deleted
 * for ever
 */
export async function restoreFeed(ctx: Context, { id }: { id: number }): Promise<Feed> {
  await holdFiles(ctx, id, async () => {
    if (!(await repo.markRestoring(ctx.db, id))) throw await whyNotRestored(ctx, id);
    await settleTrash(ctx, id);
    if (await repo.findDeleted(ctx.db, id)) throw await whyNotRestored(ctx, id);
  });
  return getFeed(ctx, { id });
}

async function whyNotRestored(ctx: Context, id: number): Promise<Error> {
  const deleted = await repo.findDeleted(ctx.db, id);
  if (!deleted) return notFound(`there is no deleted feed ${id}`);
  if (deleted.step === "purging") return conflict("this podcast is being deleted for ever");
  const { message, details } = await alreadySubscribed(ctx, { urlKey: deleted.urlKey });
  return conflict(`${message}: delete that one first`, { details });
}

/** Deletes a feed that lies in the trash for ever, with its files. @throws `not_found` when it does not lie there */
export async function purgeFeed(ctx: Context, { id }: { id: number }): Promise<Message> {
  if (!(await purge(ctx, id))) throw notFound(`there is no podcast ${id} in the trash`);
  return { message: "Deleted for ever" };
}

/** Deletes all that lies in the trash, but for what somebody is moving at this moment. */
export async function emptyTrash(ctx: Context): Promise<EmptyTrashAnswer> {
  const ids = (await repo.listTrash(ctx.db)).map((feed) => feed.id);
  const { purged, left } = await purgeAll(ctx, ids);
  const parts = [
    purged > 0 && `${purged === 1 ? "1 podcast" : `${purged} podcasts`} deleted for ever`,
    left > 0 && `${left === 1 ? "1 is" : `${left} are`} being moved: try again in a moment`,
  ];
  return { message: parts.filter(Boolean).join(". ") || "The trash was empty", purged, left };
}

/** Deletes what has lain in the trash for `trash_days`. Answers how many feeds that were. */
export async function purgeOldTrash(ctx: Context & Pick<Core, "env">): Promise<number> {
  const days = await getSetting(ctx, "trash_days");
  const before = new Date(ctx.clock.now().getTime() - days * DAY_MS);
  return (await purgeAll(ctx, await repo.listDeletedBefore(ctx.db, before), before)).purged;
}

/** One that is being moved, or that somebody else has just deleted, does not keep the others. */
async function purgeAll(
  ctx: Context,
  ids: readonly number[],
  deletedBefore?: Date,
): Promise<{ purged: number; left: number }> {
  const count = { purged: 0, left: 0 };
  for (const id of ids) {
    try {
      if (await purge(ctx, id, { deletedBefore, waitMs: 0 })) count.purged++;
    } catch (error) {
      if (!(error instanceof AppError) || (error.kind !== "conflict" && error.kind !== "not_found")) throw error;
      if (error.kind === "conflict") count.left++;
    }
  }
  return count;
}

/** False when it does not lie in the trash, or no longer. */
async function purge(
  ctx: Context,
  id: number,
  { deletedBefore, ...wait }: { deletedBefore?: Date | undefined; waitMs?: number } = {},
): Promise<boolean> {
  if (!(await repo.findDeleted(ctx.db, id))) return false;
  const work = async () => {
    if (!(await repo.markPurging(ctx.db, id, deletedBefore))) return false;
    await settleOrLeave(ctx, id);
    return true;
  };
  const isMarked = await holdFiles(ctx, id, work, wait);
  if (isMarked) ctx.log.info("trash.purged", { feedId: id });
  return isMarked;
}

/** What is decided is decided: files that cannot be moved now are moved by `tidyTrash`. */
async function settleOrLeave(ctx: Context, feedId: number): Promise<void> {
  try {
    await settleTrash(ctx, feedId);
  } catch (error) {
    ctx.log.warn("trash.unsettled", { feedId, error });
  }
}

/** What lies in the trash, the newest first. */
export async function listTrash(ctx: Pick<Core, "db" | "env">): Promise<Trash> {
  const days = await getSetting(ctx, "trash_days");
  const feeds = (await repo.listTrash(ctx.db)).map(({ step, ...row }) => ({
    ...row,
    purge_at: new Date(row.deleted_at.getTime() + days * DAY_MS),
    is_restorable: step !== "purging",
  }));
  return { feeds, days };
}
