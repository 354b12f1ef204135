"use client";

import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useRestoreFeed } from "@/components/feeds/use-restore-feed";
import { TimeAgo, TimeUntil } from "@/components/time/moments";
import { Artwork } from "@/components/ui/artwork";
import { Button } from "@/components/ui/button";
import { countOf } from "@/components/ui/count-of";
import { formatBytes } from "@/server/platform/format-bytes";
import type { TrashedPodcast } from "./types";

export function TrashRow({ feed, onPurge }: { feed: TrashedPodcast; onPurge: () => void }) {
  return (
    <article className="flex items-center gap-4 py-4 max-sm:flex-wrap">
      <Artwork src={feed.image_url} title={feed.title} className="size-14 rounded-xl text-xl opacity-70 grayscale" />
      <div className="min-w-0 flex-1 max-sm:basis-2/3">
        <h2 dir="auto" className="line-clamp-2 font-medium leading-snug">
          {feed.title}
        </h2>
        <p className="mt-0.5 text-muted text-sm tabular-nums">
          {countOf(feed.episodes, "episode")}, {countOf(feed.transcripts, "transcript")}, {formatBytes(feed.bytes)}
        </p>
        <p className="mt-0.5 text-faint text-xs">
          {feed.is_restorable ? (
            <>
              Deleted <TimeAgo at={feed.deleted_at} />, gone for ever <TimeUntil at={feed.purge_at} />
            </>
          ) : (
            "Is being deleted for ever"
          )}
        </p>
      </div>
      {feed.is_restorable && (
        <div className="flex gap-2 max-sm:w-full max-sm:pl-18">
          <RestoreButton feed={feed} />
          <Button
            look="quiet"
            size="small"
            className="text-danger!"
            aria-label={`Delete “${feed.title}” for ever`}
            onClick={onPurge}
          >
            <Trash2 aria-hidden />
            Delete
          </Button>
        </div>
      )}
    </article>
  );
}

function RestoreButton({ feed }: { feed: TrashedPodcast }) {
  const restore = useRestoreFeed();
  const [isPending, setPending] = useState(false);
  const onClick = async () => {
    setPending(true);
    await restore(feed.id);
    setPending(false);
  };
  return (
    <Button size="small" disabled={isPending} aria-label={`Restore “${feed.title}”`} onClick={onClick}>
      <Undo2 aria-hidden />
      Restore
    </Button>
  );
}
