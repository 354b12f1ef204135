import { listStoredItems } from "@/server/episodes/episodes.service";
import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { openAccess } from "./feed-access";
import * as repo from "./feeds.repo";
import { fetchFeed } from "./fetch-feed";
import { planImport } from "./plan-import";

/**
 * Where the audio of an episode is by now, if its feed names another address than the one that is known; null when it does not,
 * or cannot be had. It is asked beside its looks and nothing is written: how the looks at a feed go, when the next one is, and
 * what is new in it, they alone say.
 */
export async function findNewEnclosure(
  ctx: Pick<Core, "db" | "http" | "clock" | "secrets">,
  { feedId, episodeId }: { feedId: number; episodeId: number },
  signal: AbortSignal,
): Promise<string | null> {
  const source = await repo.findSource(ctx.db, feedId);
  if (!source) return null;
  const { url, etag, lastModified, languageOverride, language } = source;
  try {
    const access = openAccess(ctx, source.credentials);
    const fetched = await fetchFeed(ctx, { url, access, etag, lastModified, signal });
    if (fetched.kind === "unchanged") return null;
    const { updates } = planImport({
      items: fetched.feed.items,
      stored: await listStoredItems(ctx.db, feedId),
      feedLanguage: languageOverride ?? language,
      retryDays: 0, // for the states of new episodes, which are left to the next look
      now: ctx.clock.now(),
    });
    return updates.find(({ values }) => values.id === episodeId)?.values.enclosureUrl ?? null;
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return null;
  }
}
