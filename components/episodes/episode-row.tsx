import Link from "next/link";
import { DownloadButton } from "@/components/audio/download-button";
import { formatDuration } from "@/components/time/format-duration";
import { CalendarDate } from "@/components/time/moments";
import { Artwork } from "@/components/ui/artwork";
import { StateBadge } from "./state-badge";
import { StateNote } from "./state-note";
import { TranscriptAction } from "./transcript-action";
import type { Episode } from "./types";

type EpisodeRowProps = {
  episode: Episode;
  /** Where episodes of several podcasts stand together: artwork and name say which one it is. */
  showFeed?: boolean;
};

export function EpisodeRow({ episode, showFeed = false }: EpisodeRowProps) {
  return (
    <article className="flex gap-4 py-4">
      {showFeed && (
        <Artwork
          src={episode.image_url ?? episode.feed_image_url}
          title={episode.feed_title}
          className="size-14 rounded-lg text-xl max-sm:size-12"
        />
      )}
      <div className="min-w-0 flex-1">
        {showFeed && (
          <Link
            href={`/feeds/${episode.feed_id}`}
            dir="auto"
            className="block w-fit max-w-full truncate rounded text-muted text-xs hover:text-ink max-md:py-1"
          >
            {episode.feed_title}
          </Link>
        )}
        <h3 dir="auto" className="wrap-anywhere font-medium leading-snug">
          <Link href={`/episodes/${episode.id}`} className="rounded hover:text-accent">
            {episode.title}
          </Link>
        </h3>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-faint text-xs">
          <StateBadge episode={episode} />
          {episode.published_at && <CalendarDate at={episode.published_at} />}
          {episode.duration_seconds ? <span>{formatDuration(episode.duration_seconds)}</span> : null}
        </div>
        <StateNote episode={episode} />
      </div>
      <div className="flex items-center gap-1 self-center max-sm:flex-col-reverse max-sm:items-end max-sm:self-start">
        <DownloadButton episode={episode} isRow />
        <TranscriptAction episode={episode} />
      </div>
    </article>
  );
}
