import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { sealAccess, splitAccess } from "../feed-access";
import { insertUnread, listLiveAmong, type UnreadFeed } from "../subscriptions.repo";
import { type JudgedLine, subscribedAs } from "./judge-lines";
import type { ImportedLine } from "./opml.schema";

/** One statement, one transaction. */
const CHUNK = 250;

type UnreadLine = { line: JudgedLine; message: string };
type Outcome = Pick<ImportedLine, "status" | "feed_id" | "message">;

/**
 * Subscribes by address and title alone, without having read the feed; its refresh is queued in the same transaction, and
 * the library then shows what becomes of it. Lines that need more than their address are refused.
 */
export async function addUnread(
  ctx: Pick<Core, "db" | "clock" | "secrets"> & { bell: Bell },
  unread: readonly UnreadLine[],
): Promise<Map<JudgedLine, Outcome>> {
  const outcomes = new Map<JudgedLine, Outcome>();
  const feeds = unread.flatMap((entry) => {
    const feed = feedOf(ctx, entry.line);
    if ("refusal" in feed) outcomes.set(entry.line, { status: "failed", feed_id: null, message: feed.refusal });
    return "refusal" in feed ? [] : [{ ...entry, feed }];
  });
  for (let start = 0; start < feeds.length; start += CHUNK) {
    const chunk = feeds.slice(start, start + CHUNK);
    const { inserted, jobs } = await ctx.db.$transaction(async (tx) => {
      const inserted = await insertUnread(
        tx,
        chunk.map(({ feed }) => feed),
      );
      const work = inserted.map(({ id }) => ({
        type: "refreshFeed" as const,
        payload: { feedId: id },
        priority: priorities.fresh,
      }));
      return { inserted, jobs: await enqueue({ db: tx, clock: ctx.clock }, work) };
    });
    await ctx.bell.ring(jobs);
    const live = await listLiveAmong(ctx.db, { urlKeys: chunk.map(({ feed }) => feed.urlKey), itunesIds: [] });
    for (const { line, message, feed } of chunk) {
      const id = inserted.find(({ urlKey }) => urlKey === feed.urlKey)?.id;
      const known = live.find(({ urlKeys }) => urlKeys.includes(feed.urlKey));
      outcomes.set(
        line,
        id === undefined
          ? { status: "subscribed", feed_id: known?.id ?? null, message: known ? subscribedAs(known.title) : null }
          : { status: "queued", feed_id: id, message },
      );
    }
  }
  return outcomes;
}

function feedOf(ctx: Pick<Core, "secrets">, line: JudgedLine): UnreadFeed | { refusal: string } {
  if (line.address === null || line.key === null) return { refusal: "The line names no feed" };
  if ("itunesId" in line.key) return { refusal: "Apple Podcasts was not asked in time: import this line again" };
  const { url, access } = splitAccess(line.address);
  return { url, urlKey: line.key.urlKey, credentials: sealAccess(ctx, access), title: line.title };
}
