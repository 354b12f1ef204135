import { listNewestDates } from "@/server/episodes/episodes.service";
import type { JobOutcome } from "@/server/jobs/jobs.schema";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { conflict, invalid } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import { refusalOfAddress } from "./address-refusal";
import { type FeedAccess, openAccess, type Place, sealAccess, urlKeyOf } from "./feed-access";
import { metadataOf } from "./feed-metadata";
import * as repo from "./feeds.repo";
import { type FetchedFeed, fetchFeed } from "./fetch-feed";
import { followMove, redirected } from "./follow-move";
import { importPages } from "./import-pages";
import { beginLook, failLook, type Look, SUPERSEDED, superseded } from "./look";
import * as looks from "./looks.repo";
import { learnInterval, nextPollAt, type PollBounds } from "./poll-schedule";
import { CUT_OFF, refuseDocument } from "./refuse-document";
import { speakLanguage } from "./speak-language";

const DATES_TO_LEARN_FROM = 20;

type Context = Pick<Core, "db" | "http" | "clock" | "env" | "secrets"> & { bell: Bell };
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };

/**
 * Looks at a feed and takes over what is new or changed, of all its pages where it has several. May break off anywhere and
 * run again: items are stored by identity and the feed's validators only at the end. Of a document that is cut off, only the
 * episodes are taken over. A feed that cannot be had or read shows why, and is looked at again later, whatever ended the look.
 * One that has moved for good is looked at under its new address from then on; one that was given another address meanwhile
 * is looked at there at once.
 */
export async function refreshFeed(ctx: Context, { feedId }: { feedId: number }, run: Run): Promise<JobOutcome> {
  const source = await repo.findSource(ctx.db, feedId);
  if (!source) return { kind: "skipped", because: "the feed was deleted" };
  const look = await beginLook(ctx, source);
  try {
    return await refresh(ctx, look, run);
  } catch (error) {
    const failure = await failLook(ctx, look, { error, signal: run.signal });
    return failure.isWritten ? { kind: "failed", because: failure.because } : again(ctx, look, SUPERSEDED);
  }
}

async function refresh(ctx: Context, look: Look, run: Run): Promise<JobOutcome> {
  const { url, credentials, isComplete } = look.source;
  const access = openAccess(ctx, credentials);
  const asked = await ask(ctx, look.source, access, run.signal);
  if (asked.kind === "unchanged") {
    const isWritten = await looks.markPolled(ctx.db, look.source, await nextLook(ctx, look.source, isComplete));
    return isWritten ? { kind: "done", note: "not modified" } : again(ctx, look, SUPERSEDED);
  }
  await refuseDocument(ctx, look.source, asked);
  const hasLeft = (there: Place) => look.source.formerUrlKeys.includes(urlKeyOf(ctx, there));
  const place = await followMove(ctx, { url, access, document: asked }, { signal: run.signal, hasLeft });
  const move = await moveTo(ctx, look, place);
  if (move === "superseded") return again(ctx, look, SUPERSEDED);
  const { document } = place;
  const { isCutOff, language } = document.feed;
  if (!isCutOff && language !== look.source.language) await changeLanguage(ctx, look.source, language);
  const { inserted, changed, rest } = await importPages(ctx, look.source, place, run);
  if (isCutOff) throw invalid(CUT_OFF);
  const isWritten = await looks.markImported(ctx.db, look.source, {
    ...(await nextLook(ctx, look.source, document.feed.isComplete)),
    metadata: metadataOf(document.feed),
    // With validators, the next look would be told that nothing has changed and not come to the pages that are missing.
    etag: rest.kind === "none" ? document.etag : null,
    lastModified: rest.kind === "none" ? document.lastModified : null,
  });
  if (!isWritten) return again(ctx, look, SUPERSEDED);
  if (rest.kind === "now") return again(ctx, look, `its older pages follow, from page ${rest.page} on`);
  const notes = [
    `${inserted} new, ${changed} changed`,
    ...(move === "moved" ? [`moved to ${new URL(place.url).host}`] : []),
    ...(rest.kind === "later" ? [`its older pages are read later: ${rest.because}`] : []),
  ];
  return { kind: "done", note: notes.join(", ") };
}

/** Asks conditionally. A new place is read in full: what was known of the old one says nothing about it. */
async function ask(
  ctx: Context,
  source: repo.FeedSource,
  access: FeedAccess,
  signal: AbortSignal,
): Promise<FetchedFeed> {
  const { url, etag, lastModified } = source;
  const asked = await fetchFeed(ctx, { url, access, etag, lastModified, signal });
  const isMoved = asked.kind === "unchanged" && redirected({ url, access, document: asked }).url !== url;
  return isMoved ? fetchFeed(ctx, { url, access, signal }) : asked;
}

/** Another look at once, after what waits already. */
async function again(ctx: Context, look: Look, because: string): Promise<JobOutcome> {
  await looks.markReleased(ctx.db, look.source, look);
  return { kind: "postponed", until: ctx.clock.now(), because };
}

/** Before its items are stored: they bring the new language along, and only those that have another are indexed anew. */
async function changeLanguage(ctx: Context, source: repo.FeedSource, language: string | null): Promise<void> {
  const jobs = await ctx.db.$transaction(async (tx) => {
    if (!(await looks.markLanguage(tx, source, language))) throw superseded();
    return speakLanguage({ db: tx, clock: ctx.clock }, source.id);
  });
  await ctx.bell.ring(jobs);
}

/**
 * Gives the feed its new address, at which the look then is. `superseded` when somebody has given it another one meanwhile.
 * @throws `conflict` when another feed of the library has the new address; `invalid` when it cannot be stored.
 */
async function moveTo(
  ctx: Context,
  look: Look,
  place: { url: string; access: FeedAccess },
): Promise<"stayed" | "moved" | "superseded"> {
  const { source } = look;
  if (place.url === source.url) return "stayed";
  const refusal = refusalOfAddress(place.url);
  if (refusal) throw invalid(refusal);
  const urlKey = urlKeyOf(ctx, place);
  const move = { url: place.url, urlKey, credentials: sealAccess(ctx, place.access) };
  if (await repo.moveFeed(ctx.db, source.id, move, source)) {
    const { url, credentials } = move;
    look.source = { ...source, url, credentials, isArchiveRead: false, archivePlace: null };
    return "moved";
  }
  const other = await repo.findLive(ctx.db, { urlKey });
  if (!other || other.id === source.id) return "superseded";
  throw conflict(`the podcast has moved to ${place.url}, which is subscribed to as «${other.title}»`);
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
