import type { ItemValues, StoredItem } from "@/server/episodes/episodes.service";
import { identityWithMedia } from "./episode-identity";

type Content = Pick<ItemValues, "title" | "enclosureKey" | "publishedAt">;
type Item = Content & Pick<ItemValues, "guid">;

/** The episode that an item is, and the identity under which it is stored: its own, or that of an item that is new. */
type Recognised = { known: StoredItem | undefined; guid: string };

/** A time zone written wrongly moves an episode by so much; a new one seldom comes as soon. */
const SAME_TIME_MS = 12 * 3600 * 1000;

/**
 * Tells which stored episode an item of a document is. It is known by its identity, unless nothing else of it agrees: then a
 * guid has come back for another episode. One whose identity is new, or another episode's, is still known when it has the title
 * and the enclosure, or the title and the moment of publication, of an episode that the document does not name otherwise, as
 * when a host drops or rewrites guids or the podcast moves to another host. Where two episodes have these in common, none is
 * known by them. `items` are all of the document.
 */
export function indexEpisodes(
  stored: readonly StoredItem[],
  items: readonly Item[],
): { recognise(item: Item): Recognised } {
  const byGuid = new Map(stored.map((episode) => [episode.guid, episode]));
  const namesakeOf = (item: Item) => {
    const namesake = byGuid.get(item.guid);
    return namesake && !isAnother(namesake, item) ? namesake : undefined;
  };
  // An identity that has gone to another episode names the one that had it no longer.
  const named = new Set(items.map(namesakeOf));
  const taken = new Set<StoredItem>();
  const isFree = (episode: StoredItem | undefined) => episode !== undefined && !taken.has(episode);
  const byContent = indexByContent(stored.filter((episode) => !named.has(episode)));
  return {
    recognise(item) {
      const namesake = namesakeOf(item);
      if (namesake) return { known: namesake, guid: namesake.guid };
      const withMedia = identityWithMedia(item.guid, item.enclosureKey);
      const known = [byGuid.get(withMedia), ...byContent(item)].find(isFree);
      if (!known) return { known, guid: byGuid.has(item.guid) ? withMedia : item.guid };
      taken.add(known);
      return { known, guid: known.guid };
    },
  };
}

/** What publishers change of an episode, they seldom change all at once. */
function isAnother(episode: Content, item: Content): boolean {
  const isSameTime =
    episode.publishedAt && item.publishedAt
      ? Math.abs(episode.publishedAt.getTime() - item.publishedAt.getTime()) < SAME_TIME_MS
      : episode.publishedAt === item.publishedAt;
  return episode.title !== item.title && episode.enclosureKey !== item.enclosureKey && !isSameTime;
}

/** What tells an episode beside its identity, the surest first. */
const contentKeys = ({ title, enclosureKey, publishedAt }: Content): string[] => [
  `${title}\nmedia ${enclosureKey}`,
  ...(publishedAt ? [`${title}\ntime ${publishedAt.getTime()}`] : []),
];

/** Finds episodes by what only one of them has. */
function indexByContent(episodes: readonly StoredItem[]): (content: Content) => StoredItem[] {
  const found = new Map<string, StoredItem | "several">();
  for (const episode of episodes)
    for (const key of contentKeys(episode)) found.set(key, found.has(key) ? "several" : episode);
  return (content) =>
    contentKeys(content).flatMap((key) => {
      const episode = found.get(key);
      return episode === undefined || episode === "several" ? [] : [episode];
    });
}
