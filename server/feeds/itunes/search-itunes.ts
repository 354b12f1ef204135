import type { Core } from "@/server/platform/core";
import { getSetting } from "@/server/settings/settings.service";
import { urlKeyOfAddress } from "../feed-access";
import { listLiveAmong } from "../subscriptions.repo";
import { searchPodcasts } from "./itunes";
import type { ItunesResults, SearchItunes } from "./itunes.schema";

/**
 * Podcasts by words, as Apple ranks them; those without a feed are left out.
 * @throws `limited` when Apple has been asked too often, `unavailable` when it does not answer
 */
export async function searchItunes(
  ctx: Pick<Core, "db" | "http" | "clock" | "env" | "secrets">,
  { q, limit }: SearchItunes,
): Promise<ItunesResults> {
  const country = await getSetting(ctx, "itunes_country");
  const podcasts = await searchPodcasts(ctx, { term: q, country });
  const found = podcasts
    .flatMap(({ feedUrl, ...podcast }) =>
      feedUrl ? [{ ...podcast, feedUrl, urlKey: urlKeyOfAddress(ctx, feedUrl) }] : [],
    )
    .slice(0, limit);
  const live = await listLiveAmong(ctx.db, {
    urlKeys: found.map(({ urlKey }) => urlKey),
    itunesIds: found.map(({ itunesId }) => itunesId),
  });
  return {
    query: q,
    results: found.map(({ itunesId, title, author, feedUrl, artworkUrl, episodeCount, urlKey }) => ({
      itunes_id: itunesId,
      title,
      author,
      feed_url: feedUrl,
      artwork_url: artworkUrl,
      episode_count: episodeCount,
      feed_id: live.find((feed) => feed.urlKeys.includes(urlKey) || feed.itunesId === itunesId)?.id ?? null,
    })),
  };
}
