import { listStoredItems, setLanguage } from "@/server/episodes/episodes.service";
import { priorities } from "@/server/jobs/catalog";
import type { DueJob } from "@/server/jobs/jobs.schema";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import type { DbOrTx } from "@/server/platform/db";
import { conflict, invalid, notFound } from "@/server/platform/errors";
import type { Http } from "@/server/platform/http";
import { languageTag } from "@/server/platform/language-tag";
import {
  basicAuthorization,
  type FeedAccess,
  openAccess,
  publicAccess,
  sealAccess,
  splitAccess,
  urlKeyOf,
  withAccess,
} from "./feed-access";
import * as repo from "./feeds.repo";
import type { AddFeed, Credentials, Feed, UpdateFeed } from "./feeds.schema";
import { fetchFeed, resolveFeedUrl } from "./fetch-feed";
import { followMove, type Whereabouts } from "./follow-move";
import { refusalOf } from "./parse-feed";
import type { ParsedFeed } from "./parsed-feed";
import { plainText } from "./plain-text";
import { isSamePodcast, storedTraits, traitsOf } from "./same-podcast";

type Subscribing = Pick<Core, "db" | "http" | "clock" | "env" | "secrets"> & { bell: Bell };

/**
 * Subscribes to a podcast: by feed URL, by a web page that names its feed, or by an Apple Podcasts URL.
 * Its episodes arrive with the first refresh, which is queued here.
 * @throws `invalid` when it is no podcast feed, `conflict` when a live feed has the address or the podcast:guid,
 *   `unavailable` when the host does not answer.
 */
export async function addFeed(ctx: Subscribing, input: AddFeed): Promise<Feed> {
  const resolved = await resolveFeedUrl(ctx, input.url);
  const { url, access } = splitAccess(resolved.url);
  const authorization = input.credentials ? authorizationOf(input.credentials) : access.authorization;
  const asked = { url, access: { ...access, authorization } };
  await refuseKnown(ctx, { urlKey: urlKeyOf(asked.url, asked.access) });

  const place = await locate(ctx, asked);
  const { feed: document } = place.document;
  const refusal = refusalOf(document);
  if (refusal) throw invalid(refusal);
  if (document.podcastGuid) await refuseKnown(ctx, { podcastGuid: document.podcastGuid });

  const feed = {
    ...metadataOf(document),
    url: place.url,
    urlKey: urlKeyOf(place.url, place.access),
    credentials: sealAccess(ctx, place.access),
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

/** Fetches a feed for the first time, from where it lives by now. A web page may lead to the feed that it names. */
async function locate(
  ctx: Pick<Core, "http" | "clock">,
  asked: { url: string; access: FeedAccess },
): Promise<Whereabouts> {
  const fetched = await fetchFeed(ctx, { ...asked, mayFollowAlternate: true });
  if (fetched.kind === "unchanged") throw invalid("the host answered «not modified» to a first request");
  const { url, access } = fetched.url === asked.url ? asked : splitAccess(fetched.url);
  return followMove(ctx, { url, access, document: fetched });
}

const authorizationOf = (credentials: Credentials) =>
  "token" in credentials
    ? `Bearer ${credentials.token}`
    : basicAuthorization(credentials.username, credentials.password);

async function refuseKnown(ctx: Pick<Core, "db">, key: Parameters<typeof repo.findLive>[1]): Promise<void> {
  if (await repo.findLive(ctx.db, key)) throw await alreadySubscribed(ctx, key);
}

async function alreadySubscribed(ctx: Pick<Core, "db">, key: Parameters<typeof repo.findLive>[1]): Promise<Error> {
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

/**
 * Changes what holds for one feed: its title here, its settings, whether it is looked at, its address and what opens it.
 * @throws `not_found`; `conflict` when the new address is another feed's or another podcast's.
 */
export async function updateFeed(ctx: Subscribing, input: UpdateFeed): Promise<Feed> {
  if (input.url !== undefined || input.credentials !== undefined) await changeAddress(ctx, input);
  const language = input.language && languageTag(input.language);
  const jobs = await ctx.db.$transaction(async (tx) => {
    const isThere = await repo.changeFeed(tx, input.id, {
      customTitle: input.custom_title,
      isPaused: input.is_paused,
      languageOverride: language,
      transcriptPolicy: input.transcript_policy,
      autoDownload: input.auto_download,
      keepAudio: input.keep_audio,
      speechModel: input.model,
      priority: input.priority,
    });
    if (!isThere) throw noFeed(input.id);
    return language === undefined ? [] : speakAnotherLanguage({ db: tx, clock: ctx.clock }, input.id);
  });
  await ctx.bell.ring(jobs);
  return getFeed(ctx, input);
}

/** Episodes take over the language of their feed: words are found by the rules of the new one. */
async function speakAnotherLanguage(ctx: { db: DbOrTx; clock: Core["clock"] }, id: number): Promise<DueJob[]> {
  const language = await repo.findLanguage(ctx.db, id);
  const readable = await setLanguage(ctx.db, id, language?.split("-")[0]?.toLowerCase() ?? null);
  const work = readable.map((payload) => ({ type: "indexTranscript" as const, payload, priority: priorities.backlog }));
  return enqueue(ctx, work);
}

/** The feed is read from the new place first: what cannot be opened, or is another podcast, changes nothing. */
async function changeAddress(ctx: Subscribing, { id, url, credentials }: UpdateFeed): Promise<void> {
  const source = await repo.findSource(ctx.db, id);
  if (!source) throw noFeed(id);
  const known = { url: source.url, access: openKnown(ctx, source.credentials) };
  const asked = url === undefined ? known : splitAccess((await resolveFeedUrl(ctx, url)).url);
  const kept = new URL(asked.url).origin === new URL(known.url).origin ? known.access.authorization : null;
  const authorization =
    credentials === undefined
      ? (asked.access.authorization ?? kept)
      : credentials === null
        ? null
        : authorizationOf(credentials);
  const place = await locate(ctx, { url: asked.url, access: { ...asked.access, authorization } });

  const stored = await listStoredItems(ctx.db, id);
  const isSame = isSamePodcast(storedTraits(source.podcastGuid, stored), traitsOf(place.document.feed));
  if (url !== undefined && stored.length > 0 && !isSame)
    throw conflict(`that is another podcast, «${place.document.feed.title}»: subscribe to it instead`);
  const urlKey = urlKeyOf(place.url, place.access);
  const move = { url: place.url, urlKey, credentials: sealAccess(ctx, place.access) };
  if (!(await repo.moveFeed(ctx.db, id, move))) throw await alreadySubscribed(ctx, { urlKey });
  await requestRefresh(ctx, { id });
}

/** What cannot be read any more is about to be replaced. */
function openKnown(ctx: Pick<Core, "secrets">, sealed: Uint8Array | null): FeedAccess {
  try {
    return openAccess(ctx, sealed);
  } catch {
    return publicAccess;
  }
}

/** Unsubscribes. The feed and all that belongs to it are kept and can be restored. */
export async function deleteFeed(
  ctx: Pick<Core, "db" | "clock">,
  { id }: { id: number },
): Promise<{ message: string }> {
  const { display_title: title } = await getFeed(ctx, { id });
  if (!(await repo.markDeleted(ctx.db, id, ctx.clock.now()))) throw noFeed(id);
  return { message: `Unsubscribed from «${title}»` };
}

/** A client that opens what a private feed refers to on its own host. */
export async function httpOfFeed(ctx: Pick<Core, "db" | "http" | "secrets">, id: number): Promise<Http> {
  const source = await repo.findSource(ctx.db, id);
  return source ? withAccess(ctx.http, { url: source.url, access: openAccess(ctx, source.credentials) }) : ctx.http;
}

/** Takes a deletion back. @throws `conflict` when a live feed has the same address by now. */
export async function restoreFeed(ctx: Pick<Core, "db">, { id }: { id: number }): Promise<Feed> {
  if (!(await repo.unmarkDeleted(ctx.db, id))) {
    const deleted = await repo.findDeleted(ctx.db, id);
    throw deleted ? await alreadySubscribed(ctx, deleted) : notFound(`there is no deleted feed ${id}`);
  }
  return getFeed(ctx, { id });
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

export function metadataOf(feed: ParsedFeed): repo.FeedMetadata {
  const { title, author, link, imageUrl, language, categories, podcastGuid, isLocked, isComplete } = feed;
  const description = feed.description && plainText(feed.description);
  return { title, description, author, link, imageUrl, language, categories, podcastGuid, isLocked, isComplete };
}
