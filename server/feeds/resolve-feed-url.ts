import type { Core } from "@/server/platform/core";
import { invalid, notFound } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import { feedUrlOf } from "./canonical-url";
import { appleCountryOf, appleIdOf } from "./itunes/apple-url";
import { lookUpPodcast } from "./itunes/itunes";

/** Turns what a person typed into the address of a feed; Apple Podcasts URLs are looked up at Apple. */
export async function resolveFeedUrl(
  ctx: Pick<Core, "http" | "clock" | "env" | "db">,
  input: string,
  signal?: AbortSignal,
): Promise<{ url: string; itunesId: string | null }> {
  const itunesId = appleIdOf(input);
  if (!itunesId) return { url: addressOf(input), itunesId: null };

  const country = appleCountryOf(input) ?? (await getSetting(ctx, "itunes_country"));
  const found = await lookUpPodcast(ctx, { itunesId, country, signal });
  if (!found) throw notFound(`Apple Podcasts knows no podcast ${itunesId} in its store «${country}»`);
  if (!found.feedUrl) throw invalid(`Apple Podcasts gives no feed for «${found.title}»: it may be exclusive to Apple`);
  return { url: found.feedUrl, itunesId };
}

function addressOf(input: string): string {
  const url = feedUrlOf(input);
  if (!url) throw invalid(`not a web address: ${input}`);
  return url;
}
