import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { notFound } from "@/server/platform/errors";
import type { Http } from "@/server/platform/http";
import { openAccess, withAccess } from "./feed-access";
import * as repo from "./feeds.repo";
import type { Feed } from "./feeds.schema";

/** All live feeds by title. */
export async function listFeeds(ctx: Pick<Core, "db">): Promise<{ feeds: Feed[] }> {
  return { feeds: await repo.listFeeds(ctx.db) };
}

/** @throws `not_found` */
export async function getFeed(ctx: Pick<Core, "db">, { id }: { id: number }): Promise<Feed> {
  const feed = await repo.findFeed(ctx.db, id);
  if (!feed) throw noFeed(id);
  return feed;
}

export const noFeed = (id: number) => notFound(`there is no feed ${id}`);

/** Whether it takes a password or token to read a feed. */
export async function isPrivateFeed(ctx: Pick<Core, "db">, id: number): Promise<boolean> {
  return ((await repo.findSource(ctx.db, id))?.credentials ?? null) !== null;
}

/** A client that opens what a private feed refers to on its own host. */
export async function httpOfFeed(ctx: Pick<Core, "db" | "http" | "secrets">, id: number): Promise<Http> {
  const source = await repo.findSource(ctx.db, id);
  return source ? withAccess(ctx.http, { url: source.url, access: openAccess(ctx, source.credentials) }) : ctx.http;
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

export type { FeedName } from "./subscriptions.repo";
export { listFeedNames } from "./subscriptions.repo";
