import { listStoredItems } from "@/server/episodes/episodes.service";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import { type ArchivePlace, openPlace, sealPlace } from "./archive-place";
import type { FeedSource } from "./feeds.repo";
import { isRefusal } from "./fetch-feed";
import { importItems } from "./import-items";
import { superseded } from "./look";
import * as looks from "./looks.repo";
import type { ParsedFeed } from "./parsing/parsed-feed";
import { type ImportPlan, planImport } from "./plan-import";
import { isPassing, readFurtherPages } from "./read-further-pages";

/** Half of what the job may take: a page that is slow must still fit in. */
const READING_MS = 5 * 60_000;
/** Trouble passes within hours; after so many looks it may be the address of the page that is wrong. */
const MOST_FAILURES = 5;

type Context = Pick<Core, "db" | "http" | "clock" | "env" | "secrets"> & { bell: Bell };
type Run = { signal: AbortSignal; progress: (percent: number, note: string) => Promise<void> };
type FirstPage = Parameters<typeof readFurtherPages>[1];
type Seen = { new: number; known: number };

/** What is left of the archive: nothing, what is to be read at once, or what could not be had now. */
export type ArchiveRest = { kind: "none" } | { kind: "now"; page: number } | { kind: "later"; because: string };

/**
 * Takes over page after page, so that a long archive is never in memory as a whole. Where it has got to is written down after
 * each page: the next look goes on there, however this one ends.
 */
export async function importPages(
  ctx: Context,
  source: FeedSource,
  first: FirstPage,
  run: Run,
): Promise<{ inserted: number; changed: number; rest: ArchiveRest }> {
  const counts = { inserted: 0, changed: 0 };
  const take = async (feed: ParsedFeed, page: number): Promise<Seen> => {
    const plan = await planPage(ctx, source, { feed, first });
    const seen = { new: plan.inserts.length, known: plan.updates.length + plan.unchanged };
    // Once the page is stored, nothing tells that there was a gap behind it.
    const beginning = page === 1 && source.isArchiveRead && isGap(seen) ? beginningOf(first) : null;
    if (beginning) await markPlace(ctx, source, beginning);
    await importPage(ctx, source, { plan, page }, run);
    counts.inserted += plan.inserts.length;
    counts.changed += plan.updates.length;
    return seen;
  };
  const seen = await take(first.document.feed, 1);
  const { isCutOff, nextPageUrl } = first.document.feed;
  const isAllRead = (source.isArchiveRead && !isGap(seen)) || (isCutOff && nextPageUrl === null);
  const rest = isAllRead ? none : await readArchive(ctx, source, { first, seen, take }, run);
  return { ...counts, rest };
}

const none: ArchiveRest = { kind: "none" };

/** Nothing on the page was known: there may be more that is new before what is. */
const isGap = (seen: Seen) => seen.new > 0 && seen.known === 0;

function beginningOf(first: FirstPage): ArchivePlace | null {
  const { nextPageUrl } = first.document.feed;
  return nextPageUrl === null ? null : { url: nextPageUrl, page: 2, isSecondReading: false, failures: 0 };
}

type Reading = { first: FirstPage; seen: Seen; take: (feed: ParsedFeed, page: number) => Promise<Seen> };

async function readArchive(ctx: Context, source: FeedSource, reading: Reading, run: Run): Promise<ArchiveRest> {
  const beginning = beginningOf(reading.first);
  // Behind a gap the place of an earlier reading is too far on.
  const reached = isGap(reading.seen) ? null : openPlace(ctx, source.archivePlace);
  const rest = await readFrom(
    ctx,
    source,
    { ...reading, from: reached ?? beginning, isResumed: reached !== null },
    run,
  );
  if (rest !== "missing" || !reached || !beginning) return settled(ctx, source, rest);
  // Hosts may sign the addresses of their pages for a time.
  if (reached.isSecondReading) {
    await markPlace(ctx, source, null);
    return { kind: "later", because: `its page ${reached.page} has another address by now` };
  }
  const from = { ...beginning, isSecondReading: true };
  return settled(ctx, source, await readFrom(ctx, source, { ...reading, from, isResumed: false }, run));
}

async function settled(ctx: Context, source: FeedSource, rest: ArchiveRest | "missing"): Promise<ArchiveRest> {
  if (rest !== "missing" && rest.kind !== "none") return rest;
  await looks.markArchive(ctx.db, source, { isArchiveRead: true, archivePlace: null });
  return none;
}

/** `missing`: there is no page at this place, or its address lets nobody in any more. */
async function readFrom(
  ctx: Context,
  source: FeedSource,
  { first, from, isResumed, take }: Reading & { from: ArchivePlace | null; isResumed: boolean },
  run: Run,
): Promise<ArchiveRest | "missing"> {
  if (from === null) return none;
  const deadline = from.isSecondReading ? Number.POSITIVE_INFINITY : ctx.clock.now().getTime() + READING_MS;
  let rest: ArchiveRest | "missing" = "missing";
  try {
    if (!(await markPlace(ctx, source, from))) return { kind: "now", page: from.page };
    for await (const { feed, page, next } of readFurtherPages(ctx, first, from, run.signal)) {
      const seen = await take(feed, page);
      rest = none;
      if (next === null || (source.isArchiveRead && seen.known > 0)) return none;
      const isStillThere = await markPlace(ctx, source, next);
      if (!isStillThere || ctx.clock.now().getTime() >= deadline) return { kind: "now", page: next.page };
    }
    return rest;
  } catch (error) {
    const isOfThePage = error instanceof AppError && (isPassing(error) || isRefusal(error));
    if (run.signal.aborted || !isOfThePage) throw error;
    if (rest === "missing" && isResumed && isRefusal(error)) return rest;
    const failures = from.failures + 1;
    if (rest === "missing") await markPlace(ctx, source, failures < MOST_FAILURES ? { ...from, failures } : null);
    return { kind: "later", because: error.message };
  }
}

function markPlace(ctx: Context, source: FeedSource, place: ArchivePlace | null): Promise<boolean> {
  return looks.markArchive(ctx.db, source, { isArchiveRead: false, archivePlace: place && sealPlace(ctx, place) });
}

async function planPage(
  ctx: Context,
  source: FeedSource,
  { feed, first }: { feed: ParsedFeed; first: FirstPage },
): Promise<ImportPlan> {
  const retryDays = await getSetting(ctx, "transcript_retry_days");
  const feedLanguage = source.languageOverride ?? first.document.feed.language;
  const stored = await listStoredItems(ctx.db, source.id);
  return planImport({ items: feed.items, stored, feedLanguage, retryDays, now: ctx.clock.now() });
}

async function importPage(
  ctx: Context,
  source: FeedSource,
  { plan, page }: { plan: ImportPlan; page: number },
  run: Run,
): Promise<void> {
  // Not for what feeds change at each look, as the signatures of their files: others are asked for their whole list then.
  const hasChanged = plan.inserts.length > 0 || plan.updates.some(({ isToldOtherwise }) => isToldOtherwise);
  if (hasChanged && !(await looks.markContentChanged(ctx.db, source, ctx.clock.now()))) throw superseded();
  await importItems(ctx, source, plan, page, run);
}
