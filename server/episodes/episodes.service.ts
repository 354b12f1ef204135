import type { z } from "zod";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import { notFound } from "@/server/platform/errors";
import * as audioRepo from "./audio.repo";
import { listChapters } from "./chapters.repo";
import { type EpisodeEvent, EpisodeState, nextState } from "./episode-state";
import * as repo from "./episodes.repo";
import type {
  Chapter,
  Episode,
  EpisodeList,
  EpisodeListQuery,
  RecentEpisodes,
  RecentQuery,
  StatusQuery,
} from "./episodes.schema";
import * as published from "./published.repo";
import { rankTranscriptTags } from "./rank-transcript-tags";
import { sanitizeShowNotes } from "./show-notes";

const DAY_MS = 24 * 3600 * 1000;

/** @throws `not_found` */
export async function getEpisode(ctx: Pick<Core, "db">, { id }: { id: number }): Promise<Episode> {
  const page = { filter: { id }, order: "published_desc", limit: 1, offset: 0, withDescription: true } as const;
  const [row] = await repo.selectEpisodes(ctx.db, page);
  if (!row) throw notFound(`there is no episode ${id}`);
  return present(row);
}

/** One page of a feed's episodes as they are passed on to podcast apps, newest first. */
export async function listToPublish(
  db: DbOrTx,
  page: Parameters<typeof published.listToPublish>[1],
): Promise<published.EpisodeToPublish[]> {
  const rows = await published.listToPublish(db, page);
  return rows.map((row) => ({ ...row, description: row.description && sanitizeShowNotes(row.description) }));
}

/** @throws `not_found` */
export async function getChapters(ctx: Pick<Core, "db">, { id }: { id: number }): Promise<{ chapters: Chapter[] }> {
  await getEpisode(ctx, { id });
  return { chapters: await listChapters(ctx.db, id) };
}

/** One page of a feed's episodes, newest first. */
export async function listFeedEpisodes(
  ctx: Pick<Core, "db">,
  input: z.output<typeof EpisodeListQuery>,
): Promise<EpisodeList> {
  const filter = { feedId: input.id, titleContains: input.q, state: input.status };
  return listPage(ctx, filter, "published_desc", input);
}

/** What was published in the last days, over all feeds. */
export async function listRecentEpisodes(
  ctx: Pick<Core, "db" | "clock">,
  input: z.output<typeof RecentQuery>,
): Promise<RecentEpisodes> {
  const publishedAfter = new Date(ctx.clock.now().getTime() - input.days * DAY_MS);
  const page = await listPage(ctx, { publishedAfter, state: input.status }, "published_desc", input);
  return { ...page, days: input.days };
}

/** The episodes in one state, over all feeds or in one. */
export async function listEpisodesByStatus(
  ctx: Pick<Core, "db">,
  input: z.output<typeof StatusQuery>,
): Promise<EpisodeList> {
  const updatedAfter = input.since === undefined ? undefined : new Date(input.since);
  const filter = { state: input.status, feedId: input.feed_id, updatedAfter };
  return listPage(ctx, filter, input.order, { ...input, include_description: true });
}

async function listPage(
  ctx: Pick<Core, "db">,
  filter: repo.EpisodeFilter,
  order: repo.EpisodePage["order"],
  page: { limit: number; offset: number; include_description: boolean },
): Promise<EpisodeList> {
  const { limit, offset, include_description: withDescription } = page;
  const rows = await repo.selectEpisodes(ctx.db, { filter, order, limit, offset, withDescription });
  const total = await repo.countEpisodes(ctx.db, filter);
  return { episodes: rows.map(present), total };
}

function present(row: Omit<Episode, "transcript_url">): Episode {
  return {
    ...row,
    description: row.description && sanitizeShowNotes(row.description),
    transcript_url: rankTranscriptTags(row.transcript_tags, row.language)[0]?.url ?? null,
  };
}

/**
 * Lets an event happen to an episode. Answers false when the event means nothing in the state that it is in by now.
 * `from` is the state in which the caller saw it.
 */
export async function transition(
  db: DbOrTx,
  episode: { id: number; state: Episode["status"] },
  event: EpisodeEvent,
  facts: Omit<repo.StateChange, "from" | "to" | "resume">,
): Promise<boolean> {
  const from = episode.state;
  const to = nextState(from, event);
  if (to === null) return false;
  // What a lookup comes to meanwhile is where a download goes back to when nobody is at work on it any more.
  const resume = to !== "downloading" ? null : from === "downloading" ? nextState("failed", event) : from;
  return repo.changeState(db, episode.id, { ...facts, from, to, resume });
}

/** Writes down that an episode's audio is stored, and moves it on. False when the episode is gone. */
export async function storeAudio(tx: DbOrTx, id: number, audio: audioRepo.StoredAudio, at: Date): Promise<boolean> {
  const state = await audioRepo.setAudio(tx, id, audio, at);
  if (state) await transition(tx, { id, state }, "audioStored", { reason: null });
  return state !== null;
}

/** The last transcript of a completed episode is gone; what audio it has is there as before. */
export async function loseTranscript(
  tx: DbOrTx,
  id: number,
  event: "transcriptWithdrawn" | "transcriptsDeleted",
  facts: Parameters<typeof transition>[3],
): Promise<void> {
  if (!(await transition(tx, { id, state: "completed" }, event, facts))) return;
  const audio = await audioRepo.findAudioSubject(tx, id);
  if (audio?.audioKey) await transition(tx, audio, "audioStored", {});
}

/** The states of episodes without a transcript from which a lookup may begin anew. */
export const retryableStates: readonly EpisodeState[] = EpisodeState.options.filter(
  (state) => state !== "completed" && nextState(state, "lookupRequested") !== null,
);

export type { AudioSubject, StoredAudio } from "./audio.repo";
export { clearAudio, findAudioSubject, returnDownloads } from "./audio.repo";
export type { ChaptersSource } from "./chapters.repo";
export {
  expectChapters,
  findChaptersSource,
  setChaptersRetry,
  setLinkedChapters,
  takeDueChapters,
} from "./chapters.repo";
export type { ItemValues, NewItem, StoredItem } from "./episodes.repo";
export {
  countByState,
  insertItems,
  listIdsInStates,
  listNewestDates,
  listPairable,
  listReadable,
  listStates,
  listStoredItems,
  setLanguage,
  setPreferredTranscript,
  updateItems,
} from "./episodes.repo";
export type { EpisodeSelection, LookupSubject, Stranded } from "./lookups.repo";
export {
  clearNextRetry,
  correctLookupResults,
  countSelected,
  findLookupSubject,
  listDueRetries,
  listStranded,
  lockLookupSubject,
  restartLookups,
} from "./lookups.repo";
export type { EpisodeToPublish } from "./published.repo";
