import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { canonicalFeedUrl } from "./canonical-url";
import { type FeedAccess, joinAccess, publicAccess, splitAccess } from "./feed-access";
import { type FetchedDocument, fetchFeed } from "./fetch-feed";
import { isSamePodcast, traitsOf } from "./same-podcast";

/** Where a podcast lives by now, and its document there. */
export type Whereabouts = { url: string; access: FeedAccess; document: FetchedDocument };

/**
 * Follows a podcast to where it says it lives: by a permanent redirect (RFC 9110: 301, 308), or by `itunes:new-feed-url`
 * when the document there is of the same podcast. A new address that cannot be read leaves it where it is.
 */
export async function followMove(
  ctx: Pick<Core, "http" | "clock">,
  from: Whereabouts,
  signal?: AbortSignal,
): Promise<Whereabouts> {
  const here = redirected(from);
  const { newFeedUrl } = here.document.feed;
  if (newFeedUrl === null || isSamePlace(newFeedUrl, joinAccess(here.url, here.access))) return here;

  const there = splitAccess(newFeedUrl);
  const access = { ...there.access, authorization: there.access.authorization ?? authorizationAt(there.url, here) };
  try {
    const fetched = await fetchFeed(ctx, { url: there.url, access, signal });
    if (fetched.kind === "unchanged" || !isSamePodcast(traitsOf(here.document.feed), traitsOf(fetched.feed)))
      return here;
    return redirected({ url: there.url, access, document: fetched });
  } catch (error) {
    if (signal?.aborted || !(error instanceof AppError)) throw error;
    return here;
  }
}

/** The address to which a host has moved a feed for good. */
export function redirected<Place extends { url: string; access: FeedAccess; document: { movedTo: string | null } }>(
  place: Place,
): Place {
  const { movedTo } = place.document;
  if (movedTo === null) return place;
  const { url, access } = splitAccess(movedTo);
  return { ...place, url, access: { ...access, authorization: access.authorization ?? authorizationAt(url, place) } };
}

/** A password is good for the host that it was given for. */
function authorizationAt(url: string, known: { url: string; access: FeedAccess }): string | null {
  return new URL(url).origin === new URL(known.url).origin ? known.access.authorization : publicAccess.authorization;
}

const isSamePlace = (a: string, b: string) => canonicalFeedUrl(a) === canonicalFeedUrl(b);
