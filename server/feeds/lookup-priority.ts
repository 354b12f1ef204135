import { type Priority, priorities } from "@/server/jobs/catalog";
import type { FeedPriority } from "./feeds.schema";

const FRESH_MS = 7 * 24 * 3600 * 1000;

/** How soon the transcript of a new episode is looked for: fresh ones before the backlog, unless the podcast is set apart. */
export function lookupPriority(episode: { publishedAt: Date | null; feedPriority: FeedPriority; now: Date }): Priority {
  if (episode.feedPriority === "high") return priorities.fresh;
  if (episode.feedPriority === "low") return priorities.backlog;
  const isFresh = episode.publishedAt !== null && episode.now.getTime() - episode.publishedAt.getTime() < FRESH_MS;
  return isFresh ? priorities.fresh : priorities.backlog;
}
