import { priorities } from "@/server/jobs/catalog";
import { type Bell, enqueue } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { insertUnread, listLiveAmong } from "../subscriptions.repo";
import { type JudgedLine, subscribedAs } from "./judge-lines";
import type { ImportedLine } from "./opml.schema";
import { withoutPassword } from "./write-opml";

/** One statement, one transaction. */
const CHUNK = 250;

type UnreadLine = { line: JudgedLine; message: string };
type Outcome = Pick<ImportedLine, "status" | "feed_id" | "message">;

/**
 * Subscribes by address and title alone, without having read the feed; its refresh is queued in the same transaction, and
 * the library then shows what becomes of it. Lines that need more than their address are refused.
 */
export async function addUnread(
  ctx: Pick<Core, "db" | "clock"> & { bell: Bell },
  unread: readonly UnreadLine[],
): Promise<Map<JudgedLine, Outcome>> {
  const outcomes = new Map<JudgedLine, Outcome>();
  const feeds = unread.flatMap((entry) => {
    const feed = feedOf(entry.line);
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
      const known = live.find(({ urlKey }) => urlKey === feed.urlKey);
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

function feedOf(line: JudgedLine): { url: string; urlKey: string; title: string } | { refusal: string } {
  if (line.address === null || line.key === null) return { refusal: "The line names no feed" };
  if ("itunesId" in line.key) return { refusal: "Apple Podcasts was not asked in time: import this line again" };
  if (withoutPassword(line.address) !== line.address)
    return { refusal: "Its host did not answer in time; a feed with a password must be read before it is added" };
  return { url: line.address, urlKey: line.key.urlKey, title: line.title };
}
