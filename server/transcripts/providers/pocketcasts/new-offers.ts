import { hasNewFile } from "@/server/feeds/has-new-file";
import type { Offer } from "./pocketcasts.repo";

/** The offers that were not there before: for an episode that had none, or of another file. */
export function newOffers(before: readonly Offer[], now: readonly Offer[]): Offer[] {
  const known = new Map(before.map((offer) => [offer.episodeId, urlsOf(offer)]));
  return now.filter((offer) => hasNewFile(known.get(offer.episodeId) ?? [], urlsOf(offer)));
}

const urlsOf = ({ files }: Offer) => files.map(({ url }) => url);
