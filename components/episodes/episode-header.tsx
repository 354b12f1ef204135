import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { formatDuration } from "@/components/time/format-duration";
import { CalendarDate } from "@/components/time/moments";
import { Artwork } from "@/components/ui/artwork";
import { StateBadge } from "./state-badge";
import type { Episode } from "./types";

export function EpisodeHeader({ episode }: { episode: Episode }) {
  return (
    <header className="flex gap-5 sm:gap-6">
      <Artwork
        src={episode.image_url ?? episode.feed_image_url}
        title={episode.feed_title}
        className="size-20 rounded-xl text-3xl shadow-raised sm:size-28 sm:rounded-2xl"
      />
      <div className="min-w-0 flex-1">
        <Link
          href={`/feeds/${episode.feed_id}`}
          dir="auto"
          className="block w-fit max-w-full truncate rounded font-medium text-accent text-sm hover:underline max-md:py-1"
        >
          {episode.feed_title}
        </Link>
        <h1 dir="auto" className="wrap-anywhere mt-0.5 font-semibold text-xl leading-tight tracking-tight sm:text-2xl">
          {episode.title}
        </h1>
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-faint text-sm">
          <StateBadge episode={episode} />
          {episode.published_at && <CalendarDate at={episode.published_at} />}
          {episode.duration_seconds ? <span>{formatDuration(episode.duration_seconds)}</span> : null}
          {episode.link && (
            <a
              href={episode.link}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1.5 rounded hover:text-accent max-md:py-2.5"
            >
              <ExternalLink aria-hidden className="size-3.5" />
              Episode page
            </a>
          )}
        </div>
      </div>
    </header>
  );
}
