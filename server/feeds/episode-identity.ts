import { createHash } from "node:crypto";

/** Identities are kept apart by an index, which takes 2,704 bytes with everything around them. */
const MOST_IDENTITY_BYTES = 500;

/** What an item offers to know it by. */
export type Identifiable = {
  guid: string | null;
  enclosureUrl: string | null;
  link: string | null;
  title: string;
  publishedAt: Date | null;
};

/**
 * The identity of each item of one feed document, in order; null for an item that repeats an earlier one. No two are equal.
 *
 * It is the guid if no other item has it, else guid and enclosure URL; without a guid the enclosure URL, else the link,
 * else title and date. A query does not count, since hosts put passing tokens there, unless nothing else tells two items apart.
 * One that is too long to be stored gives way to its hash.
 */
export function identifyEpisodes(items: readonly Identifiable[]): (string | null)[] {
  const mediaOfGuid = collect(items, ({ guid }) => guid, mediaOf);
  const urlsOfMedia = collect(items, (item) => (item.guid === null ? mediaOf(item) : null), enclosureOf);
  const taken = new Map<string, string>();

  return items.map((item) => {
    const identity = isAmbiguous(mediaOfGuid, item.guid)
      ? `${item.guid} ${mediaOf(item)}`
      : (item.guid ?? identityWithoutGuid(item, isAmbiguous(urlsOfMedia, mediaOf(item))));
    const free = take(taken, identity, mediaOf(item));
    return free === null ? null : storable(free);
  });
}

/** The identity of an item whose own is another episode's already. */
export function identityWithMedia(identity: string, enclosureKey: string): string {
  return storable(`${identity} ${enclosureKey}`);
}

function storable(identity: string): string {
  if (Buffer.byteLength(identity) <= MOST_IDENTITY_BYTES) return identity;
  return `sha256:${createHash("sha256").update(identity).digest("hex")}`;
}

/** A URL without query and fragment: the part that stays when a host renews its tokens. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

function identityWithoutGuid(item: Identifiable, isQueryTelling: boolean): string {
  const media = isQueryTelling ? enclosureOf(item) : mediaOf(item);
  return media || item.link || `${item.title} ${item.publishedAt?.toISOString() ?? ""}`.trim();
}

const enclosureOf = (item: Identifiable) => item.enclosureUrl ?? "";
const mediaOf = (item: Identifiable) => withoutQuery(enclosureOf(item));

/** Another item may have the enclosure URL of this one as its guid: then they are one only if their media are. */
function take(taken: Map<string, string>, identity: string, media: string): string | null {
  let free = identity;
  while (taken.has(free)) {
    if (taken.get(free) === media) return null;
    free = `${free} ${media}`;
  }
  taken.set(free, media);
  return free;
}

function isAmbiguous(index: Map<string, Set<string>>, key: string | null): boolean {
  return key !== null && (index.get(key)?.size ?? 0) > 1;
}

/** For each key, the different values that items with this key have. */
function collect(
  items: readonly Identifiable[],
  keyOf: (item: Identifiable) => string | null,
  answerOf: (item: Identifiable) => string,
): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const values = index.get(key) ?? new Set();
    index.set(key, values.add(answerOf(item)));
  }
  return index;
}
