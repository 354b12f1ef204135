import { listStoredItems } from "@/server/episodes/episodes.service";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import * as repo from "./feeds.repo";
import { importItems } from "./import-items";
import type { ParsedFeed } from "./parsing/parsed-feed";
import { planImport } from "./plan-import";
import { isPassing, readFurtherPages } from "./read-further-pages";

type Context = Pick<Core, "db" | "http" | "clock" | "env"> & { bell: Bell };
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };

/**
 * Takes over page after page, so that a long archive is never in memory as a whole. `unread` says why older pages could not be
 * had now; they are read at a later look.
 */
export async function importPages(
  ctx: Context,
  source: repo.FeedSource,
  place: Parameters<typeof readFurtherPages>[1],
  run: Run,
): Promise<{ inserted: number; changed: number; unread: string | null }> {
  const retryDays = await getSetting(ctx, "transcript_retry_days");
  const language = source.languageOverride ?? place.document.feed.language;
  const counts = { inserted: 0, changed: 0 };
  const importPage = async (feed: ParsedFeed, page: number) => {
    const stored = await listStoredItems(ctx.db, source.id);
    const plan = planImport({ items: feed.items, stored, feedLanguage: language, retryDays, now: ctx.clock.now() });
    if (plan.inserts.length + plan.updates.length > 0)
      await repo.markContentChanged(ctx.db, source.id, ctx.clock.now());
    await importItems(ctx, source, plan, page, run);
    counts.inserted += plan.inserts.length;
    counts.changed += plan.updates.length;
    return { new: plan.inserts.length, known: plan.updates.length + plan.unchanged };
  };

  let seen = await importPage(place.document.feed, 1);
  const wantsMore = () => !source.isArchiveRead || (seen.new > 0 && seen.known === 0);
  try {
    for await (const { feed, page } of readFurtherPages(ctx, place, { wantsMore, signal: run.signal }))
      seen = await importPage(feed, page);
  } catch (error) {
    // What is newest is there. The rest is read from the beginning at the next look.
    if (run.signal.aborted || !(error instanceof AppError && isPassing(error))) throw error;
    await repo.markArchiveRead(ctx.db, source.id, false);
    return { ...counts, unread: error.message };
  }
  if (!source.isArchiveRead) await repo.markArchiveRead(ctx.db, source.id, true);
  return { ...counts, unread: null };
}
