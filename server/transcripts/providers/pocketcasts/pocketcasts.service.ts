import type { Feed } from "@/server/feeds/feeds.schema";
import { getFeed } from "@/server/feeds/feeds.service";
import { AppError, conflict, invalid } from "@/server/platform/errors";
import { queueWithdrawal } from "../../withdraw-transcripts";
import type { ProviderContext } from "../provider";
import { chooseShow, rankShows } from "./choose-show";
import { pocketcasts } from "./pocketcasts";
import * as repo from "./pocketcasts.repo";
import type { SetPocketcasts, ShowCandidates } from "./pocketcasts.schema";
import { readShow, searchShows } from "./pocketcasts-api";
import type { ShowNotes } from "./read-show-notes";
import { adoptList } from "./survey-feed";

const TIMEOUT_MS = 60_000;
/** What comes after these is likely to be something else altogether. */
const CANDIDATES = 3;

/**
 * Says which show a podcast is, or that it is not there. Transcripts that came from another show are taken away and looked
 * for again. @throws `invalid` when there is no such show, `unavailable` when Pocket Casts does not answer; then nothing changes.
 */
export async function setPocketcastsShow(ctx: ProviderContext, { id, uuid }: SetPocketcasts): Promise<Feed> {
  await assertEnabled(ctx);
  await getFeed(ctx, { id });
  if (uuid === null) {
    const absent = { uuid, title: null, author: null, score: null, reason: "as you said", isByHand: true };
    await changeMatch(ctx, id, absent, null);
  } else {
    const list = await readShow(ctx, uuid, AbortSignal.timeout(TIMEOUT_MS)).catch((error: unknown) => {
      throw error instanceof AppError && error.kind === "not_found" ? invalid("Pocket Casts has no such show") : error;
    });
    const { title, author } = list.title === null ? await searchNames(ctx, { id, uuid }) : list;
    await changeMatch(ctx, id, { uuid, title, author, score: null, reason: "as you said", isByHand: true }, list);
  }
  return getFeed(ctx, { id });
}

/** Searches the show anew, whatever was found or said before. @throws `unavailable` when Pocket Casts does not answer; then nothing changes. */
export async function searchPocketcastsShow(ctx: ProviderContext, { id }: { id: number }): Promise<Feed> {
  await assertEnabled(ctx);
  await getFeed(ctx, { id });
  const show = await repo.findShow(ctx.db, id);
  if (!show) return getFeed(ctx, { id });
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const choice = chooseShow(show.feed, await searchShows(ctx, show.feed.title, signal));
  if (choice.kind === "none") {
    const { title = null, author = null, score = null } = choice.best ?? {};
    await changeMatch(ctx, id, { uuid: null, title, author, score, reason: choice.because, isByHand: false }, null);
  } else {
    const { uuid, title, author } = choice.show;
    const list = await readShow(ctx, uuid, signal);
    await changeMatch(
      ctx,
      id,
      { uuid, title, author, score: choice.score, reason: choice.because, isByHand: false },
      list,
    );
  }
  return getFeed(ctx, { id });
}

/** What the search for a podcast finds, the likeliest first; nothing is changed by it. @throws `unavailable` when Pocket Casts does not answer */
export async function listPocketcastsCandidates(ctx: ProviderContext, { id }: { id: number }): Promise<ShowCandidates> {
  await assertEnabled(ctx);
  await getFeed(ctx, { id });
  const show = await repo.findShow(ctx.db, id);
  if (!show || show.isPrivate) return { shows: [] };
  const found = await searchShows(ctx, show.feed.title, AbortSignal.timeout(TIMEOUT_MS));
  const distinct = [...new Map(found.map((candidate) => [candidate.uuid, candidate])).values()];
  const ranked = rankShows(show.feed, distinct).slice(0, CANDIDATES);
  return { shows: ranked.map(({ show: { uuid, title, author }, score }) => ({ uuid, title, author, score })) };
}

/** A list may come without the name of its show, which the search for the podcast may have. It is no reason to fail. */
async function searchNames(ctx: ProviderContext, { id, uuid }: { id: number; uuid: string }) {
  const unnamed = { title: null, author: null };
  const show = await repo.findShow(ctx.db, id);
  if (!show || show.isPrivate) return unnamed;
  try {
    const found = await searchShows(ctx, show.feed.title, AbortSignal.timeout(TIMEOUT_MS));
    return found.find((candidate) => candidate.uuid === uuid) ?? unnamed;
  } catch (error) {
    if (error instanceof AppError) return unnamed;
    throw error;
  }
}

async function assertEnabled(ctx: ProviderContext): Promise<void> {
  if (!(await pocketcasts.isEnabled(ctx))) throw conflict("Pocket Casts is switched off in the settings");
}

async function changeMatch(
  ctx: ProviderContext,
  feedId: number,
  chosen: repo.ChosenShow,
  list: ShowNotes | null,
): Promise<void> {
  const jobs = await ctx.db.$transaction(async (tx) => {
    const wasOther = await repo.replaceMatch(tx, feedId, chosen, ctx.clock.now());
    return wasOther ? queueWithdrawal({ db: tx, clock: ctx.clock }, { feedId, provider: pocketcasts.id }) : [];
  });
  await ctx.bell.ring(jobs);
  if (list) await adoptList(ctx, feedId, list);
}
