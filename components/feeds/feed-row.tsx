import { CircleAlert, CirclePause } from "lucide-react";
import Link from "next/link";
import { TimeAgo } from "@/components/time/moments";
import { Artwork } from "@/components/ui/artwork";
import { Badge } from "@/components/ui/badge";
import { countOf } from "@/components/ui/count-of";
import { Progress } from "@/components/ui/progress";
import type { Feed } from "./types";

export function FeedRow({ feed }: { feed: Feed }) {
  return (
    <Link
      href={`/feeds/${feed.id}`}
      className="group -mx-3 flex items-center gap-4 rounded-xl px-3 py-4 transition-colors hover:bg-subtle/60"
    >
      <Artwork src={feed.image_url} title={feed.display_title} className="size-16 rounded-xl text-2xl" />
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="line-clamp-2 font-medium leading-snug group-hover:text-accent">
          {feed.display_title}
        </h2>
        {feed.author && (
          <p dir="auto" className="truncate text-muted text-sm">
            {feed.author}
          </p>
        )}
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-faint text-xs">
          <LastLook feed={feed} />
        </p>
      </div>
      <Share feed={feed} />
    </Link>
  );
}

function LastLook({ feed }: { feed: Feed }) {
  if (feed.refresh_job) return <span>Looking for episodes … {feed.refresh_job.note}</span>;
  return (
    <>
      {feed.is_paused && (
        <Badge tone="neutral">
          <CirclePause aria-hidden />
          Paused
        </Badge>
      )}
      {feed.last_error && (
        <Badge tone="danger" title={feed.last_error}>
          <CircleAlert aria-hidden />
          Last refresh failed
        </Badge>
      )}
      {feed.last_polled && (
        <span>
          Checked <TimeAgo at={feed.last_polled} />
        </span>
      )}
    </>
  );
}

/** How much of the feed can be read. */
function Share({ feed: { transcript_count: done, episode_count: all } }: { feed: Feed }) {
  return (
    <div className="w-24 shrink-0 text-right sm:w-36">
      <p className="text-muted text-xs tabular-nums sm:text-sm">
        {done.toLocaleString("en-US")} of {all.toLocaleString("en-US")}
        <span className="max-sm:sr-only"> transcripts</span>
      </p>
      <Progress
        className="mt-2"
        label={`${done} of ${countOf(all, "episode")} ${all === 1 ? "has" : "have"} a transcript`}
        percent={all > 0 ? (100 * done) / all : 0}
      />
    </div>
  );
}
