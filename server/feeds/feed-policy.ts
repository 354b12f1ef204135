import type { Core } from "@/server/platform/core";
import type { TranscriptPolicy } from "@/server/settings/catalog";
import { getSetting } from "@/server/settings/settings.service";
import * as repo from "./feeds.repo";

/** What holds for a feed: its own settings over those of the library. */
export type FeedPolicy = {
  transcriptPolicy: TranscriptPolicy;
  autoDownload: boolean;
  keepAudio: boolean;
  /** What its audio is transcribed with. */
  speechModel: string;
  subscribedAt: Date;
};

/** Null when there is no such live feed. */
export async function findFeedPolicy(ctx: Pick<Core, "db" | "env">, feedId: number): Promise<FeedPolicy | null> {
  const own = await repo.findOwnPolicy(ctx.db, feedId);
  return (
    own && {
      transcriptPolicy: own.transcriptPolicy ?? (await getSetting(ctx, "transcript_policy")),
      autoDownload: own.autoDownload ?? (await getSetting(ctx, "auto_download")),
      keepAudio: own.keepAudio ?? (await getSetting(ctx, "keep_audio")),
      speechModel: own.speechModel ?? (await getSetting(ctx, "whisper_model")),
      subscribedAt: own.createdAt,
    }
  );
}
