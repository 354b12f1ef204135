import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { canonicalFeedUrl } from "./canonical-url";
import { accessFrom, joinAccess, type Place } from "./feed-access";
import { type FetchedDocument, fetchFeed } from "./fetch-feed";
import { isSamePodcast, traitsOf } from "./same-podcast";

/** Where a podcast lives by now, and its document there. */
export type Whereabouts = Place & { document: FetchedDocument };

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

  const there = accessFrom(here, newFeedUrl);
  try {
    const fetched = await fetchFeed(ctx, { ...there, signal });
    if (fetched.kind === "unchanged" || !isSamePodcast(traitsOf(here.document.feed), traitsOf(fetched.feed)))
      return here;
    return redirected({ ...there, document: fetched });
  } catch (error) {
    if (signal?.aborted || !(error instanceof AppError)) throw error;
    return here;
  }
}

/** The address to which a host has moved a feed for good. */
export function redirected<At extends Place & { document: { movedTo: string | null } }>(place: At): At {
  const { movedTo } = place.document;
  return movedTo === null ? place : { ...place, ...accessFrom(place, movedTo) };
}

const isSamePlace = (a: string, b: string) => canonicalFeedUrl(a) === canonicalFeedUrl(b);
