import { type EpisodeToPublish, listToPublish } from "@/server/episodes/episodes.service";
import { getFeed } from "@/server/feeds/feeds.service";
import type { Core } from "@/server/platform/core";
import { type PublishedItem, renderFeed } from "./render-feed";

/** A page of two or three megabytes at the most; the pages follow each other by `rel="next"` (RFC 5005). */
const ITEMS_PER_PAGE = 500;

/**
 * A podcast as RSS, for any podcast app: as the publisher has it, with audio from the publisher and the same guids, but with
 * transcripts and chapters that lie here. @throws `not_found`
 */
export async function publishFeed(
  ctx: Pick<Core, "db">,
  { id, page, baseUrl }: { id: number; page: number; baseUrl: string },
): Promise<{ mediaType: string; content: string }> {
  const feed = await getFeed(ctx, { id });
  const offset = (page - 1) * ITEMS_PER_PAGE;
  const episodes = await listToPublish(ctx.db, { feedId: id, limit: ITEMS_PER_PAGE + 1, offset });
  const urlOf = (number: number) => `${baseUrl}/api/feeds/${id}/rss${number > 1 ? `?page=${number}` : ""}`;
  const content = renderFeed({
    title: feed.display_title,
    description: feed.description,
    link: feed.link,
    author: feed.author,
    imageUrl: feed.image_url,
    language: feed.language,
    categories: feed.categories,
    podcastGuid: feed.podcast_guid,
    selfUrl: urlOf(page),
    nextUrl: episodes.length > ITEMS_PER_PAGE ? urlOf(page + 1) : null,
    items: episodes.slice(0, ITEMS_PER_PAGE).map((episode) => itemOf(episode, baseUrl)),
  });
  return { mediaType: "application/rss+xml; charset=utf-8", content };
}

function itemOf(episode: EpisodeToPublish, baseUrl: string): PublishedItem {
  const { enclosureUrl, enclosureType, enclosureBytes, hasChapters, transcript, id, ...same } = episode;
  const here = `${baseUrl}/api/episodes/${id}`;
  return {
    ...same,
    enclosure: { url: enclosureUrl, type: enclosureType ?? "audio/mpeg", bytes: enclosureBytes ?? 0 },
    transcripts: transcript ? transcriptsOf(here, transcript) : [],
    chaptersUrl: hasChapters ? `${here}/chapters.json` : null,
  };
}

function transcriptsOf(here: string, { isTimed, language }: { isTimed: boolean; language: string | null }) {
  const link = (format: string, type: string, rel?: string) => ({
    url: `${here}/transcript?format=${format}`,
    type,
    language,
    ...(rel ? { rel } : {}),
  });
  const text = link("txt", "text/plain");
  if (!isTimed) return [text];
  return [link("vtt", "text/vtt", "captions"), link("srt", "application/x-subrip", "captions"), text];
}
