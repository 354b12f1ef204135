import type { AudioSubject } from "@/server/episodes/episodes.service";
import type { FeedPolicy } from "@/server/feeds/feed-policy";

type Subject = Pick<AudioSubject, "hasTranscript" | "transcriptSources" | "isBeingTranscribed">;
type Policy = Pick<FeedPolicy, "transcriptPolicy" | "autoDownload" | "keepAudio">;

/** What our own engines call themselves. */
const OWN_SOURCES: ReadonlySet<string> = new Set(["whisper", "parakeet"]);

/** Without a transcript audio never goes; with one it goes unless it is kept, or a transcript is still to be made of it. */
export const hasServed = (episode: Subject, policy: Policy): boolean =>
  episode.hasTranscript && !policy.keepAudio && !isAwaited(episode, policy);

/** Whether a download that nobody has asked for is still worth its time. */
export const isWorthDownload = (episode: Subject, policy: Policy): boolean =>
  !episode.hasTranscript || isAwaited(episode, policy) || (policy.autoDownload && policy.keepAudio);

function isAwaited({ isBeingTranscribed, transcriptSources }: Subject, { transcriptPolicy }: Policy): boolean {
  const isOurs = transcriptSources.some((source) => OWN_SOURCES.has(source.split(":")[0] ?? ""));
  return isBeingTranscribed || (transcriptPolicy === "always_transcribe" && !isOurs);
}
