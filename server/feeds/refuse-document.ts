import { listStoredItems } from "@/server/episodes/episodes.service";
import type { Core } from "@/server/platform/core";
import { invalid } from "@/server/platform/errors";
import type { FeedSource } from "./feeds.repo";
import type { FetchedDocument } from "./fetch-feed";
import { isSamePodcast, storedTraits, traitsOf } from "./same-podcast";

type Source = Pick<FeedSource, "id" | "url" | "podcastGuid">;

/**
 * Lets no podcast that has episodes be replaced by an empty document, as hosts in trouble send it, nor by the other podcast
 * to which a permanent redirect leads, as that of a parked domain. @throws `invalid` that says which
 */
export async function refuseDocument(ctx: Pick<Core, "db">, source: Source, document: FetchedDocument): Promise<void> {
  const { feed, movedTo } = document;
  const isEmpty = feed.itemCount === 0;
  if (!isEmpty && !isOnAnotherHost(movedTo, source.url)) return;

  const stored = await listStoredItems(ctx.db, source.id);
  if (stored.length === 0) return;
  if (isEmpty) throw invalid(feed.isCutOff ? CUT_OFF : "the feed is empty");
  if (!isSamePodcast(storedTraits(source.podcastGuid, stored), traitsOf(feed)))
    throw invalid(`the address leads to another podcast, «${feed.title}»`);
}

/** What there is of such a document is good, but it does not say all. */
export const CUT_OFF = "the feed is cut off";

const isOnAnotherHost = (movedTo: string | null, url: string) =>
  movedTo !== null && new URL(movedTo).host !== new URL(url).host;
