import type { StoredItem } from "@/server/episodes/episodes.service";
import { withoutQuery } from "./episode-identity";
import type { ParsedFeed } from "./parsing/parsed-feed";

/** What a podcast is recognised by. */
export type PodcastTraits = {
  podcastGuid: string | null;
  items: readonly EpisodeTraits[];
};

type EpisodeTraits = { identity: string; media: string; title: string; publishedAt: Date | null };

/**
 * Whether two documents are of one podcast: by its podcast:guid, by a common episode, or by the titles of several. A feed
 * that says it has moved is believed only then, so that neither a typing error nor a parked domain takes its place.
 */
export function isSamePodcast(a: PodcastTraits, b: PodcastTraits): boolean {
  if (a.podcastGuid !== null && a.podcastGuid === b.podcastGuid) return true;
  if (shareEpisode(a, b)) return true;

  const titles = titlesOf(a);
  const common = [...titlesOf(b)].filter((title) => titles.has(title)).length;
  return common >= 3 || (common > 0 && common === Math.min(a.items.length, b.items.length));
}

/** The same file, or the same guid with the same title or time: guids alone may be no more than `1`, `2`, `3`. */
function shareEpisode(a: PodcastTraits, b: PodcastTraits): boolean {
  const media = new Set(a.items.map((item) => item.media));
  const byIdentity = new Map(a.items.map((item) => [item.identity, item]));
  return b.items.some((item) => {
    const known = byIdentity.get(item.identity);
    return media.has(item.media) || (known !== undefined && (hasSameTitle(known, item) || hasSameTime(known, item)));
  });
}

const hasSameTitle = (a: EpisodeTraits, b: EpisodeTraits) => titleKey(a) === titleKey(b);
const hasSameTime = (a: EpisodeTraits, b: EpisodeTraits) =>
  a.publishedAt !== null && a.publishedAt.getTime() === b.publishedAt?.getTime();

const titlesOf = ({ items }: PodcastTraits) => new Set(items.map(titleKey));
const titleKey = ({ title }: EpisodeTraits) => title.trim().toLowerCase();

export function traitsOf(feed: ParsedFeed): PodcastTraits {
  const items = feed.items.map(({ identity, enclosure, title, publishedAt }) => ({
    identity,
    media: withoutQuery(enclosure.url),
    title,
    publishedAt,
  }));
  return { podcastGuid: feed.podcastGuid, items };
}

export function storedTraits(podcastGuid: string | null, stored: readonly StoredItem[]): PodcastTraits {
  const items = stored.map(({ guid, enclosureKey, title, publishedAt }) => ({
    identity: guid,
    media: enclosureKey,
    title,
    publishedAt,
  }));
  return { podcastGuid, items };
}
