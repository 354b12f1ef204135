import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { correctLookupResults, listPairable } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import { AppError } from "@/server/platform/errors";
import { requestLookups } from "../../request-lookups";
import type { ProviderContext } from "../provider";
import { chooseShow } from "./choose-show";
import { decideSurvey, surveyRetryAt } from "./decide-survey";
import { newOffers } from "./new-offers";
import { pairEpisodes } from "./pair-episodes";
import * as repo from "./pocketcasts.repo";
import { readShow, searchShows } from "./pocketcasts-api";
import type { ShowNotes } from "./read-show-notes";
import { whyNone } from "./why-none";

/** Longer than a search and a list may take together. */
const LEASE_MS = 100_000;
/** Most lists are there within that time, and a job that waits for one need not be put back. */
const SHORT_WAIT_MS = 2_000;
const LOOK_EVERY_MS = 200;
const LATER_MS = 10_000;

export type Survey =
  | { kind: "ready" }
  | { kind: "absent"; because: string }
  | { kind: "later"; because: string; retryAfterMs: number | null };

/**
 * Sees to it that what Pocket Casts lists for a feed is stored here and young enough, with at most one search and one request
 * for the list, however many ask at the same time in however many processes: who has the lease asks, the others wait.
 */
export async function surveyFeed(ctx: ProviderContext, feedId: number, signal: AbortSignal): Promise<Survey> {
  const patience = AbortSignal.timeout(SHORT_WAIT_MS);
  const token = randomUUID();
  while (true) {
    const standing = await standingOf(ctx, feedId);
    if (standing.kind !== "due" && standing.kind !== "refreshing") return standing;
    const now = ctx.clock.now();
    const lease = { feedId, token, now, until: new Date(now.getTime() + LEASE_MS) };
    if (standing.kind === "due" && (await repo.takeLease(ctx.db, lease))) {
      await workUnderLease(ctx, lease, signal);
      continue;
    }
    if (patience.aborted)
      return { kind: "later", because: "the list of Pocket Casts is being read", retryAfterMs: LATER_MS };
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

type Standing = Survey | { kind: "due"; show: repo.StoredShow } | { kind: "refreshing" };

async function standingOf(ctx: ProviderContext, feedId: number): Promise<Standing> {
  const show = await repo.findShow(ctx.db, feedId);
  if (!show) return { kind: "absent", because: "the feed was deleted" };
  const decision = decideSurvey(show, ctx.clock.now());
  if (decision.kind === "ready") return decision;
  if (decision.kind === "absent") return { kind: "absent", because: absence(show) };
  if (decision.kind === "failing") {
    return {
      kind: "later",
      because: decision.because,
      retryAfterMs: decision.retryAt.getTime() - ctx.clock.now().getTime(),
    };
  }
  // Episodes that are not stored yet could not be paired.
  return show.isBeingRefreshed ? { kind: "refreshing" } : { kind: "due", show };
}

function absence({ reason, isPrivate }: repo.StoredShow): string {
  if (isPrivate) return "Pocket Casts is not asked about private podcasts";
  return reason ? `not on Pocket Casts: ${reason}` : "not on Pocket Casts";
}

type Lease = { feedId: number; token: string };

/** Whoever held the lease before may have done everything: it is decided again. */
async function workUnderLease(ctx: ProviderContext, lease: Lease, signal: AbortSignal): Promise<void> {
  const standing = await standingOf(ctx, lease.feedId);
  if (standing.kind !== "due") return repo.releaseLease(ctx.db, lease);
  const { show } = standing;
  try {
    const uuid = show.uuid ?? (await search(ctx, lease, show, signal));
    if (uuid !== null) await readList(ctx, lease, uuid, signal);
  } catch (error) {
    if (signal.aborted) {
      await repo.releaseLease(ctx.db, lease);
      throw error;
    }
    await writeFailure(ctx, lease, { error, count: show.failureCount + 1 });
  }
}

/** A fault of our own waits as long as one of theirs: asked again at once, it would only come again. */
async function writeFailure(
  ctx: ProviderContext,
  lease: Lease,
  { error, count }: { error: unknown; count: number },
): Promise<void> {
  const isTheirs = error instanceof AppError;
  const message = isTheirs ? error.message : "what Pocket Casts answered could not be worked with";
  const retryAfterMs = isTheirs ? (error.retryAfterMs ?? null) : null;
  const retryAt = surveyRetryAt({ count, retryAfterMs, now: ctx.clock.now() });
  await repo.saveFailure(ctx.db, lease, { message, count, retryAt });
  const { feedId } = lease;
  if (isTheirs) ctx.log.warn("pocketcasts.failed", { feedId, because: message });
  else ctx.log.error("pocketcasts.broke", { feedId, error });
}

/** Answers the show's uuid; null when there is none, or when the match was changed by hand meanwhile. */
async function search(
  ctx: ProviderContext,
  lease: Lease,
  { feed }: repo.StoredShow,
  signal: AbortSignal,
): Promise<string | null> {
  const choice = chooseShow(feed, await searchShows(ctx, feed.title, signal));
  const now = ctx.clock.now();
  ctx.log.info("pocketcasts.searched", { feedId: lease.feedId, outcome: choice.kind, because: choice.because });
  if (choice.kind === "none") {
    const { title = null, author = null, score = null } = choice.best ?? {};
    await repo.saveNoMatch(ctx.db, lease, { title, author, score, reason: choice.because }, now);
    return null;
  }
  const { uuid, title, author } = choice.show;
  const match = { uuid, title, author, score: choice.score, reason: choice.because };
  return (await repo.saveMatch(ctx.db, lease, match, now)) ? uuid : null;
}

async function readList(ctx: ProviderContext, lease: Lease, uuid: string, signal: AbortSignal): Promise<void> {
  // What the feed brings while the list is on its way makes it stale at once.
  const at = ctx.clock.now();
  await storeList(ctx, lease, await readShow(ctx, uuid, signal), at);
}

/** Stores a list that was read already, unless somebody is reading another one just now. */
export async function adoptList(ctx: ProviderContext, feedId: number, list: ShowNotes): Promise<void> {
  const at = ctx.clock.now();
  const lease = { feedId, token: randomUUID() };
  const isTaken = await repo.takeLease(ctx.db, { ...lease, now: at, until: new Date(at.getTime() + LEASE_MS) });
  if (isTaken) await storeList(ctx, lease, list, at);
}

/**
 * The list, which of it is which of ours, and the lookups that are worth it now: all or nothing. With the first list of a show,
 * what was said before of episodes that are not worth one no longer holds: it was about another show, or none.
 */
async function storeList(ctx: ProviderContext, lease: Lease, list: ShowNotes, at: Date): Promise<void> {
  const { feedId } = lease;
  const jobs = await ctx.db.$transaction(async (tx) => {
    const episodes = await listPairable(tx, feedId);
    const pairs = pairEpisodes(episodes, list.episodes);
    const oursOf = new Map(pairs.map(({ ours, theirs }) => [theirs, ours.id]));
    const listed = list.episodes.map((episode) => ({ ...episode, episodeId: oursOf.get(episode) ?? null }));
    const offers = listed.flatMap(({ episodeId, files }) =>
      episodeId && files.length > 0 ? [{ episodeId, files }] : [],
    );
    const counts = { episodeCount: pairs.length, transcriptCount: offers.length };
    const show = await repo.findShow(tx, feedId);
    if (!(await repo.markListed(tx, lease, { at, title: list.title, author: list.author, ...counts }))) return [];

    const worthIt = newOffers(await repo.listOffers(tx, feedId), offers);
    await repo.replaceList(tx, feedId, listed);
    if (show?.listedAt === null) {
      const listedIds = new Set(oursOf.values());
      const offeredIds = new Set(offers.map(({ episodeId }) => episodeId));
      const without = episodes.filter(({ id }) => !offeredIds.has(id));
      const reasons = without.map(({ id }) => ({ id, reason: whyNone({ isListed: listedIds.has(id) }) }));
      await correctLookupResults(tx, { provider: "pocketcasts", reasons, at });
    }
    const ids = worthIt.map(({ episodeId }) => episodeId);
    const work = await requestLookups(
      { db: tx, clock: ctx.clock },
      { selection: { ids }, priority: priorities.backlog },
    );
    return work.jobs;
  });
  await ctx.bell.ring(jobs);
}
