import { listNewestDates } from "@/server/episodes/episodes.service";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError, conflict, invalid } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import { refusalOfAddress } from "./address-refusal";
import { type FeedAccess, openAccess, sealAccess, urlKeyOf } from "./feed-access";
import { metadataOf } from "./feed-metadata";
import * as repo from "./feeds.repo";
import { fetchFeed } from "./fetch-feed";
import { followMove, redirected } from "./follow-move";
import { importPages } from "./import-pages";
import { learnInterval, nextPollAt, type PollBounds } from "./poll-schedule";

const DATES_TO_LEARN_FROM = 20;

type Context = Pick<Core, "db" | "http" | "clock" | "env" | "secrets"> & { bell: Bell };
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };

/**
 * Looks at a feed and takes over what is new or changed, of all its pages where it has several. May break off anywhere and
 * run again: items are stored by identity and the feed's validators only at the end. A feed that cannot be had or read
 * shows why, and is looked at again later. One that has moved for good is looked at under its new address from then on.
 */
export async function refreshFeed(ctx: Context, { feedId }: { feedId: number }, run: Run): Promise<JobOutcome> {
  const source = await repo.findSource(ctx.db, feedId);
  if (!source) return { kind: "skipped", because: "the feed was deleted" };
  try {
    return await refresh(ctx, source, run);
  } catch (error) {
    if (run.signal.aborted || !(error instanceof AppError)) throw error;
    const at = ctx.clock.now();
    const { failureCount, pollIntervalSeconds } = source;
    const next = nextPollAt({
      id: feedId,
      intervalMs: pollIntervalSeconds * 1000,
      failureCount: failureCount + 1,
      retryAfterMs: error.retryAfterMs ?? null,
      now: at,
    });
    await repo.markFailed(ctx.db, feedId, { at, nextPollAt: next, error: error.message });
    return { kind: "failed", because: error.message };
  }
}

async function refresh(ctx: Context, source: repo.FeedSource, run: Run): Promise<JobOutcome> {
  const access = openAccess(ctx, source.credentials);
  const { url, etag, lastModified } = source;
  const asked = await fetchFeed(ctx, { url, access, etag, lastModified, signal: run.signal });
  if (asked.kind === "unchanged") {
    await moveTo(ctx, source, redirected({ url, access, document: asked }));
    await repo.markPolled(ctx.db, source.id, await nextLook(ctx, source, source.isComplete));
    return { kind: "done", note: "not modified" };
  }
  const place = await followMove(ctx, { url, access, document: asked }, run.signal);
  const isMoved = await moveTo(ctx, source, place);
  const { document } = place;
  const counts = await importPages(ctx, source, place, run);
  await repo.markImported(ctx.db, source.id, {
    ...(await nextLook(ctx, source, document.feed.isComplete)),
    metadata: metadataOf(document.feed),
    // With validators, the next look would be told that nothing has changed and not come to the pages that are missing.
    etag: counts.unread === null ? document.etag : null,
    lastModified: counts.unread === null ? document.lastModified : null,
  });
  const notes = [
    `${counts.inserted} new, ${counts.changed} changed`,
    ...(isMoved ? [`moved to ${new URL(place.url).host}`] : []),
    ...(counts.unread ? [`its older pages are read later: ${counts.unread}`] : []),
  ];
  return { kind: "done", note: notes.join(", ") };
}

/** Answers whether it has moved. @throws `conflict` when another feed of the library has the new address. */
async function moveTo(
  ctx: Context,
  source: repo.FeedSource,
  place: { url: string; access: FeedAccess },
): Promise<boolean> {
  if (place.url === source.url) return false;
  const refusal = refusalOfAddress(place.url);
  if (refusal) throw invalid(refusal);
  const urlKey = urlKeyOf(place.url, place.access);
  const move = { url: place.url, urlKey, credentials: sealAccess(ctx, place.access) };
  if (await repo.moveFeed(ctx.db, source.id, move)) return true;
  const other = await repo.findLive(ctx.db, { urlKey });
  throw conflict(
    `the podcast has moved to ${place.url}, which is subscribed to as «${other?.title ?? "another podcast"}»`,
  );
}

async function nextLook(
  ctx: Context,
  { id }: repo.FeedSource,
  isComplete: boolean,
): Promise<{ at: Date; nextPollAt: Date; pollIntervalSeconds: number }> {
  const at = ctx.clock.now();
  const publishedAt = await listNewestDates(ctx.db, id, DATES_TO_LEARN_FROM);
  const { intervalMs } = learnInterval({ publishedAt, isComplete, bounds: await pollBounds(ctx), now: at });
  return {
    at,
    nextPollAt: nextPollAt({ id, intervalMs, failureCount: 0, now: at }),
    pollIntervalSeconds: Math.round(intervalMs / 1000),
  };
}

async function pollBounds(ctx: Context): Promise<PollBounds> {
  return {
    shortestMs: (await getSetting(ctx, "feed_poll_minutes")) * 60_000,
    longestMs: (await getSetting(ctx, "feed_poll_max_minutes")) * 60_000,
  };
}
