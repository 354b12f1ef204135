import { getFeed } from "@/server/feeds/feeds.service";
import type { Core } from "@/server/platform/core";
import * as repo from "./audio.repo";
import type { FeedStorage, StorageUse } from "./audio.schema";
import { getLimits } from "./room";

const SHOWN_FEEDS = 20;

/** What a feed takes of the storage, and what of it could be freed. @throws `not_found` */
export async function getFeedStorage(ctx: Pick<Core, "db">, { id }: { id: number }): Promise<FeedStorage> {
  const { display_title: title } = await getFeed(ctx, { id });
  const [use] = await repo.listUse(ctx.db, id);
  const deletable = await repo.listDeletable(ctx.db, id);
  return {
    feed_id: id,
    feed_title: title,
    audio_files: use?.audio_files ?? 0,
    audio_bytes: use?.audio_bytes ?? 0,
    transcript_files: use?.transcript_files ?? 0,
    transcript_bytes: use?.transcript_bytes ?? 0,
    deletable_audio_files: deletable.length,
    deletable_audio_bytes: deletable.reduce((sum, audio) => sum + audio.sizeBytes, 0),
  };
}

/** What the library takes of the storage, and what it may take. */
export async function getStorageUse(ctx: Pick<Core, "db" | "files" | "env">): Promise<StorageUse> {
  const [limits, uses, trash, free] = [
    await getLimits(ctx),
    await repo.listUse(ctx.db),
    await repo.sumTrash(ctx.db),
    await ctx.files.free(),
  ];
  const sum = (key: "audio_files" | "audio_bytes" | "transcript_files" | "transcript_bytes") =>
    uses.reduce((total, use) => total + use[key], 0);
  return {
    free_bytes: free,
    min_free_bytes: limits.minFreeBytes,
    audio_quota_bytes: limits.quotaBytes || null,
    audio_files: sum("audio_files"),
    audio_bytes: sum("audio_bytes"),
    transcript_files: sum("transcript_files"),
    transcript_bytes: sum("transcript_bytes"),
    trash_feeds: trash.feeds,
    trash_bytes: trash.bytes,
    feeds: uses.filter((use) => use.audio_bytes + use.transcript_bytes > 0).slice(0, SHOWN_FEEDS),
  };
}
