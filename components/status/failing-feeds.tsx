import { CircleAlert } from "lucide-react";
import Link from "next/link";
import type { Feed } from "@/components/feeds/types";
import { TimeUntil } from "@/components/time/moments";

export function FailingFeeds({ feeds }: { feeds: readonly Feed[] }) {
  if (feeds.length === 0) return null;
  return (
    <section aria-labelledby="failing" className="mt-10">
      <h2 id="failing" className="mb-3 flex items-center gap-2 font-semibold text-lg tracking-tight">
        <CircleAlert aria-hidden className="size-5 text-danger" />
        Feeds that fail
      </h2>
      <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
        {feeds.map((feed) => (
          <li key={feed.id} className="px-5 py-3.5">
            <Link href={`/feeds/${feed.id}`} dir="auto" className="rounded font-medium hover:text-accent">
              {feed.display_title}
            </Link>
            <p className="wrap-anywhere text-muted text-sm first-letter:uppercase">{feed.last_error}</p>
            <p className="text-faint text-xs">
              Next try <TimeUntil at={feed.next_poll} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
