import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { formatClock } from "@/components/time/format-duration";
import { CalendarDate } from "@/components/time/moments";
import { Artwork } from "@/components/ui/artwork";
import { Badge } from "@/components/ui/badge";
import type { AppRouter } from "@/server/transports/trpc/router";
import { MarkedText, markedWords } from "./marked-text";

type SearchHit = inferRouterOutputs<AppRouter>["search"]["query"]["hits"][number];
type Moment = SearchHit["moments"][number];

/** An episode that matches, with its best places. */
export function Hit({ hit }: { hit: SearchHit }) {
  const more = hit.moment_count - hit.moments.length;
  return (
    <article className="flex gap-4 py-5">
      <Artwork src={hit.image_url} title={hit.feed_title} className="size-12 rounded-lg text-lg max-sm:size-10" />
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="wrap-anywhere font-medium leading-snug">
          <Link href={`/episodes/${hit.episode_id}`} className="rounded hover:text-accent">
            <MarkedText text={hit.episode_title} marks={hit.title_marks} />
          </Link>
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-faint text-xs">
          {hit.result_type === "episode" && <Badge>title</Badge>}
          <span dir="auto" className="max-w-full truncate">
            {hit.feed_title}
          </span>
          {hit.published_at && <CalendarDate at={hit.published_at} />}
        </p>
        {hit.excerpt && hit.moments.length === 0 && (
          <p dir="auto" className="wrap-anywhere mt-2 line-clamp-3 text-muted">
            {hit.excerpt}
          </p>
        )}
        {hit.moments.length > 0 && (
          <ul className="mt-2 -ml-2 space-y-0.5">
            {hit.moments.map((moment) => (
              <li key={`${moment.segment_start}-${moment.text}`}>
                <MomentLink episodeId={hit.episode_id} moment={moment} />
              </li>
            ))}
          </ul>
        )}
        {more > 0 && (
          <Link
            href={momentPath(hit.episode_id, hit.moments[0])}
            className="mt-1 inline-block rounded text-faint text-sm hover:text-accent max-md:py-2"
          >
            {more} more {more === 1 ? "place" : "places"} in this episode
          </Link>
        )}
      </div>
    </article>
  );
}

function MomentLink({ episodeId, moment }: { episodeId: number; moment: Moment }) {
  return (
    <Link
      href={momentPath(episodeId, moment)}
      prefetch={false}
      className="flex gap-x-3 rounded-lg px-2 py-2 transition-colors hover:bg-subtle max-sm:flex-col"
    >
      {moment.segment_start !== null && (
        <span className="w-14 shrink-0 text-accent text-sm tabular-nums">{formatClock(moment.segment_start)}</span>
      )}
      <span dir="auto" className="wrap-anywhere min-w-0 text-muted">
        {moment.speaker && <b className="font-medium text-ink">{moment.speaker}: </b>}
        <MarkedText text={moment.text} marks={moment.marks} />
      </span>
    </Link>
  );
}

function momentPath(episodeId: number, moment: Moment | undefined): string {
  if (!moment) return `/episodes/${episodeId}`;
  const parameters = new URLSearchParams();
  if (moment.segment_start !== null) parameters.set("t", String(Math.floor(moment.segment_start * 1000) / 1000));
  const words = markedWords(moment.text, moment.marks);
  if (words) parameters.set("q", words);
  return `/episodes/${episodeId}?${parameters}`;
}
