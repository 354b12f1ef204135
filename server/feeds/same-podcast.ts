import type { StoredItem } from "@/server/episodes/episodes.service";
import { withoutQuery } from "./episode-identity";
import type { ParsedFeed } from "./parsing/parsed-feed";

/** What a podcast is recognised by. */
export type PodcastTraits = {
  podcastGuid: string | null;
  items: readonly { identity: string; media: string; title: string }[];
};

/**
 * Whether two documents are of one podcast: by its podcast:guid, by a common episode, or by the titles of several. A feed
 * that says it has moved is believed only then, so that neither a typing error nor a parked domain takes its place.
 */
export function isSamePodcast(a: PodcastTraits, b: PodcastTraits): boolean {
  if (a.podcastGuid !== null && a.podcastGuid === b.podcastGuid) return true;
  const known = new Set(a.items.flatMap((item) => [item.identity, item.media]));
  if (b.items.some((item) => known.has(item.identity) || known.has(item.media))) return true;

  const titles = titlesOf(a);
  const common = [...titlesOf(b)].filter((title) => titles.has(title)).length;
  return common >= 3 || (common > 0 && common === Math.min(a.items.length, b.items.length));
}

const titlesOf = ({ items }: PodcastTraits) => new Set(items.map((item) => item.title.trim().toLowerCase()));

export function traitsOf(feed: ParsedFeed): PodcastTraits {
  const items = feed.items.map(({ identity, enclosure, title }) => ({
    identity,
    media: withoutQuery(enclosure.url),
    title,
  }));
  return { podcastGuid: feed.podcastGuid, items };
}

export function storedTraits(podcastGuid: string | null, stored: readonly StoredItem[]): PodcastTraits {
  const items = stored.map(({ guid, enclosureKey, title }) => ({ identity: guid, media: enclosureKey, title }));
  return { podcastGuid, items };
}
