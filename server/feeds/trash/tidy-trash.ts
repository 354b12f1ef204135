import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { holdFiles } from "../hold-files";
import { settleTrash } from "./settle-trash";
import * as repo from "./trash.repo";

/** No download takes so long: what has not been written to since then has lost its writer. */
const ABANDONED_MS = 24 * 3600 * 1000;
const LIVE_FOLDERS = ["audio", "transcripts"];

type Context = Pick<Core, "db" | "files" | "clock" | "log"> & { bell: Bell };

/**
 * Finishes what was interrupted: files on their way to the trash, from it or out of the world; files that a last job wrote
 * for a feed that was already deleted; half files of writers that died. Answers for how many feeds there was something to do.
 */
export async function tidyTrash(ctx: Context): Promise<number> {
  const unsettled = await repo.listUnsettled(ctx.db, ctx.clock.now());
  for (const id of unsettled) await attempt(ctx, id, () => settleTrash(ctx, id));

  const { kept, purged } = await repo.findGone(ctx.db, await feedsWithFiles(ctx));
  for (const id of kept) {
    await attempt(ctx, id, async () => {
      await repo.takeStep(ctx.db, id, { from: "kept", to: "moving" });
      await settleTrash(ctx, id);
    });
  }
  for (const id of purged) for (const area of LIVE_FOLDERS) await ctx.files.removeFolder(`${area}/${id}`);

  await ctx.files.removeAbandoned(new Date(ctx.clock.now().getTime() - ABANDONED_MS));
  return unsettled.length + kept.length + purged.length;
}

/** One feed that cannot be settled does not keep the others waiting. */
async function attempt(ctx: Context, feedId: number, work: () => Promise<void>): Promise<void> {
  try {
    await holdFiles(ctx, feedId, work, { waitMs: 0 });
  } catch (error) {
    ctx.log.warn("trash.unsettled", { feedId, error });
  }
}

async function feedsWithFiles({ files }: Context): Promise<number[]> {
  const names = (await Promise.all(LIVE_FOLDERS.map((area) => files.list(area)))).flat();
  return [...new Set(names.filter((name) => /^[1-9]\d{0,8}$/.test(name)).map(Number))];
}
