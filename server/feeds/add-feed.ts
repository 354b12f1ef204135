import { type Priority, priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { invalid } from "@/server/platform/errors";
import { alreadySubscribed, refuseKnown } from "./already-subscribed";
import { authorizationOf, sealAccess, splitAccess, urlKeyOf } from "./feed-access";
import { metadataOf } from "./feed-metadata";
import * as repo from "./feeds.repo";
import type { AddFeed, Feed } from "./feeds.schema";
import { getFeed } from "./feeds.service";
import { locateFeed } from "./locate-feed";
import { refusalOf } from "./parsing/parse-feed";
import { resolveFeedUrl } from "./resolve-feed-url";

type Context = Pick<Core, "db" | "http" | "clock" | "env" | "secrets"> & { bell: Bell };

/**
 * Subscribes to a podcast: by feed URL, by a web page that names its feed, or by an Apple Podcasts URL.
 * Its episodes arrive with the first refresh, which is queued here.
 * @throws `invalid` when it is no podcast feed, `conflict` when a live feed has the address or the podcast:guid,
 *   `unavailable` when the host does not answer.
 */
export async function addFeed(
  ctx: Context,
  input: AddFeed,
  { priority = priorities.click, signal }: { priority?: Priority; signal?: AbortSignal } = {},
): Promise<Feed> {
  const resolved = await resolveFeedUrl(ctx, input.url, signal);
  const { url, access } = splitAccess(resolved.url);
  const authorization = input.credentials ? authorizationOf(input.credentials) : access.authorization;
  const asked = { url, access: { ...access, authorization } };
  await refuseKnown(ctx, { urlKey: urlKeyOf(ctx, asked) });

  const place = await locateFeed(ctx, asked, signal);
  const { feed: document } = place.document;
  const refusal = refusalOf(document);
  if (refusal) throw invalid(refusal);
  if (document.podcastGuid) await refuseKnown(ctx, { podcastGuid: document.podcastGuid });

  const feed = {
    ...metadataOf(document),
    url: place.url,
    urlKey: urlKeyOf(ctx, place),
    credentials: sealAccess(ctx, place.access),
    itunesId: resolved.itunesId ?? input.itunes_id ?? null,
  };
  const jobs = await ctx.db.$transaction(async (tx) => {
    const id = await repo.insertIfNew(tx, feed);
    if (id === null) return null;
    const queued = await enqueue({ db: tx, clock: ctx.clock }, [
      { type: "refreshFeed", payload: { feedId: id }, priority },
    ]);
    return { id, queued };
  });
  if (!jobs) throw await alreadySubscribed(ctx, { urlKey: feed.urlKey });
  await ctx.bell.ring(jobs.queued);
  return getFeed(ctx, jobs);
}
