import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { type FeedAccess, splitAccess } from "./feed-access";
import { fetchFeed } from "./fetch-feed";
import type { ParsedFeed } from "./parsing/parsed-feed";

/** SoundCloud's pages hold 500 episodes, others 10: enough for any archive, and an end to a chain that has none. */
const MOST_PAGES = 500;

type FirstPage = { url: string; access: FeedAccess; document: { feed: ParsedFeed } };

/**
 * The pages of a feed after its first one, along `rel="next"` (RFC 5005, section 3), as long as they are wanted. A page that
 * was there already ends it, and so does one that there is not, or that is no feed.
 * @throws AppError `unavailable` or `limited` when a page cannot be had now: nobody knows then what it would have held.
 */
export async function* readFurtherPages(
  ctx: Pick<Core, "http" | "clock">,
  first: FirstPage,
  options: { wantsMore: () => boolean; signal: AbortSignal },
): AsyncGenerator<{ feed: ParsedFeed; page: number }> {
  const seen = new Set([first.url]);
  let next = first.document.feed.nextPageUrl;
  for (let page = 2; next !== null && page <= MOST_PAGES && options.wantsMore(); page++) {
    if (seen.has(next)) return;
    seen.add(next);
    const { url, access } = splitAccess(next);
    const isSameHost = new URL(url).origin === new URL(first.url).origin;
    const authorization = access.authorization ?? (isSameHost ? first.access.authorization : null);
    const asked = { url, access: { ...access, authorization }, signal: options.signal };
    const fetched = await fetchFeed(ctx, asked).catch((error: unknown) => {
      if (error instanceof AppError && !isPassing(error)) return null;
      throw error;
    });
    if (fetched?.kind !== "fetched" || fetched.feed.items.length === 0) return;
    yield { feed: fetched.feed, page };
    next = fetched.feed.nextPageUrl;
  }
}

/** Trouble that may be over at the next look. */
export const isPassing = ({ kind }: AppError) => kind === "unavailable" || kind === "limited";
