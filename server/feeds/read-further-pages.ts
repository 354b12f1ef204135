import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import type { ArchivePlace } from "./archive-place";
import { accessWithin, type FeedAccess, isPublic } from "./feed-access";
import { fetchFeed, isRefusal } from "./fetch-feed";
import type { ParsedFeed } from "./parsing/parsed-feed";

/** SoundCloud's pages hold 500 episodes, others 10: enough for any archive, and an end to a chain that has none. */
const MOST_PAGES = 500;

type FirstPage = { url: string; access: FeedAccess; document: { feed: ParsedFeed } };

/**
 * The pages of a feed from a place in its archive on, along `rel="next"` (RFC 5005, section 3); each with the place that
 * follows. A page that was there already ends it, and so does one that there is not, or that is no feed.
 * @throws AppError `unavailable` or `limited` when a page cannot be had now, or a refusal when a private feed does not give
 * it to us: nobody knows then what it would have held.
 */
export async function* readFurtherPages(
  ctx: Pick<Core, "http" | "clock">,
  first: FirstPage,
  from: ArchivePlace,
  signal: AbortSignal,
): AsyncGenerator<{ feed: ParsedFeed; page: number; next: ArchivePlace | null }> {
  const seen = new Set([first.url]);
  for (let place: ArchivePlace | null = from; place !== null; ) {
    seen.add(place.url);
    const fetched = await fetchFeed(ctx, { ...accessWithin(first, place.url), signal }).catch((error: unknown) => {
      if (!(error instanceof AppError) || isPassing(error)) throw error;
      // Of an open feed that is how many hosts say that there is no such file.
      if (isRefusal(error) && !isPublic(first.access)) throw error;
      return null;
    });
    if (fetched?.kind !== "fetched" || fetched.feed.itemCount === 0) return;
    const next = placeAfter(place, fetched.feed, seen);
    yield { feed: fetched.feed, page: place.page, next };
    place = next;
  }
}

function placeAfter(place: ArchivePlace, feed: ParsedFeed, seen: ReadonlySet<string>): ArchivePlace | null {
  const url = feed.nextPageUrl;
  if (url === null || seen.has(url) || place.page >= MOST_PAGES) return null;
  return { ...place, url, page: place.page + 1, failures: 0 };
}

/** Trouble that may be over at the next look. */
export const isPassing = ({ kind }: AppError) => kind === "unavailable" || kind === "limited";
