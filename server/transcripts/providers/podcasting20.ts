import { rankTranscriptTags } from "@/server/episodes/rank-transcript-tags";
import type { TranscriptProvider } from "./provider";
import { tryFiles } from "./try-files";

/**
 * The publisher's own transcript, named in the feed by `<podcast:transcript>`
 * (Podcasting 2.0 namespace, "transcript"). Of several tags the best that can be had and read is taken.
 */
export const podcasting20: TranscriptProvider = {
  id: "podcast2.0",
  supersedes: true,
  isEnabled: async () => true,
  async lookUp(ctx, episode, signal) {
    const tags = rankTranscriptTags(episode.transcriptTags, episode.language);
    const lookup = await tryFiles(ctx, tags, { sourceOf: (format) => `podcast2.0:${format}` }, signal);
    return lookup ?? { kind: "none", because: "the feed names no transcript" };
  },
};
