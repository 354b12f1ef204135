import type { Core } from "@/server/platform/core";
import { invalid } from "@/server/platform/errors";
import { refusalOfAddress } from "./address-refusal";
import { type FeedAccess, splitAccess } from "./feed-access";
import { fetchFeed } from "./fetch-feed";
import { followMove, type Whereabouts } from "./follow-move";
import { sayWhen } from "./say-when";

/** Fetches a feed for the first time, from where it lives by now. A web page may lead to the feed that it names. */
export async function locateFeed(
  ctx: Pick<Core, "http" | "clock">,
  asked: { url: string; access: FeedAccess },
  signal?: AbortSignal,
): Promise<Whereabouts> {
  const fetched = await fetchFeed(ctx, { ...asked, mayFollowAlternate: true, signal }).catch((error: unknown) => {
    throw sayWhen(error);
  });
  if (fetched.kind === "unchanged") throw invalid("the host answered «not modified» to a first request");
  const { url, access } = fetched.url === asked.url ? asked : splitAccess(fetched.url);
  const place = await followMove(ctx, { url, access, document: fetched }, { signal });
  const refusal = refusalOfAddress(place.url);
  if (refusal) throw invalid(refusal);
  return place;
}
