import { stateViews } from "@/components/episodes/state-view";
import type { EpisodeState } from "@/components/episodes/types";
import { Artwork } from "@/components/ui/artwork";
import { countOf } from "@/components/ui/count-of";
import { Expandable } from "@/components/ui/expandable";
import { Progress } from "@/components/ui/progress";
import { FeedActions } from "./feed-actions";
import { FeedFacts } from "./feed-facts";
import type { Feed } from "./types";

export function FeedHeader({ feed }: { feed: Feed }) {
  return (
    <header>
      <div className="flex gap-6 max-sm:flex-col max-sm:gap-4">
        <Artwork
          src={feed.image_url}
          title={feed.display_title}
          className="size-36 rounded-2xl text-5xl shadow-raised max-sm:size-24"
        />
        <div className="min-w-0 flex-1">
          <h1 dir="auto" className="wrap-anywhere font-semibold text-2xl leading-tight tracking-tight">
            {feed.display_title}
          </h1>
          {feed.custom_title && (
            <p dir="auto" className="mt-1 text-faint text-sm">
              Published as “{feed.title}”
            </p>
          )}
          {feed.author && (
            <p dir="auto" className="mt-1 text-muted">
              {feed.author}
            </p>
          )}
          <FeedFacts feed={feed} />
          <FeedActions feed={feed} />
        </div>
      </div>
      {feed.description && (
        <Expandable lines={3} isLong={isLong(feed.description)} className="mt-6 text-muted">
          <p dir="auto" className="wrap-anywhere whitespace-pre-line">
            {feed.description}
          </p>
        </Expandable>
      )}
      <Coverage feed={feed} />
    </header>
  );
}

/** More than three lines of a phone, where lines are shortest. */
const isLong = (text: string) => text.length > 130 || text.split("\n").length > 3;

/** How much can be read, and where the rest stands. */
function Coverage({ feed: { transcript_count: done, episode_count: all, status_counts: counts } }: { feed: Feed }) {
  if (all === 0) return null;
  const others = Object.entries(stateViews).filter(([state]) => state !== "completed" && counts[state as EpisodeState]);
  return (
    <div className="mt-6">
      <Progress
        label={`${done} of ${countOf(all, "episode")} ${all === 1 ? "has" : "have"} a transcript`}
        percent={(100 * done) / all}
      />
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm tabular-nums">
        <span>
          <b className="font-semibold text-ink">{done.toLocaleString("en-US")}</b> of {all.toLocaleString("en-US")} with
          transcript
        </span>
        {others.map(([state, { label }]) => (
          <span key={state}>
            {counts[state as EpisodeState]?.toLocaleString("en-US")} {label.toLowerCase()}
          </span>
        ))}
      </p>
    </div>
  );
}
