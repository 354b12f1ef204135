import { withoutQuery } from "@/server/feeds/episode-identity";
import type { Offer } from "./pocketcasts.repo";

/** The offers that were not there before: for an episode that had none, or of another file. A renewed signature makes no other file. */
export function newOffers(before: readonly Offer[], now: readonly Offer[]): Offer[] {
  const known = new Map(
    before.map(({ episodeId, files }) => [episodeId, new Set(files.map(({ url }) => withoutQuery(url)))]),
  );
  return now.filter(({ episodeId, files }) => files.some(({ url }) => !known.get(episodeId)?.has(withoutQuery(url))));
}
