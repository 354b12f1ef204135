import { CircleCheck, ExternalLink, KeyRound, Rss } from "lucide-react";
import type { ReactNode } from "react";
import { formatRoughDuration } from "@/components/time/format-duration";
import { TimeAgo, TimeUntil } from "@/components/time/moments";
import { FeedStorage } from "./feed-storage";
import { languageName } from "./language-name";
import { PocketcastsFact } from "./pocketcasts-fact";
import type { Feed } from "./types";

/** What a feed is like, and when it was and will be looked at. */
export function FeedFacts({ feed }: { feed: Feed }) {
  const language = languageName(feed.language);
  return (
    <ul className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-faint text-sm">
      {language && <li>{language}</li>}
      {feed.is_complete && (
        <li className={marked} title="The publisher says that no more episodes will come.">
          <CircleCheck aria-hidden /> Has ended
        </li>
      )}
      {feed.has_credentials && (
        <li className={marked} title="A password or token is stored for it.">
          <KeyRound aria-hidden /> Private
        </li>
      )}
      <NextLook feed={feed} />
      <FeedStorage feedId={feed.id} />
      {feed.link && (
        <li>
          <Outward href={feed.link}>
            <ExternalLink aria-hidden /> Website
          </Outward>
        </li>
      )}
      <li>
        <Outward href={feed.url}>
          <Rss aria-hidden /> Feed
        </Outward>
      </li>
      {feed.pocketcasts && (
        <li className="empty:hidden">
          <PocketcastsFact feed={feed} />
        </li>
      )}
    </ul>
  );
}

const marked = "inline-flex items-center gap-1.5 [&_svg]:size-3.5";

/** Where the feed is paused or fails, a notice says more. */
function NextLook({ feed }: { feed: Feed }) {
  if (!feed.last_polled) return null;
  const isRegular = !feed.is_paused && feed.last_error === null;
  return (
    <li title={isRegular ? "How often follows from how often it is published." : undefined}>
      Checked <TimeAgo at={feed.last_polled} />
      {isRegular && (
        <>
          , about every {formatRoughDuration(feed.poll_interval_seconds)}, next <TimeUntil at={feed.next_poll} />
        </>
      )}
    </li>
  );
}

function Outward({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1.5 rounded hover:text-accent max-md:py-2.5 [&_svg]:size-3.5"
    >
      {children}
    </a>
  );
}
