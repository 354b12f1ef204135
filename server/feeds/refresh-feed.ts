import {
  insertItems,
  listNewestDates,
  listStates,
  listStoredItems,
  transition,
  updateItems,
} from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import type { DueJob, JobOutcome } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError, conflict } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import { type FeedAccess, openAccess, sealAccess, urlKeyOf } from "./feed-access";
import { metadataOf } from "./feed-metadata";
import { findFeedPolicy } from "./feed-policy";
import * as repo from "./feeds.repo";
import { fetchFeed } from "./fetch-feed";
import { followMove, redirected } from "./follow-move";
import { lookupPriority } from "./lookup-priority";
import type { ParsedFeed } from "./parsed-feed";
import { type ImportPlan, planImport } from "./plan-import";
import { learnInterval, nextPollAt, type PollBounds } from "./poll-schedule";
import { isPassing, readFurtherPages } from "./read-further-pages";
import { wantsAudio } from "./wants-audio";

/** One statement, one transaction: small enough that nobody waits long behind it. */
const CHUNK = 250;
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

/** Takes over page after page, so that a long archive is never in memory as a whole. */
async function importPages(
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
    await carryOut(ctx, source, plan, page, run);
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

async function carryOut(
  ctx: Context,
  source: repo.FeedSource,
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
    await ctx.bell.ring(await updateChunk(ctx, items));
    await advance(items.length);
  }
}

/** Episodes and the jobs that look for their transcripts: both or neither. */
async function insertChunk(ctx: Context, source: repo.FeedSource, items: ImportPlan["inserts"]): Promise<DueJob[]> {
  const publishedAt = new Map(items.map((item) => [item.guid, item.publishedAt]));
  const now = ctx.clock.now();
  const policy = await findFeedPolicy(ctx, source.id);
  return ctx.db.$transaction(async (tx) => {
    const inserted = await insertItems(tx, source.id, items);
    const work = inserted
      .filter((episode) => episode.state === "new")
      .map(({ id, guid }) => ({
        type: "fetchTranscript" as const,
        payload: { episodeId: id },
        priority: lookupPriority({ publishedAt: publishedAt.get(guid) ?? null, feedPriority: source.priority, now }),
      }));
    const withChapters = new Set(items.filter((item) => item.chaptersUrl !== null).map((item) => item.guid));
    const chapters = inserted.filter(({ guid }) => withChapters.has(guid)).map(({ id }) => chaptersWork(id));
    const audio = inserted
      .filter(
        ({ guid }) => policy && wantsAudio({ publishedAt: publishedAt.get(guid) ?? null, moment: "found" }, policy),
      )
      .map(({ id }) => ({
        type: "downloadAudio" as const,
        payload: { episodeId: id },
        priority: priorities.fresh,
      }));
    return enqueue({ db: tx, clock: ctx.clock }, [...work, ...chapters, ...audio]);
  });
}

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
    const chapters = items.filter((item) => item.hasNewChapters).map(({ values }) => chaptersWork(values.id));
    return enqueue({ db: tx, clock: ctx.clock }, [...work, ...chapters]);
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
