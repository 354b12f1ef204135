import { createHash } from "node:crypto";
import type { ItemValues, NewItem, StoredItem } from "@/server/episodes/episodes.service";
import { withoutQuery } from "./episode-identity";
import { hasNewFile } from "./has-new-file";
import { indexEpisodes } from "./index-episodes";
import type { ParsedItem } from "./parsing/parsed-feed";

const DAY_MS = 24 * 3600 * 1000;

export type ItemUpdate = {
  values: ItemValues & { id: number };
  /** The feed names a transcript that it did not name before, and the publisher's is not here yet. */
  isWorthLookup: boolean;
  /** The feed now names another document of chapters. */
  hasNewChapters: boolean;
  /** What others tell the episode by has changed. */
  isToldOtherwise: boolean;
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

/** Compares a feed document with what is known of the feed. Episodes that left the feed stay. */
export function planImport({ items, stored, feedLanguage, retryDays, now }: ImportInput): ImportPlan {
  const document = items.map((item) => valuesOf(item, feedLanguage));
  const episodes = indexEpisodes(stored, document);
  const plan: ImportPlan = { inserts: [], updates: [], unchanged: 0 };
  for (const values of document) {
    const { known, guid } = episodes.recognise(values);
    if (!known) {
      plan.inserts.push({ ...values, guid, ...firstState(values, { retryDays, now }) });
      continue;
    }
    if (known.contentHash === values.contentHash) {
      plan.unchanged++;
      continue;
    }
    plan.updates.push({
      values: { ...values, guid, id: known.id },
      // What the publisher has given once is not fetched again.
      isWorthLookup: !known.hasPublishersTranscript && hasNewFile(known.tagUrls, tagUrlsOf(values)),
      hasNewChapters: hasNewFile(chaptersUrlsOf(known), chaptersUrlsOf(values)),
      isToldOtherwise:
        known.title !== values.title ||
        known.publishedAt?.getTime() !== values.publishedAt?.getTime() ||
        known.durationSeconds !== values.durationSeconds,
    });
  }
  return plan;
}

const tagUrlsOf = ({ transcriptTags }: ItemValues) => transcriptTags.map(({ url }) => url);
const chaptersUrlsOf = ({ chaptersUrl }: Pick<ItemValues, "chaptersUrl">) =>
  chaptersUrl === null ? [] : [chaptersUrl];

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
