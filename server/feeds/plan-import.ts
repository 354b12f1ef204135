import { createHash } from "node:crypto";
import type { ItemValues, NewItem, StoredItem } from "@/server/episodes/episodes.service";
import { withoutQuery } from "./episode-identity";
import type { ParsedItem } from "./parsing/parsed-feed";

const DAY_MS = 24 * 3600 * 1000;

export type ItemUpdate = {
  values: ItemValues & { id: number };
  /** The feed names a transcript that it did not name before, and the publisher's is not here yet. */
  isWorthLookup: boolean;
  /** The feed now names another document of chapters. */
  hasNewChapters: boolean;
};

export type ImportPlan = {
  inserts: NewItem[];
  updates: ItemUpdate[];
  unchanged: number;
};

type ImportInput = {
  items: readonly ParsedItem[];
  stored: readonly StoredItem[];
  feedLanguage: string | null;
  retryDays: number;
  now: Date;
};

/**
 * Compares a feed document with what is known of the feed. An item is known by its identity; one whose identity is new is
 * still known when it has the title and the enclosure, or the title and the moment of publication, of an episode that the
 * document does not name otherwise, as when a host drops or rewrites guids or the podcast moves to another host. Where two
 * episodes have these in common, none is known by them. Episodes that left the feed stay.
 */
export function planImport({ items, stored, feedLanguage, retryDays, now }: ImportInput): ImportPlan {
  const byGuid = new Map(stored.map((episode) => [episode.guid, episode]));
  const named = new Set(items.map((item) => item.identity));
  const unnamed = stored.filter((episode) => !named.has(episode.guid));
  const byContent = indexByContent(unnamed);

  const plan: ImportPlan = { inserts: [], updates: [], unchanged: 0 };
  for (const item of items) {
    const values = valuesOf(item, feedLanguage);
    const known = byGuid.get(values.guid) ?? byContent.take(values);
    if (!known) {
      plan.inserts.push({ ...values, ...firstState(values, { retryDays, now }) });
      continue;
    }
    if (known.contentHash === values.contentHash) {
      plan.unchanged++;
      continue;
    }
    plan.updates.push({
      values: { ...values, guid: known.guid, id: known.id },
      // Hosts renew the addresses of their files: what the publisher has given once is not fetched again.
      isWorthLookup: !known.hasPublishersTranscript && hasNewTag(known, values),
      hasNewChapters: values.chaptersUrl !== null && values.chaptersUrl !== known.chaptersUrl,
    });
  }
  return plan;
}

type Content = Pick<ItemValues, "title" | "enclosureKey" | "publishedAt">;

/** What tells an episode beside its identity, the surest first. */
const contentKeys = ({ title, enclosureKey, publishedAt }: Content): string[] => [
  `${title}\nmedia ${enclosureKey}`,
  ...(publishedAt ? [`${title}\ntime ${publishedAt.getTime()}`] : []),
];

/** Finds episodes by their content, each of them once. */
function indexByContent(episodes: readonly StoredItem[]): { take(content: Content): StoredItem | undefined } {
  const found = new Map<string, StoredItem | "several">();
  for (const episode of episodes)
    for (const key of contentKeys(episode)) found.set(key, found.has(key) ? "several" : episode);
  const taken = new Set<number>();
  return {
    take(content) {
      for (const key of contentKeys(content)) {
        const episode = found.get(key);
        if (!episode || episode === "several" || taken.has(episode.id)) continue;
        taken.add(episode.id);
        return episode;
      }
      return undefined;
    },
  };
}

function hasNewTag(known: StoredItem, values: ItemValues): boolean {
  return values.transcriptTags.some((tag) => !known.tagUrls.includes(tag.url));
}

/** An old episode for which the publisher names no transcript is not worth a job: nothing will come any more. */
function firstState(
  values: ItemValues,
  { retryDays, now }: { retryDays: number; now: Date },
): Pick<NewItem, "state" | "stateReason"> {
  const ageMs = values.publishedAt ? now.getTime() - values.publishedAt.getTime() : Number.POSITIVE_INFINITY;
  if (values.transcriptTags.length > 0 || ageMs < retryDays * DAY_MS) return { state: "new", stateReason: null };
  return {
    state: "needs_audio",
    stateReason: "the feed names no transcript, and the episode is too old for one to come",
  };
}

function valuesOf(item: ParsedItem, feedLanguage: string | null): ItemValues {
  const values: Omit<ItemValues, "contentHash"> = {
    guid: item.identity,
    feedGuid: item.guid,
    title: item.title,
    description: item.description,
    link: item.link,
    author: item.author,
    imageUrl: item.imageUrl,
    language: baseLanguage(feedLanguage),
    season: item.season,
    number: item.episode,
    episodeType: item.episodeType,
    publishedAt: item.publishedAt,
    durationSeconds: item.durationSeconds,
    enclosureUrl: item.enclosure.url,
    enclosureKey: withoutQuery(item.enclosure.url),
    enclosureType: item.enclosure.type,
    enclosureBytes: item.enclosure.sizeBytes,
    transcriptTags: item.transcriptTags,
    chaptersUrl: item.chaptersUrl,
    feedChapters: item.chapters,
    persons: item.persons,
  };
  return { ...values, contentHash: createHash("sha256").update(JSON.stringify(values)).digest("base64url") };
}

/** `en-US` is stored as `en`: it selects the text search configuration. */
const baseLanguage = (language: string | null) => language?.split("-")[0]?.toLowerCase() ?? null;
