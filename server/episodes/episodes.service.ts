import type { z } from "zod";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import { notFound } from "@/server/platform/errors";
import { type EpisodeEvent, type EpisodeState, nextState, statesBefore } from "./episode-state";
import * as repo from "./episodes.repo";
import type {
  Episode,
  EpisodeList,
  EpisodeListQuery,
  RecentEpisodes,
  RecentQuery,
  StatusQuery,
} from "./episodes.schema";
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
  facts: Omit<repo.StateChange, "from" | "to">,
): Promise<boolean> {
  const to = nextState(episode.state, event);
  return to !== null && repo.changeState(db, episode.id, { ...facts, from: episode.state, to });
}

/** The states from which a lookup may begin anew. */
export const retryableStates: readonly EpisodeState[] = statesBefore("lookupRequested", "new");

export type { ItemValues, NewItem, StoredItem } from "./episodes.repo";
export {
  countByState,
  insertItems,
  listIdsInStates,
  listPairable,
  listStates,
  listStoredItems,
  setPreferredTranscript,
  updateItems,
} from "./episodes.repo";
export type { EpisodeSelection, LookupSubject, Stranded } from "./lookups.repo";
export {
  clearNextRetry,
  countSelected,
  findLookupSubject,
  listDueRetries,
  listStranded,
  lockLookupSubject,
  restartLookups,
} from "./lookups.repo";
