import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { mayShareAuthorization } from "@/server/platform/may-share-authorization";
import { withoutSecrets } from "@/server/platform/secret-parameters";
import { canonicalFeedUrl } from "./canonical-url";
import { accessFrom, isPublic, joinAccess, type Place, splitAccess } from "./feed-access";
import { type FetchedDocument, fetchFeed } from "./fetch-feed";
import { isPassing } from "./read-further-pages";
import { isSamePodcast, traitsOf } from "./same-podcast";

type Context = Pick<Core, "http" | "clock">;

/** Where a podcast lives by now, and its document there. */
export type Whereabouts = Place & { document: FetchedDocument };

/**
 * Follows a podcast to where it says it lives: by a permanent redirect (RFC 9110: 301, 308), or by `itunes:new-feed-url`
 * when the document there is of the same podcast. A new address that cannot be read, or is empty, leaves it where it is, and so
 * does one that it has left already: two may name each other. Whether a redirect leads to the same podcast is asked before: see
 * `refuseDocument`.
 */
export async function followMove(
  ctx: Context,
  from: Whereabouts,
  { signal, hasLeft }: { signal?: AbortSignal | undefined; hasLeft?: (place: Place) => boolean },
): Promise<Whereabouts> {
  const here = redirected(from);
  const { newFeedUrl } = here.document.feed;
  if (newFeedUrl === null) return here;
  try {
    const there = await findDestination(ctx, { from: here, newFeedUrl }, signal);
    if (there === null || hasLeft?.(there)) return here;
    const fetched = await fetchFeed(ctx, { ...there, signal });
    if (fetched.kind === "unchanged" || fetched.feed.items.length === 0) return here;
    if (!isSamePodcast(traitsOf(here.document.feed), traitsOf(fetched.feed))) return here;
    return redirected({ ...there, document: fetched });
  } catch (error) {
    if (signal?.aborted || !(error instanceof AppError)) throw error;
    return here;
  }
}

/**
 * The address to which a host has moved a feed for good. A private feed stays where the redirect leads to what nothing opens:
 * that is read, but its secret is not forgotten for it, as when a membership has run out. A public feed stays where it leads to
 * what something in the address opens: hosts sign those for a while, for each reader anew.
 */
export function redirected<At extends Place & { document: { movedTo: string | null } }>(place: At): At {
  const { movedTo } = place.document;
  if (movedTo === null || (isPublic(place.access) && withoutSecrets(movedTo) !== movedTo)) return place;
  const there = accessFrom(place, movedTo);
  return isPublic(there.access) && !isPublic(place.access) ? place : { ...place, ...there };
}

/**
 * Where a new address is to be read; null where it is not to be followed. Private feeds often name the address of the public
 * one that they are made from: they move only within their host, to what is not open to all.
 */
async function findDestination(
  ctx: Context,
  { from, newFeedUrl }: { from: Place; newFeedUrl: string },
  signal?: AbortSignal,
): Promise<Place | null> {
  const isPrivate = !isPublic(from.access);
  const there = isPrivate ? { ...splitAccess(newFeedUrl), access: from.access } : accessFrom(from, newFeedUrl);
  if (isSamePlace(there, from)) return null;
  if (!isPrivate) return there;
  if (!mayShareAuthorization({ from: from.url, to: there.url })) return null;
  return (await isOpenToAll(ctx, there.url, signal)) ? null : there;
}

/** @throws AppError `unavailable` or `limited` when it cannot be told now */
async function isOpenToAll(ctx: Context, url: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await fetchFeed(ctx, { url, signal });
    return true;
  } catch (error) {
    if (signal?.aborted || !(error instanceof AppError) || isPassing(error)) throw error;
    return false;
  }
}

const isSamePlace = (a: Place, b: Place) =>
  canonicalFeedUrl(joinAccess(a.url, a.access)) === canonicalFeedUrl(joinAccess(b.url, b.access));
