import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { conflict, invalid, notFound } from "@/server/platform/errors";
import { canonicalFeedUrl } from "./canonical-url";
import * as repo from "./feeds.repo";
import type { AddFeed, Feed } from "./feeds.schema";
import { fetchFeed, resolveFeedUrl } from "./fetch-feed";
import { refusalOf } from "./parse-feed";
import type { ParsedFeed } from "./parsed-feed";
import { plainText } from "./plain-text";

/**
 * Subscribes to a podcast: by feed URL, by a web page that names its feed, or by an Apple Podcasts URL.
 * Its episodes arrive with the first refresh, which is queued here.
 * @throws `invalid` when it is no podcast feed, `conflict` when a live feed has the address or the podcast:guid,
 *   `unavailable` when the host does not answer.
 */
export async function addFeed(
  ctx: Pick<Core, "db" | "http" | "clock" | "env"> & { bell: Bell },
  input: AddFeed,
): Promise<Feed> {
  const resolved = await resolveFeedUrl(ctx, input.url);
  await refuseKnown(ctx, { urlKey: urlKeyOf(resolved.url) });

  const fetched = await fetchFeed(ctx, { url: resolved.url, mayFollowAlternate: true });
  if (fetched.kind === "unchanged") throw invalid("the host answered «not modified» to a first request");
  const refusal = refusalOf(fetched.feed);
  if (refusal) throw invalid(refusal);
  const { podcastGuid } = fetched.feed;
  if (podcastGuid) await refuseKnown(ctx, { podcastGuid });

  const feed = {
    ...metadataOf(fetched.feed),
    url: fetched.url,
    urlKey: urlKeyOf(fetched.url),
    itunesId: resolved.itunesId,
  };
  const jobs = await ctx.db.$transaction(async (tx) => {
    const id = await repo.insertIfNew(tx, feed);
    if (id === null) return null;
    const queued = await enqueue({ db: tx, clock: ctx.clock }, [
      { type: "refreshFeed", payload: { feedId: id }, priority: priorities.click },
    ]);
    return { id, queued };
  });
  if (!jobs) throw await alreadySubscribed(ctx, { urlKey: feed.urlKey });
  await ctx.bell.ring(jobs.queued);
  return getFeed(ctx, jobs);
}

async function refuseKnown(ctx: Pick<Core, "db">, key: Parameters<typeof repo.findLive>[1]): Promise<void> {
  if (await repo.findLive(ctx.db, key)) throw await alreadySubscribed(ctx, key);
}

/** The refusal to have a podcast twice. */
export async function alreadySubscribed(
  ctx: Pick<Core, "db">,
  key: Parameters<typeof repo.findLive>[1],
): Promise<Error> {
  const known = await repo.findLive(ctx.db, key);
  return conflict(`already subscribed to «${known?.title ?? "this podcast"}»`, {
    details: { feed_id: known?.id ?? null },
  });
}

export async function listFeeds(ctx: Pick<Core, "db">): Promise<{ feeds: Feed[] }> {
  return { feeds: await repo.listFeeds(ctx.db) };
}

/** @throws `not_found` */
export async function getFeed(ctx: Pick<Core, "db">, { id }: { id: number }): Promise<Feed> {
  const feed = await repo.findFeed(ctx.db, id);
  if (!feed) throw noFeed(id);
  return feed;
}

const noFeed = (id: number) => notFound(`there is no feed ${id}`);

/** Gives a feed a title of one's own, or takes it away. */
export async function updateFeed(
  ctx: Pick<Core, "db">,
  input: { id: number; custom_title: string | null },
): Promise<Feed> {
  if (!(await repo.setCustomTitle(ctx.db, input.id, input.custom_title))) throw noFeed(input.id);
  return getFeed(ctx, input);
}

/** Asks for a look at the feed now, ahead of everything else. */
export async function requestRefresh(
  ctx: Pick<Core, "db" | "clock"> & { bell: Bell },
  { id }: { id: number },
): Promise<{ message: string; job_id: number | null }> {
  await getFeed(ctx, { id });
  const jobs = await enqueue(ctx, [{ type: "refreshFeed", payload: { feedId: id }, priority: priorities.click }]);
  await ctx.bell.ring(jobs);
  const [job] = jobs;
  return job
    ? { message: "Refresh queued", job_id: job.id }
    : { message: "A refresh is under way already", job_id: null };
}

/** Queues a refresh for each feed whose time has come. Answers how many. */
export async function pollDueFeeds(ctx: Pick<Core, "db" | "clock"> & { bell: Bell }): Promise<number> {
  // A tick takes what a worker can do until the next ones; the rest stays due.
  const ids = await repo.listDuePolls(ctx.db, { now: ctx.clock.now(), limit: 200 });
  const jobs = await enqueue(
    ctx,
    ids.map((feedId) => ({ type: "refreshFeed" as const, payload: { feedId }, priority: priorities.fresh })),
  );
  await ctx.bell.ring(jobs);
  return jobs.length;
}

const urlKeyOf = (url: string) => canonicalFeedUrl(url) ?? url;

export function metadataOf(feed: ParsedFeed): repo.FeedMetadata {
  const { title, author, link, imageUrl, language, categories, podcastGuid } = feed;
  const description = feed.description && plainText(feed.description);
  return { title, description, author, link, imageUrl, language, categories, podcastGuid };
}
