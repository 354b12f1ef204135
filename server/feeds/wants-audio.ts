import type { FeedPolicy } from "./feed-policy";

/** What was current when somebody subscribed counts as new. */
const STILL_NEW_MS = 7 * 24 * 3600 * 1000;

/**
 * Whether the audio of an episode is downloaded without being asked for. Only that of new episodes: nobody who subscribes to a
 * show of a thousand episodes means to download them all. `moment` is when it is asked: the episode has just been found in
 * the feed, or nobody has a transcript of it.
 */
export function wantsAudio(
  episode: { publishedAt: Date | null; moment: "found" | "transcriptMissing" },
  policy: Pick<FeedPolicy, "transcriptPolicy" | "autoDownload" | "subscribedAt">,
): boolean {
  const { publishedAt, moment } = episode;
  if (publishedAt === null || publishedAt.getTime() < policy.subscribedAt.getTime() - STILL_NEW_MS) return false;
  if (policy.autoDownload || policy.transcriptPolicy === "always_transcribe") return true;
  return moment === "transcriptMissing" && policy.transcriptPolicy === "external_then_transcribe";
}
